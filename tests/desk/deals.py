"""Deals of Nour's as her desk finds them: each step one call of a service, at the present moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from clients.models import Lead
from core.actors import Actor
from core.money import Money
from files.models import StoredFile
from files.services.store import store_bytes
from orders.models import Offer, Order
from orders.services import offers, signing
from orders.services.pricing import LineSpec, PartSpec
from outbox.services.sweeps import drain
from payments.models import Invoice, PaymentClaim
from payments.services.claims import claim_payment
from payments.services.receipts import record_payment
from tests.cast import Freelancer

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
)


def sar(amount: str | int) -> Money:
    return Money.of(Decimal(amount), "SAR")


PARTS = (
    PartSpec("دفعة أولى", "signing", 2500),
    PartSpec("نصف العمل", "progress", 2500, at_percent=50),
    PartSpec("التسليم", "completion", 5000),
)


@dataclass
class Deals:
    nour: Freelancer

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def far(self) -> date:
        return self.now.date() + timedelta(days=200)

    def empty(self, lead: Lead, title: str = "هوية المقهى", **more: Any) -> Offer:
        return offers.draft_offer(
            business=self.nour.business, client=lead.client, contact=lead.contact, title=title, by=self.nour.actor,
            now=self.now, **more,
        )  # fmt: skip

    def ready(
        self, lead: Lead, *, lines: Any = None, parts: Any = PARTS, valid_until: date | None = None,
        title: str = "هوية المقهى", currency: str = "",
    ) -> Offer:  # fmt: skip
        offer = self.empty(lead, title, currency=currency)
        lines = [LineSpec("شعار", sar(1000)), LineSpec("دليل الهوية", sar(200), Decimal(2))] if lines is None else lines
        return offers.save_offer(
            offer=offer, title=offer.title, intro="أهلًا", lines=lines, parts=list(parts), revisions=2, reply_days=5,
            valid_until=valid_until or self.now.date() + timedelta(days=9), work_days=20, by=self.nour.actor,
            now=self.now,
        )  # fmt: skip

    def sent(self, lead: Lead, **more: Any) -> Offer:
        return offers.send_offer(offer=self.ready(lead, **more), by=self.nour.actor, now=self.now)

    def accepted(self, lead: Lead, **more: Any) -> Order:
        offer = self.sent(lead, **more)
        return offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=lead.contact, now=self.now)

    def signed(self, lead: Lead, **more: Any) -> Order:
        """Signed on paper; the first invoice is issued by a worker."""
        order = self.accepted(lead, **more)
        signing.record_scan(
            contract=order.contract, file=self.stored(), signer_name=lead.contact.name, signed_on=self.now.date(),
            by=self.nour.actor, now=self.now,
        )  # fmt: skip
        drain(now=self.now)
        return Order.objects.get(pk=order.pk)

    def working(self, lead: Lead, **more: Any) -> Order:
        """Its first payment has arrived."""
        order = self.signed(lead, **more)
        self.paid(order)
        return Order.objects.get(pk=order.pk)

    def awarded(self, lead: Lead, **more: Any) -> Order:
        """On a platform: agreed there, begun here."""
        order = offers.award_offer(offer=self.sent(lead, currency="SAR", **more), by=self.nour.actor, now=self.now)
        return Order.objects.get(pk=order.pk)

    def invoice(self, order: Order, position: int = 1) -> Invoice:
        return Invoice.objects.invoices().exclude(state="void").get(order=order, instalment__position=position)

    def paid(self, order: Order, position: int = 1) -> None:
        invoice = self.invoice(order, position)
        record_payment(
            invoice=invoice, received=invoice.balance, received_on=self.now.date(), method="bank", by=self.nour.actor,
            now=self.now, once=uuid4(),
        )  # fmt: skip
        drain(now=self.now)

    def claimed(self, order: Order, position: int = 1, **more: Any) -> PaymentClaim:
        """The client says "I paid"."""
        by = Actor.contact(order.contact.ref)
        return claim_payment(invoice=self.invoice(order, position), by=by, now=self.now, **more)

    def stored(self, name: str = "عقد.pdf") -> StoredFile:
        return store_bytes(
            business=self.nour.business, purpose="scan", name=name, content=PDF, content_type="application/pdf",
            now=self.now,
        )  # fmt: skip
