from celery import shared_task
from django.utils import timezone

from clients.services import links, reminding


@shared_task
def remind_open_windows() -> None:
    """At the start of a reply window, tell the owner who waits."""
    reminding.remind_open_windows(now=timezone.now())


@shared_task
def forget_old_openings() -> None:
    """Whoever opened a personal link more than a year ago is forgotten."""
    links.forget_old_openings(now=timezone.now())
