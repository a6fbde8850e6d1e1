import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelance_ops.settings")

# `serve` says it in one line of its own.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

app = Celery("maktab")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
