import os
import warnings
from typing import Any

from celery import Celery
from celery.signals import beat_init
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelance_ops.settings")

# `serve` says it in one line of its own.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

TRANSPORT_ALIASES["filesystem"] = "freelance_ops.folder_queue:Transport"

app = Celery("maktab")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def show_signs_of_life(**_: Any) -> None:
    """At once: a beat's first round comes only after its interval, and the desk would warn until then."""
    app.send_task("outbox.tasks.heartbeat", expires=60)
