"""What the demo's people do, one short call each, at a moment counted back from now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import Business, User
from clients.models import Contact, Criterion, Lead, Platform
from clients.services import leads
from core.actors import Actor
from core.money import Money
from orders.models import Offer, Order
from orders.services import offers, signing, work
from orders.services.pricing import LineSpec, PartSpec, quarters
from outbox.services.sweeps import drain
from payments.models import Invoice, PaymentClaim
from payments.services.claims import claim_payment, confirm_claim


@contextmanager
def no_mail() -> Iterator[None]:
    """The demo's people are invented: their letters stay on the desk, whatever mail server is set up."""
    before, settings.HAS_MAIL = settings.HAS_MAIL, False
    try:
        yield
    finally:
        settings.HAS_MAIL = before


@dataclass
class DemoDesk:
    """Nour's business, and the hands that move it."""

    user: User
    business: Business
    now: datetime

    @property
    def owner(self) -> Actor:
        return Actor.owner(self.user.ref)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """That many days ago by the business's clock; never later than now."""
        here = self.now.astimezone(ZoneInfo(self.business.zone)) - timedelta(days=days)
        return min(here.replace(hour=hour, minute=minute, second=0, microsecond=0), self.now)

    def platform(self, slug: str) -> Platform:
        return Platform.objects.owned_by(self.business).offered().get(slug=slug)

    def rated(self, lead: Lead, ratings: Sequence[int | None], now: datetime) -> Lead:
        """The lead measured against the list, in the list's order."""
        criteria = Criterion.objects.owned_by(self.business).current()
        chosen = dict(zip([row.ref for row in criteria], ratings, strict=False))
        leads.score_lead(lead=lead, ratings=chosen, by=self.owner, now=now)
        lead.refresh_from_db()
        return lead

    def won(self, lead: Lead, ratings: Sequence[int | None], now: datetime) -> Contact:
        """Measured, talked to and taken."""
        self.rated(lead, ratings, now)
        leads.start_talks(lead=lead, by=self.owner, now=now)
        leads.accept_lead(lead=lead, by=self.owner, now=now)
        return lead.contact

    def offer(
        self,
        contact: Contact,
        title: str,
        lines: Sequence[tuple[str, int, str]],
        now: datetime,
        *,
        currency: str = "",
        intro: str = "",
        parts: Sequence[PartSpec] = (),
        work_days: int = 30,
        open_days: int = 14,
    ) -> Offer:
        """A sent offer; `lines` are (title, whole major units, note)."""
        draft = offers.draft_offer(
            business=self.business,
            client=contact.client,
            contact=contact,
            title=title,
            by=self.owner,
            now=now,
            currency=currency,
        )
        specs = [LineSpec(name, Money.of(price, draft.currency), note=note) for name, price, note in lines]
        saved = offers.save_offer(
            offer=draft,
            title=title,
            intro=intro,
            lines=specs,
            parts=list(parts) or quarters(contact.language),
            valid_until=(now + timedelta(days=open_days)).date(),
            revisions=3,
            reply_days=5,
            work_days=work_days,
            by=self.owner,
            now=now,
        )
        return offers.send_offer(offer=saved, by=self.owner, now=now)

    def signed(self, offer: Offer, now: datetime) -> Order:
        """Accepted and signed by the client on one evening."""
        order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=now)
        contract = order.contract
        signing.sign_contract(
            contract=contract,
            contact=offer.contact,
            typed_name=offer.contact.name,
            consent=True,
            code="",
            paper_hash=contract.paper_hash,
            now=now + timedelta(minutes=6),
            language=offer.contact.language,
        )
        self.settle(now + timedelta(minutes=7))
        order.refresh_from_db()
        return order

    def claimed(self, order: Order, now: datetime, note: str = "") -> PaymentClaim:
        """The client reports the oldest open invoice as paid."""
        invoice = Invoice.objects.filter(order=order).open().order_by("issued_at", "pk")[0]
        return claim_payment(invoice=invoice, by=Actor.contact(order.contact.ref), now=now, note=note)

    def paid(self, order: Order, now: datetime) -> None:
        """Reported, and confirmed the next hour."""
        claim = self.claimed(order, now)
        later = now + timedelta(hours=1)
        confirm_claim(claim=claim, received_on=later.date(), by=self.owner, now=later)
        self.settle(later)
        order.refresh_from_db()

    def progressed(self, order: Order, percent: int, now: datetime) -> None:
        work.record_progress(order=order, percent=percent, by=self.owner, now=now)
        self.settle(now)

    def settle(self, now: datetime) -> None:
        """The workers' share: invoices, papers and letters that are owed by now."""
        drain(now=now)
