from celery import shared_task
from django.utils import timezone

from orders.services import clearing, holds, instalments, sending, updates


@shared_task
def expire_offers() -> None:
    """Record which unanswered offers ran out."""
    sending.expire_offers(now=timezone.now())


@shared_task
def fall_due_by_date() -> None:
    """Make due what the plan puts on a day that has come."""
    instalments.fall_due_by_date(now=timezone.now())


@shared_task
def hold_for_silence() -> None:
    """Put on hold what clients have not answered by the agreed day."""
    holds.hold_for_silence(now=timezone.now())


@shared_task
def ask_for_news() -> None:
    """Remind owners of clients who have not heard of their work for its cadence."""
    updates.ask_for_news(now=timezone.now())


@shared_task
def forget_removed_files() -> None:
    """Drop files that were taken off their tray long enough ago."""
    clearing.forget_removed_files(now=timezone.now())
