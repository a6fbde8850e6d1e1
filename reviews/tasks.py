from celery import shared_task
from django.utils import timezone

from reviews.services import asking


@shared_task
def send_due_asks() -> None:
    """Ask for reviews in the client's morning, remind once, close what is over."""
    asking.send_due_asks(now=timezone.now())
