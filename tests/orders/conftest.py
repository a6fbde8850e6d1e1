"""Nour offers Reem a café's identity; Hannah reads English; Tariq is reached through Mostaql alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from clients.models import Contact, Lead, Platform
from clients.services.leads import note_lead, receive_inquiry
from core.money import Money
from orders.models import Contract, Instalment, Offer, Order
from orders.services import offers, signing
from orders.services.codes import derive
from orders.services.pricing import LineSpec, PartSpec, quarters
from tests.cast import NOW, Freelancer

SUNDAY = date(2026, 11, 22)
NEXT_WEEK = date(2026, 11, 29)


def sar(amount: str | int) -> Money:
    return Money.of(Decimal(amount), "SAR")


LINES = [
    LineSpec("الهوية الرقمية", sar(3500), note="ألوان وخطوط وأيقونات، مع دليل مختصر PDF"),
    LineSpec("تصميم صفحات الموقع", sar(900), Decimal(4), "الرئيسية والقائمة والحجز والتواصل"),
    LineSpec("ربط نظام الحجز", sar(1700)),
]
TOTAL = sar(8800)


@dataclass
class Desk:
    """What Nour does at her desk, one call each."""

    nour: Freelancer

    def draft(self, contact: Contact, *, title: str = "موقع الحجز والهوية الرقمية", **more: object) -> Offer:
        return offers.draft_offer(
            business=self.nour.business, client=contact.client, contact=contact, title=title, by=self.nour.actor,
            now=NOW, **more,
        )  # fmt: skip

    def save(
        self, offer: Offer, *, lines: Sequence[LineSpec] = LINES, parts: Sequence[PartSpec] | None = None,
        valid_until: date | None = NEXT_WEEK, **more: object,
    ) -> Offer:  # fmt: skip
        values: dict[str, object] = {
            "title": offer.title, "intro": "بعد لقائنا يوم الأربعاء صار الهدف واضحًا.\n\nهذا عرضي لتنفيذه.",
            "revisions": 3, "reply_days": 5, "work_days": 25, **more,
        }  # fmt: skip
        return offers.save_offer(
            offer=offer,
            lines=[replace(line, unit=Money(line.unit.minor, offer.currency)) for line in lines],
            parts=quarters("ar") if parts is None else parts,
            valid_until=valid_until,
            by=self.nour.actor,
            now=NOW,
            **values,
        )

    def ready(self, contact: Contact, **more: object) -> Offer:
        return self.save(self.draft(contact), **more)

    def sent(self, contact: Contact, **more: object) -> Offer:
        return offers.send_offer(offer=self.ready(contact, **more), by=self.nour.actor, now=NOW)

    def accepted(self, contact: Contact, **more: object) -> Order:
        offer = self.sent(contact, **more)
        return offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=contact, now=NOW)

    def signed(self, contact: Contact, **more: object) -> Order:
        order = self.accepted(contact, **more)
        sign(order.contract, contact)
        order.refresh_from_db()
        return order


def sign(contract: Contract, contact: Contact, **changes: object) -> Contract:
    """The whole of signing with the right code, unless `changes` say otherwise."""
    at = NOW + timedelta(minutes=1)
    values: dict[str, object] = {
        "typed_name": "ريم السالم", "consent": True, "paper_hash": contract.paper_hash, "now": at, "ip": "203.0.113.7",
        "agent": "Mozilla/5.0 (Linux; Android 15) Firefox/140", "language": contact.language, "code": "",
    }  # fmt: skip
    if "code" not in changes and signing.code_is_needed(contact):
        values["code"] = derive(signing.request_code(contract=contract, contact=contact, now=at))
    return signing.sign_contract(contract=contract, contact=contact, **{**values, **changes})


def instalment(order: Order, position: int) -> Instalment:
    return order.instalments.get(position=position)


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: object) -> None:
    settings.HAS_MAIL = True  # type: ignore[attr-defined]


@pytest.fixture
def desk(nour: Freelancer) -> Desk:
    return Desk(nour)


def _lead(nour: Freelancer, name: str, email: str, language: str, **more: object) -> Lead:
    return receive_inquiry(
        business=nour.business,
        name=name,
        email=email,
        text="أحتاج هوية بصرية لمقهى",
        language=language,
        now=NOW,
        **more,
    )


@pytest.fixture
def reem(nour: Freelancer) -> Contact:
    return _lead(nour, "ريم السالم", "reem@alwaha.example", "ar", organisation="مقهى الواحة", country="SA").contact


@pytest.fixture
def hannah(nour: Freelancer) -> Contact:
    return _lead(nour, "Hannah Vogel", "hannah@vogel.example", "en", country="DE").contact


@pytest.fixture
def tariq(nour: Freelancer) -> Contact:
    mostaql = Platform.objects.owned_by(nour.business).offered().get(slug="mostaql")
    lead = note_lead(
        business=nour.business, name="طارق م.", text="تصميم واجهات تطبيق", by=nour.actor, now=NOW, platform=mostaql
    )
    return lead.contact
