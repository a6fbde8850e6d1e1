"""Nour's whole house, so that every address can be tried with something real behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from clients.models import ClientLink, Contact, DayOff, Lead, Platform
from core.actors import Actor
from files.services.store import store_bytes
from orders.models import ChangeList, Enclosure, Offer, Order, WorkFile
from orders.services import offers
from orders.services.enclosing import enclose, keep_enclosures
from orders.services.links import deal_link
from orders.services.pricing import LineSpec, quarters
from outbox.models import Letter, Reaction, Todo
from outbox.services.sweeps import drain
from payments.models import (
    Account,
    Entry,
    Invoice,
    PaymentClaim,
    Payout,
    PayoutMethod,
    PlatformEarning,
    PlatformMethodRule,
    Receipt,
)
from payments.services.claims import claim_payment, confirm_claim
from payments.services.payout_methods import seed_methods
from reviews.models import ReviewAsk
from reviews.services.planning import plan_ask
from tests.cast import PASSWORD, Freelancer
from tests.orders.conftest import Desk, desk, hannah, reem, sar, sign
from tests.orders.staged import picture

__all__ = ["Desk", "desk", "hannah", "reem"]


@dataclass
class House:
    """Rows of Nour's, one of each kind that an address can name."""

    nour: Freelancer
    order: Order
    invoice: Invoice
    claim: PaymentClaim
    receipt: Receipt
    lead: Lead
    link: ClientLink
    hannahs_link: ClientLink
    letter: Letter
    owed: Reaction
    todo: Todo
    day_off: DayOff
    platform: Platform
    bookkeeper: User
    payout: Payout
    rule: PlatformMethodRule
    invitation: Invitation
    ask: ReviewAsk
    work_file: WorkFile
    enclosure: Enclosure
    earning: PlatformEarning

    def refs(self) -> dict[str, Any]:
        """What stands in an address, by the part of the desk before it."""
        offer = self.order.offer
        return {
            "clients": self.order.client.ref,
            "contact_ref": self.order.contact.ref,
            "leads": self.lead.ref,
            "offers": offer.ref,
            "orders": self.order.ref,
            "item_ref": self.order.scope.first().ref,
            "file_ref": self.work_file.ref,
            "files": self.work_file.ref,
            "enclosures": self.enclosure.ref,
            "enclosure_ref": self.enclosure.ref,
            "samples": self.work_file.ref,  # none was made: no address shows one
            "position": 1,
            # Of these no row is needed: the order before them in the address shuts the door already.
            "sample_ref": self.order.ref,
            "list_ref": self.order.ref,
            "request_ref": self.order.ref,
            "invoices": self.invoice.ref,
            "claims": self.claim.ref,
            "receipts": self.receipt.ref,
            "receipt_ref": self.receipt.ref,
            "letters": self.letter.ref,
            "owed": self.owed.ref,
            "links": self.link.ref,
            "reviews": self.ask.ref,
            "messages": self.order.client.conversation.ref,
            "todos": self.todo.ref,
            "todo_ref": self.todo.ref,
            "days-off": self.day_off.ref,
            "platforms": self.platform.ref,
            "bookkeeper": self.bookkeeper.ref,
            "payouts": self.payout.ref,
            "payout-methods": self.payout.method.ref,
            "rule_ref": self.rule.ref,
            "invitation_ref": self.invitation.ref,
        }

    def in_books(self) -> dict[str, tuple[int, str]]:
        """Of each kind that the books show a row, and words of it that no sheet of another's books may hold."""
        entry = Entry.objects.filter(business=self.nour.business)[0]
        account = Account.objects.filter(business=self.nour.business)[0]
        return {
            "account": (account.pk, self.invoice.number),
            "entry": (entry.pk, self.invoice.number),
            "invoice": (self.invoice.pk, self.invoice.number),
            "receipt": (self.receipt.pk, self.receipt.number),
            "payout": (self.payout.pk, self.payout.ref),
            "platformearning": (self.earning.pk, self.order.number),
        }


