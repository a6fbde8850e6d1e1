from celery import shared_task
from django.utils import timezone

from orders.services import instalments, sending


@shared_task
def expire_offers() -> None:
    """Record which unanswered offers ran out."""
    sending.expire_offers(now=timezone.now())


@shared_task
def fall_due_by_date() -> None:
    """Make due what the plan puts on a day that has come."""
    instalments.fall_due_by_date(now=timezone.now())
