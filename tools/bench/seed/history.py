"""What happened, as events; what they owed, done; and the letters that went out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.papers import as_data
from freelance_ops.reactions import REACTIONS
from orders.models import Offer, Order
from outbox.models import Event, Letter, Reaction
from payments.models import Invoice, Receipt

from .basket import Basket

if TYPE_CHECKING:
    from .orders import Deal

LETTER = "السلام عليكم،\n\nصدرت الفاتورة وتجدها مرفقة بهذه الرسالة، ورابطها في صفحتك الشخصية.\n\nمع الشكر"


def of_offer(basket: Basket, offer: Offer) -> None:
    sent = offer.sent_at
    assert sent is not None
    _happened(basket, offer, "offer.sent", ("offer", offer.ref), sent, number=offer.number, total=as_data(offer.total))
    if offer.state == Offer.State.DECLINED:
        _happened(basket, offer, "offer.declined", ("offer", offer.ref), sent + timedelta(days=1), number=offer.number)


def of_deal(basket: Basket, deal: Deal) -> None:
    """From the offer to the beginning of the work, as far as it came."""
    order, offer, at = deal.order, deal.offer, deal.at
    sent = offer.sent_at
    assert sent is not None
    _happened(basket, order, "offer.sent", ("offer", offer.ref), sent, number=offer.number, total=as_data(offer.total))
    _happened(basket, order, "offer.accepted", ("offer", offer.ref), at, number=offer.number)
    _happened(
        basket, order, "order.opened", ("order", order.ref), at,
        number=order.number, total=as_data(order.total), kind="direct",
    )  # fmt: skip
    if deal.fate in {"unpaid", "running", "done"}:
        _happened(basket, order, "contract.signed", ("contract", order.ref), at, number=order.number)
    if order.started_at:
        _happened(basket, order, "order.started", ("order", order.ref), order.started_at, number=order.number)


def of_work(basket: Basket, order: Order, count: int) -> None:
    """So many small steps, an hour apart, since the work began."""
    assert order.started_at is not None
    for step in range(count):
        at = order.started_at + timedelta(hours=step)
        _happened(
            basket, order, "order.progressed", ("order", order.ref), at, before=step % 100, percent=step % 100 + 1
        )


def of_invoice(basket: Basket, deal: Deal, invoice: Invoice) -> None:
    """The demand, and the letter that carried it."""
    amount = {"number": invoice.number, "amount": as_data(invoice.total)}
    _happened(basket, deal.order, "invoice.issued", ("invoice", invoice.ref), invoice.issued_at, **amount)
    at = invoice.issued_at
    basket.add(
        Letter(
            ref=basket.ref(), business=deal.order.business, dedupe_key=f"invoice_issued:{invoice.ref}",
            template="invoice_issued", recipient=deal.order.contact.email, language="ar",
            subject=f"الفاتورة {invoice.number}", body=LETTER, client_ref=deal.order.client.ref,
            order_ref=deal.order.ref, state="sent", created_at=at, due_at=at, sent_at=at,
        )
    )  # fmt: skip


def of_payment(basket: Basket, invoice: Invoice, receipt: Receipt) -> None:
    amount = {"number": invoice.number, "amount": as_data(invoice.total)}
    came = {"receipt": receipt.ref, "received": as_data(receipt.amount), "balance": as_data(invoice.balance)}
    at = receipt.recorded_at
    _happened(basket, invoice.order, "payment.confirmed", ("invoice", invoice.ref), at, **amount, **came)
    _happened(basket, invoice.order, "invoice.paid", ("invoice", invoice.ref), at, **amount)


def _happened(
    basket: Basket, about: Offer | Order, verb: str, subject: tuple[str, str], at: datetime, **data: Any
) -> None:
    event = basket.add(
        Event(
            ref=basket.ref(), business=about.business, verb=verb, subject_kind=subject[0], subject_ref=subject[1],
            actor_kind="worker", client_ref=about.client.ref, order_ref=about.ref if isinstance(about, Order) else "",
            happened_at=at, data=data,
        )
    )  # fmt: skip
    for name in REACTIONS.get(verb, ()):
        basket.add(
            Reaction(
                ref=basket.ref(), business=about.business, event=event, name=name, due_at=at, attempts=1, done_at=at
            )
        )  # fmt: skip
