"""Stories of money: a deal agreed and signed through the real services, and what happens to its invoices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.models import Business
from clients.models import Contact
from clients.services.leads import note_lead, receive_inquiry
from core.actors import Actor
from core.money import Money
from files.services.store import store_bytes
from orders.models import Instalment, Offer, Order
from orders.services.accepting import accept_offer
from orders.services.drafting import draft_offer, save_offer
from orders.services.instalments import fall_due
from orders.services.pricing import LineSpec, PartSpec
from orders.services.sending import send_offer
from orders.services.signing import record_scan
from outbox.services.sweeps import drain
from payments.models import AccountKind, Invoice, PaymentClaim, Receipt
from payments.services.audit import unbalanced
from payments.services.claims import claim_payment, confirm_claim
from payments.services.invoices import issue_for_instalment
from payments.services.ledger import account_of, balance_of
from payments.services.receipts import record_payment
from tests.cast import NOW, Freelancer
from tests.payments.platforms import Home

VAT_NUMBER = "310122393500003"
NOURS_QR_START = "ASDZhdik2LPYs9ipINmG2YjYsSDZhNmE2KrYtdmF2YrZhQIPMzEwMTIyMzkzNTAwMDAz"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
)


@dataclass
class Story:
    """One order and its money, told in amounts as people write them. Time moves only by `later`."""

    freelancer: Freelancer
    order: Order
    now: datetime = NOW
    currency: str = field(init=False)

    def __post_init__(self) -> None:
        self.currency = self.order.currency

    @property
    def business(self) -> Business:
        return self.freelancer.business

    @property
    def owner(self) -> Actor:
        return self.freelancer.actor

    @property
    def client(self) -> Actor:
        return Actor.contact(self.order.contact.ref)

    def money(self, text: str) -> Money:
        return Money.of(text, self.currency)

    def later(self, **span: int) -> "Story":
        self.now += timedelta(**span)
        return self

    def worker(self) -> "Story":
        """A worker does all that is owed, and what that brings about."""
        drain(now=self.now)
        return self

    def falls_due(self, position: int) -> Instalment:
        instalment = self.order.instalments.get(position=position)
        with transaction.atomic():
            fall_due(instalments=[instalment], by=self.owner, now=self.now)
        return instalment

    def bills(self, position: int = 1) -> Invoice:
        """The stage falls due and its invoice is issued; no worker, no PDF, no letter."""
        instalment = self.order.instalments.get(position=position)
        if instalment.state == Instalment.State.PLANNED:
            self.falls_due(position)
        return issue_for_instalment(instalment=instalment, by=Actor.worker(), now=self.now)

    def invoice(self, position: int = 1) -> Invoice:
        """The live invoice of a stage, as it is now."""
        return Invoice.objects.invoices().exclude(state="void").get(order=self.order, instalment__position=position)

    def claims(self, text: str | None = None, position: int = 1, **more: object) -> PaymentClaim:
        amount = self.money(text) if text else None
        return claim_payment(invoice=self.invoice(position), by=self.client, now=self.now, amount=amount, **more)

    def confirms(self, claim: PaymentClaim, received: str | None = None, fee: str = "0") -> Receipt:
        return confirm_claim(
            claim=claim, received=self.money(received) if received else None, fee=self.money(fee),
            received_on=self.now.date(), by=self.owner, now=self.now,
        )  # fmt: skip

    def pays(self, text: str, position: int = 1, fee: str = "0", method: str = "bank") -> Receipt:
        """The client's money comes and the owner writes it down."""
        return record_payment(
            invoice=self.invoice(position), received=self.money(text), fee=self.money(fee), method=method,
            received_on=self.now.date(), by=self.owner, now=self.now, once=uuid4(),
        )  # fmt: skip

    def stands(self, kind: AccountKind, holder: str = "") -> str:
        """The balance of an account, as a person writes it."""
        account = account_of(business=self.business, kind=kind, currency=self.currency, holder=holder)
        return str(balance_of(account).decimal)

    @property
    def credit(self) -> str:
        return self.stands(AccountKind.CREDIT, self.order.client.ref)

    def books_agree(self) -> bool:
        """The ledger says what the documents say."""
        return unbalanced(self.business) == []


