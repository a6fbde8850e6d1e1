"""Payment reminders: so many due at once among all the invoices of the large business, without the mail server."""

import statistics
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from accounts.models import Business
from payments.models import Invoice, PaymentReminder, ReminderSwitch
from payments.services.reminding import send_due_reminders


def reminders(*, business: Business, due: int, times: int, now: datetime) -> tuple[float, int]:
    """Median seconds to send `due` reminders to as many clients, and among how many invoices they lay."""
    took = []
    for turn in range(times + 1):
        with transaction.atomic():
            _fall_due(business, due, now)
            seconds = _sent(due, now)
            transaction.set_rollback(True)
        if turn:  # the first one warms up
            took.append(seconds)
    return statistics.median(took), Invoice.objects.owned_by(business).count()


def _fall_due(business: Business, due: int, now: datetime) -> None:
    """One invoice each of so many clients who wait for nothing is open again, and a reminder of it is due."""
    quiet = Invoice.objects.owned_by(business).filter(kind="invoice").exclude(order__client__conversation__state="ours")
    firsts = quiet.values("order__client").annotate(first=Min("pk")).values_list("first", flat=True).order_by("first")
    keys = list(firsts[:due])
    Invoice.objects.filter(pk__in=keys).update(state=Invoice.State.ISSUED, paid_minor=0)
    ReminderSwitch.objects.update_or_create(business=business, defaults={"on_since": now - timedelta(days=9)})
    PaymentReminder.objects.bulk_create(
        PaymentReminder(business=business, invoice_id=key, step=(-3, 0, 3, 7, 14)[place % 5], send_at=now)
        for place, key in enumerate(keys)
    )


def _sent(due: int, now: datetime) -> float:
    started = time.perf_counter()
    written = send_due_reminders(now=now)
    took = time.perf_counter() - started
    if written != due:
        raise RuntimeError(f"{written} letters for {due} reminders")
    return took
