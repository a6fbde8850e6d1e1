"""Work waits for money: a late invoice pauses its order, and the payment lets it go on."""

from datetime import datetime

from django.db import transaction

from core.actors import Actor
from orders import letters as order_letters
from orders.models import OrderHold, OrderState
from orders.services import holds
from orders.services.days import today_of
from orders.services.links import deal_link
from outbox.models import Event
from outbox.services.events import emit
from payments.errors import ClaimWaits, InvoiceNotOpen, NothingToPause, NotLate
from payments.letters import invoice_link
from payments.models import Invoice, PaymentClaim

from .locks import lock_invoice
from .reminders import drop_rest

UNPAID = OrderHold.Kind.UNPAID
PAUSABLE = (OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES)


@transaction.atomic
def pause_work(*, invoice: Invoice, by: Actor, now: datetime) -> OrderHold:
    """The owner stops the work of a late invoice's order, and the client is told; event `invoice.paused`.

    It does not need the reminders. A standing pause is returned. Raises InvoiceNotOpen, ClaimWaits, NotLate or
    NothingToPause.
    """
    invoice = lock_invoice(invoice.pk)
    standing = standing_pause(invoice)
    if standing is not None:
        return standing
    _check(invoice, now)
    hold = _pause(invoice, by, now)
    order_letters.order_paused(
        hold=hold, url=invoice_link(invoice=invoice, now=now), number=invoice.number, owed=invoice.balance,
        due_on=invoice.due_on, now=now,
    )  # fmt: skip
    return hold


def pause_with_reminder(event: Event, *, now: datetime) -> None:
    """Reaction to `payment.reminded`: the letter that said so pauses the work, unless money came meanwhile."""
    if not event.data.get("pauses"):
        return
    invoice = lock_invoice(Invoice.objects.get(business=event.business, ref=event.subject_ref).pk)
    if invoice.is_open and invoice.order.state in PAUSABLE and standing_pause(invoice) is None:
        _pause(invoice, Actor.worker(), now)


def nothing_more_to_ask(invoice: Invoice, why: str, *, by: Actor, now: datetime) -> None:
    """The invoice is paid or cancelled: no more reminders, and the work goes on unless another invoice is late.

    Call it holding the invoice's order. The order's days move by the days of the pause.
    """
    drop_rest(invoice=invoice, why=why, now=now)
    late = Invoice.objects.late(today_of(invoice.business, now)).filter(order=invoice.order).exclude(pk=invoice.pk)
    hold = standing_pause(invoice)
    if hold is None or late.exists():
        return
    if holds.end_hold(order=invoice.order, kind=UNPAID, by=by, now=now):
        hold.refresh_from_db()
        url = deal_link(offer=hold.order.offer, contact=hold.order.contact, now=now).url
        order_letters.order_resumed(hold=hold, url=url, now=now)


def standing_pause(invoice: Invoice) -> OrderHold | None:
    """The pause of the invoice's order that stands now."""
    rows = OrderHold.objects.standing().filter(order=invoice.order_id, kind=UNPAID)
    return rows.select_related("order__offer", "order__contact__client", "order__business").first()


def _check(invoice: Invoice, now: datetime) -> None:
    if not invoice.is_open:
        raise InvoiceNotOpen(number=invoice.number)
    if invoice.claims.filter(state=PaymentClaim.State.PENDING).exists():
        raise ClaimWaits(number=invoice.number)
    if invoice.due_on >= today_of(invoice.business, now):
        raise NotLate(number=invoice.number)
    if invoice.order.state not in PAUSABLE:
        raise NothingToPause


def _pause(invoice: Invoice, by: Actor, now: datetime) -> OrderHold:
    hold = holds.hold(order=invoice.order, kind=UNPAID, by=by, now=now)
    emit(
        business=invoice.business, verb="invoice.paused", subject=("invoice", invoice.ref), actor=by, now=now,
        client_ref=invoice.order.client.ref, order_ref=invoice.order.ref, data={"number": invoice.number},
    )  # fmt: skip
    return hold
