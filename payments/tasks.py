from celery import shared_task
from django.utils import timezone

from payments.services import reminding


@shared_task
def send_due_reminders() -> None:
    """Remind clients of payments whose morning has come."""
    reminding.send_due_reminders(now=timezone.now())