@pytest.fixture
def house(transactional_db: None, desk: Desk, reem: Contact, hannah: Contact, settings: Any) -> House:
    settings.HAS_MAIL = False  # signing then needs no code
    now = timezone.now()
    nour, by = desk.nour, desk.nour.actor
    order = _signed(desk, reem)
    invoice = Invoice.objects.get(order=order)
    first = claim_payment(invoice=invoice, by=Actor.contact(reem.ref), now=now, amount=sar(500))
    receipt = confirm_claim(claim=first, received_on=timezone.localdate(), by=by, now=now)
    claim = claim_payment(invoice=invoice, by=Actor.contact(reem.ref), now=now, amount=sar(100))
    drain(now=now)
    keeper = User.objects.create_user("keeper@maktab.example", PASSWORD, language="ar")
    Membership.objects.create(user=keeper, business=nour.business, role=Membership.Role.BOOKKEEPER)
    return House(
        nour=nour,
        order=order,
        invoice=invoice,
        claim=claim,
        receipt=receipt,
        lead=Lead.objects.get(client=hannah.client),
        link=deal_link(offer=order.offer, contact=reem, now=now),
        hannahs_link=deal_link(offer=_sent(desk, hannah), contact=hannah, now=now),
        letter=Letter.objects.filter(business=nour.business)[0],
        owed=Reaction.objects.filter(business=nour.business)[0],
        todo=Todo.objects.filter(business=nour.business)[0],
        day_off=DayOff.objects.create(business=nour.business, date=timezone.localdate() + timedelta(days=9)),
        platform=Platform.objects.owned_by(nour.business).offered().get(slug="mostaql"),
        bookkeeper=keeper,
        payout=_payout(nour, now),
        rule=PlatformMethodRule.objects.get(business=nour.business),
        invitation=Invitation.objects.create(business=nour.business, user=keeper, invited_at=now),
        ask=plan_ask(order=order, now=now),
        work_file=_original(order),
        enclosure=_enclosure(order),
        earning=_earning(order, now),
    )


def _original(order: Order) -> WorkFile:
    """A piece of the work, on the tray of the first stage."""
    now = timezone.now()
    stored = store_bytes(
        business=order.business, purpose="work", name="شعار.ai", content=b"AI", now=now,
        content_type="application/octet-stream",
    )  # fmt: skip
    return WorkFile.objects.create(
        business=order.business, order=order, milestone=order.milestones.first(), original=stored, added_at=now
    )


def _enclosure(order: Order) -> Enclosure:
    """A picture that came with a list of changes."""
    now, business = timezone.now(), order.business
    words = ChangeList.objects.create(business=business, order=order, text="كما في الصورة", asked_at=now)
    uploads = [SimpleUploadedFile("المقصود.png", picture())]
    enclose(beside=words, kept=keep_enclosures(business=business, uploads=uploads, now=now))
    return words.enclosures.get()


def _earning(order: Order, now: datetime) -> PlatformEarning:
    """What an order through a platform would bring."""
    platform = Platform.objects.owned_by(order.business).offered().get(slug="mostaql")
    return PlatformEarning.objects.create(
        business=order.business, order=order, platform=platform, currency=order.currency, gross_minor=10000,
        commission_minor=2000, net_minor=8000, hold_days=14, expected_at=now,
    )  # fmt: skip


def _payout(nour: Freelancer, now: datetime) -> Payout:
    """A withdrawal on its way, and a rule of its platform."""
    seed_methods(business=nour.business, today=now.date())
    method = PayoutMethod.objects.get(business=nour.business, slug="wise")
    platform = Platform.objects.owned_by(nour.business).offered().get(slug="mostaql")
    PlatformMethodRule.objects.create(
        business=nour.business, platform_slug=platform.slug, method_slug=method.slug, currency="USD"
    )
    return Payout.objects.create(
        business=nour.business, platform=platform, method=method, lands_in=method.lands_in, currency="USD",
        amount_minor=5000, fee_expected_minor=130, net_expected_minor=4870, requested_at=now,
    )  # fmt: skip


def _sent(desk: Desk, contact: Contact) -> Offer:
    now = timezone.now()
    draft = offers.draft_offer(
        business=desk.nour.business, client=contact.client, contact=contact, title="هوية بصرية", by=desk.nour.actor,
        now=now,
    )  # fmt: skip
    saved = offers.save_offer(
        offer=draft, title=draft.title, intro="", lines=[LineSpec("هوية", sar(4000))], parts=quarters("ar"),
        valid_until=(now + timedelta(days=20)).date(), revisions=2, reply_days=5, work_days=20, by=desk.nour.actor,
        now=now,
    )  # fmt: skip
    return offers.send_offer(offer=saved, by=desk.nour.actor, now=now)


def _signed(desk: Desk, contact: Contact) -> Order:
    now = timezone.now()
    offer = _sent(desk, contact)
    order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=contact, now=now)
    sign(order.contract, contact, now=now)
    drain(now=now)
    order.refresh_from_db()
    return order


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser of one's own for somebody."""

    def enter(user: User) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return enter
