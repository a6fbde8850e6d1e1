from celery import shared_task
from django.utils import timezone

from payments.services import earnings, reminding


@shared_task
def send_due_reminders() -> None:
    """Remind clients of payments whose morning has come."""
    reminding.send_due_reminders(now=timezone.now())


@shared_task
def free_earnings() -> None:
    """Make withdrawable what platforms held until today."""
    earnings.free_earnings(now=timezone.now())