def register_for_vat(freelancer: Freelancer) -> None:
    business = freelancer.business
    business.vat_number, business.vat_rate_bp = VAT_NUMBER, 1500
    business.legal_name, business.bank_name = "مؤسسة نور للتصميم", "بنك الرياض"
    business.address, business.city = "2748 طريق الأمير تركي", "الرياض"
    business.account_holder, business.iban = "نور الهاشمي", "SA4420000001234567891234"
    business.save()


def agree(
    freelancer: Freelancer, contact: Contact, price: str, shares: Sequence[int], *, currency: str = "", title: str = ""
) -> Offer:
    """An offer of one line, sent; its first stage is due on signing, the others on dates far away."""
    offer = draft_offer(
        business=freelancer.business, client=contact.client, contact=contact, title=title or "هوية مقهى الواحة",
        by=freelancer.actor, now=NOW, currency=currency,
    )  # fmt: skip
    names = ["الدفعة الأولى", "الشعار", "دليل الهوية", "التسليم"]
    parts = [
        PartSpec(names[at], "signing" if at == 0 else "date", percent_bp=share, due_on=_far(at) if at else None)
        for at, share in enumerate(shares)
    ]
    save_offer(
        offer=offer, title=offer.title, intro="", parts=parts,
        lines=[LineSpec("هوية بصرية كاملة", Money.of(Decimal(price), offer.currency))],
        valid_until=NOW.date() + timedelta(days=20), revisions=2, reply_days=5, work_days=30,
        by=freelancer.actor, now=NOW,
    )  # fmt: skip
    return send_offer(offer=offer, by=freelancer.actor, now=NOW)


def _far(at: int) -> object:
    return (NOW + timedelta(days=300 + at)).date()


def sign(freelancer: Freelancer, offer: Offer) -> Order:
    order = accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=NOW)
    scan = store_bytes(
        business=freelancer.business, purpose="scan", name="عقد.pdf", content=SCAN,
        content_type="application/pdf", now=NOW,
    )  # fmt: skip
    record_scan(
        contract=order.contract, file=scan, signer_name=offer.contact.name, signed_on=NOW.date(),
        by=freelancer.actor, now=NOW,
    )  # fmt: skip
    order.refresh_from_db()
    return order


@pytest.fixture
def reem(nour: Freelancer) -> Contact:
    lead = receive_inquiry(
        business=nour.business, name="ريم القحطاني", email="reem@sidra.example", text="هوية لمقهى جديد",
        language="ar", organisation="مقهى سدرة 2 Sidra", country="SA", now=NOW,
    )  # fmt: skip
    return lead.contact


@pytest.fixture
def hannah(nour: Freelancer) -> Contact:
    lead = note_lead(
        business=nour.business, name="Hannah Vogel", email="hannah@vogel.example", text="Icons, please",
        language="en", country="DE", by=nour.actor, now=NOW,
    )  # fmt: skip
    return lead.contact


Tell = Callable[..., Story]


@pytest.fixture
def tell(nour: Freelancer, reem: Contact) -> Tell:
    """`tell("4600", shares=(2500, 7500))`: agreed and signed, the first stage due, nothing done by a worker yet."""

    def begin(
        price: str,
        *,
        shares: Sequence[int] = (2500, 2500, 2500, 2500),
        contact: Contact | None = None,
        currency: str = "",
    ) -> Story:
        return Story(nour, sign(nour, agree(nour, contact or reem, price, shares, currency=currency)))

    return begin


@pytest.fixture
def home(nour: Freelancer) -> Home:
    """Nour on Mostaql, which pays in US dollars."""
    return Home(nour)
