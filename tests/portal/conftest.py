"""Reem and Hannah with their personal links in hand; mail is set up, and the clock of each story stands at NOW."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clients.models import AccessLog, ClientLink, Contact
from clients.services.links import link_for
from orders.models import Offer, Order
from orders.services.links import deal_link
from outbox.services.sweeps import drain
from payments.models import Invoice
from tests.cast import NOW
from tests.orders.conftest import Desk, desk, hannah, reem

__all__ = ["Desk", "desk", "hannah", "reem"]


class Clock:
    """What the pages take for now."""

    def __init__(self) -> None:
        self.now = NOW

    def later(self, **span: int) -> datetime:
        self.now += timedelta(**span)
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(timezone, "now", lambda: stands.now)
    return stands


@pytest.fixture(autouse=True)
def _nobody_pressed_yet(db: None, settings: Any) -> None:
    settings.HAS_MAIL = True
    cache.clear()


@dataclass
class Visitor:
    """A browser with one personal link."""

    link: ClientLink
    http: Client = field(default_factory=Client)

    def at(self, name: str, *more: str) -> str:
        return reverse(f"portal:{name}", args=[self.link.token, *more])

    def get(self, name: str = "subject", *more: str) -> HttpResponse:
        return self.http.get(self.at(name, *more))

    def post(self, name: str, *more: str, **typed: Any) -> HttpResponse:
        return self.http.post(self.at(name, *more), {"once": str(uuid4())} | typed)

    def follow(self, name: str, *more: str, **typed: Any) -> HttpResponse:
        return self.http.post(self.at(name, *more), {"once": str(uuid4())} | typed, follow=True)


def text(response: Any) -> str:
    return response.content.decode()


def content(download: Any) -> bytes:
    """The whole of a file that was downloaded; read to its end, it is closed."""
    return b"".join(getattr(download, "streaming_content", ()))


@pytest.fixture
def offer(desk: Desk, reem: Contact) -> Offer:
    return desk.sent(reem)


def visitor_of(offer: Offer, contact: Contact) -> Visitor:
    return Visitor(deal_link(offer=offer, contact=contact, now=NOW))


@pytest.fixture
def visit(offer: Offer, reem: Contact) -> Visitor:
    """Reem with the link to her offer."""
    return visitor_of(offer, reem)


@pytest.fixture
def strangers(desk: Desk, hannah: Contact) -> Visitor:
    """Hannah, another client of the same freelancer, with the link to her own offer."""
    return visitor_of(desk.sent(hannah), hannah)


@pytest.fixture
def accepted(visit: Visitor, offer: Offer) -> Order:
    visit.post("accept", paper_hash=offer.paper_hash)
    return Order.objects.get(offer=offer)


@pytest.fixture
def signed(visit: Visitor, accepted: Order, settings: Any) -> Order:
    settings.HAS_MAIL = False
    contract = accepted.contract
    visit.post("sign", typed_name="ريم السالم", consent="on", paper_hash=contract.paper_hash)
    settings.HAS_MAIL = True
    accepted.refresh_from_db()
    return accepted


@pytest.fixture
def invoice(signed: Order, clock: Clock) -> Invoice:
    """A worker has issued the invoice of the first part."""
    drain(now=clock.later(seconds=1))
    return Invoice.objects.get(order=signed)


@pytest.fixture
def talk(reem: Contact) -> Visitor:
    """Reem with the link to her conversation."""
    return Visitor(link_for(contact=reem, kind="client", ref=reem.client.ref, purpose="talk", now=NOW))


Counts = dict[str, int]


@pytest.fixture
def counts() -> Callable[[], Counts]:
    """Rows of every table but the log of openings, which is all that reading may write."""

    def count() -> Counts:
        models = [model for model in apps.get_models() if model is not AccessLog]
        return {model._meta.label: model._default_manager.count() for model in models}

    return count
