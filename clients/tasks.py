from celery import shared_task
from django.utils import timezone

from clients.services import reminding


@shared_task
def remind_open_windows() -> None:
    """At the start of a reply window, tell the owner who waits."""
    reminding.remind_open_windows(now=timezone.now())
