"""One reminder by the owner's hand: it uses up the next step, and the same courtesies hold."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from orders.models import OrderHold
from orders.services.days import today_of
from payments.errors import ClaimWaits, ComplaintOpen, InvoiceNotOpen, NobodyToWriteTo, RemindedLately
from payments.letters import can_be_mailed
from payments.models import Invoice, PaymentClaim, PaymentReminder

from .reminders import lock_switch, plan
from .reminding import recently_reminded, send


@transaction.atomic
def remind_now(*, invoice: Invoice, by: Actor, now: datetime) -> PaymentReminder:
    """Write to the client about this open invoice now, in the words that fit the day; event `payment.reminded`.

    It works with the reminders switched off too. The steps left keep two days away from it. Raises InvoiceNotOpen,
    ClaimWaits, ComplaintOpen, NobodyToWriteTo or RemindedLately.
    """
    switch = lock_switch(invoice.business)
    rows = Invoice.objects.select_related("business", "order__client__platform", "order__contact__client__platform")
    invoice = rows.defer("paper").get(pk=invoice.pk)
    _check(invoice, now)
    row = _next_step(invoice) or _step_of_today(invoice, now)
    row.invoice = invoice
    send([row], by=by, now=now)
    if switch.on_since is not None:
        plan(invoices=[invoice], now=now)
    row.refresh_from_db()
    return row


def _check(invoice: Invoice, now: datetime) -> None:
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    if invoice.claims.filter(state=PaymentClaim.State.PENDING).exists():
        raise ClaimWaits(number=invoice.number)
    if OrderHold.objects.standing().filter(order=invoice.order_id, kind=OrderHold.Kind.DISPUTED).exists():
        raise ComplaintOpen
    if not can_be_mailed(invoice):
        raise NobodyToWriteTo
    if recently_reminded([invoice.order.client_id], now):
        raise RemindedLately


def _next_step(invoice: Invoice) -> PaymentReminder | None:
    return PaymentReminder.objects.planned().filter(invoice=invoice).in_order().first()


def _step_of_today(invoice: Invoice, now: datetime) -> PaymentReminder:
    """Where nothing is planned: a row of its own, named by the days since the due day."""
    step = (today_of(invoice.business, now) - invoice.due_on).days
    row, _made = PaymentReminder.objects.get_or_create(
        invoice=invoice, step=step, defaults={"business": invoice.business, "send_at": now}
    )
    return row
