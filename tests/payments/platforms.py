"""Nour wins work on Mostaql: the platform collects, holds, and pays out. Told in amounts as people write them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from clients.models import Contact, Platform
from clients.services.leads import note_lead
from core.money import Money
from orders.models import Order
from orders.services.accepting import award_offer
from orders.services.drafting import draft_offer, save_offer
from orders.services.pricing import LineSpec, PartSpec
from orders.services.sending import send_offer
from payments.models import AccountKind, Payout, PayoutMethod, PlatformEarning
from payments.services.audit import unbalanced
from payments.services.earnings import expect_earning, free_earnings, hold_earning
from payments.services.ledger import account_of, balance_of
from payments.services.payout_methods import seed_methods
from payments.services.payout_steps import Arrival, fail_payout, hand_over, receive_payout, send_payout
from payments.services.payouts import request_payout
from tests.cast import NOW, Freelancer


@dataclass
class Home:
    """The way home of platform money. Time moves only by `later`."""

    nour: Freelancer
    slug: str = "mostaql"
    currency: str = "USD"
    now: datetime = NOW
    tariq: Contact = field(init=False)

    def __post_init__(self) -> None:
        seed_methods(business=self.nour.business, today=self.now.date())
        self.tariq = note_lead(
            business=self.nour.business, name="طارق م.", text="تصميم واجهات تطبيق", platform=self.platform,
            by=self.nour.actor, now=self.now,
        ).contact  # fmt: skip

    @property
    def platform(self) -> Platform:
        return Platform.objects.owned_by(self.nour.business).offered().get(slug=self.slug)

    def method(self, slug: str = "payoneer") -> PayoutMethod:
        return PayoutMethod.objects.owned_by(self.nour.business).listed().get(slug=slug)

    def money(self, text: str, currency: str = "") -> Money:
        return Money.of(text, currency or self.currency)

    def later(self, **span: int) -> "Home":
        self.now += timedelta(**span)
        return self

    def wins(self, price: str) -> Order:
        """An offer awarded on the platform; the order is open, nothing is booked yet."""
        offer = draft_offer(
            business=self.nour.business, client=self.tariq.client, contact=self.tariq, title="واجهات تطبيق",
            by=self.nour.actor, now=self.now, currency=self.currency, platform=self.platform,
        )  # fmt: skip
        save_offer(
            offer=offer, title=offer.title, intro="", lines=[LineSpec("واجهات", self.money(price))],
            parts=[PartSpec("التسليم", "completion", 10_000)], valid_until=(self.now + timedelta(days=9)).date(),
            revisions=2, reply_days=5, work_days=10, by=self.nour.actor, now=self.now,
        )  # fmt: skip
        return award_offer(
            offer=send_offer(offer=offer, by=self.nour.actor, now=self.now), by=self.nour.actor, now=self.now
        )

    def expects(self, price: str) -> PlatformEarning:
        return expect_earning(order=self.wins(price), by=self.nour.actor, now=self.now)

    def completes(self, order: Order) -> PlatformEarning:
        return hold_earning(order=order, by=self.nour.actor, now=self.now)

    def earns(self, price: str) -> PlatformEarning:
        """Won, completed, and withdrawable after the days of holding."""
        earning = self.completes(self.wins(price))
        self.later(days=earning.hold_days)
        free_earnings(now=self.now)
        earning.refresh_from_db()
        return earning

    def asks(self, text: str, method: str = "payoneer", **more: object) -> Payout:
        more.setdefault("once", uuid4())
        return request_payout(
            platform=self.platform, method=self.method(method), amount=self.money(text), by=self.nour.actor,
            now=self.now, **more,
        )  # fmt: skip

    def sends(self, payout: Payout, fee: str = "0") -> Payout:
        return send_payout(payout=payout, by=self.nour.actor, now=self.now, fee=self.money(fee))

    def receives(self, payout: Payout, text: str, currency: str = "", **more: object) -> Payout:
        arrival = Arrival(received=self.money(text, currency), received_on=self.now.date(), **more)
        return receive_payout(payout=payout, arrival=arrival, by=self.nour.actor, now=self.now)

    def is_handed(self, payout: Payout, text: str, currency: str) -> Payout:
        return hand_over(payout=payout, handed=self.money(text, currency), by=self.nour.actor, now=self.now)

    def comes_back(self, payout: Payout, fee_returned: bool = True) -> Payout:
        return fail_payout(
            payout=payout, reason="رفض البنك", by=self.nour.actor, now=self.now, fee_returned=fee_returned
        )

    def stands(self, kind: AccountKind, holder: str | None = None, currency: str = "") -> str:
        own = {AccountKind.EXPECTED, AccountKind.HELD, AccountKind.WITHDRAWABLE, AccountKind.REQUESTED,
               AccountKind.IN_TRANSIT}  # fmt: skip
        holder = holder if holder is not None else self.slug if kind in own else ""
        account = account_of(
            business=self.nour.business, kind=kind, currency=currency or self.currency, holder=holder
        )  # fmt: skip
        return str(balance_of(account).decimal)

    def books_agree(self) -> bool:
        return unbalanced(self.nour.business) == []
