"""Texts for a platform's inbox: the letters' sentences, in the client's language, with nothing that leads outside."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django.utils.translation import override

from clients.models import Contact
from desk.ready_texts import ready_texts, without_addresses
from orders.models import Order
from orders.services.approving import approve_for_client
from orders.services.delays import move_due
from orders.services.delivering import complete_order, deliver_order
from orders.services.submitting import submit_milestone
from orders.services.updates import draft_update, send_update
from outbox.models import Letter
from outbox.services.sweeps import drain
from payments.models import EarningState, PlatformEarning
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
LEADS_OUTSIDE = re.compile(r"https?://|www\.|@|\d{8,}")


@pytest.fixture
def won(nour: Freelancer) -> Order:
    """An order on Mostaql; Nour happens to know the client's address, which may not be used."""
    home = Home(nour, now=timezone.now() - timedelta(days=5))
    Contact.objects.filter(pk=home.tariq.pk).update(email="tariq@private.example")
    order = home.wins("400")
    Order.objects.filter(pk=order.pk).update(due_on=timezone.localdate() + timedelta(days=3))
    return Order.objects.get(pk=order.pk)


def titles(order: Order) -> list[str]:
    with override("en"):
        return [str(one.title) for one in ready_texts(Order.objects.get(pk=order.pk), timezone.localdate())]


def test_addresses_links_and_numbers_are_taken_out() -> None:
    said = without_addresses(
        "راسلني على me@site.example أو +966 50 123 4567 أو https://wa.me/1 أو www.site.com الآن 2026"
    )
    assert said == "راسلني على … أو … أو … أو … الآن 2026"


def test_no_letter_goes_to_a_platforms_client_in_any_act(desk: Browser, won: Order, deals: Deals) -> None:
    who, now = {"by": deals.nour.actor}, timezone.now()
    stage = won.milestones.first()
    submit_milestone(milestone=stage, notes="النسخة الأولى: https://files.example/x", changed="", now=now, **who)
    assert titles(won) == ["Work shown", "News of the work", "Work handed over"]
    move_due(
        order=won, milestone=None, new_on=now.date() + timedelta(days=9), cause="مرض", remedy="خصم", now=now, **who
    )
    send_update(order=won, text=draft_update(won, now.date()), now=now, **who)
    page = desk.get(f"/desk/orders/{won.ref}/").content.decode()
    assert 'id="ready-title"' in page
    assert "النسخة الأولى: …" in page
    assert "A later day" in titles(won)
    approve_for_client(milestone=stage, reason="وافق في المنصة", now=now, **who)
    deliver_order(order=won, reason="سُلّم", now=now, **who)
    assert titles(won) == ["Work handed over", "Thanks", "Asking for a review"]
    complete_order(order=won, now=now, **who)
    drain(now=now)
    assert titles(won) == ["Thanks", "Asking for a review"]
    assert not Letter.objects.filter(recipient="tariq@private.example").exists()
    assert PlatformEarning.objects.get(order=won).state == EarningState.HELD
    for one in ready_texts(Order.objects.get(pk=won.pk), now.date()):
        assert not LEADS_OUTSIDE.search(one.text), one.text
        assert "طارق" in one.text


def test_a_direct_order_has_no_such_sheet(desk: Browser, deals: Deals, reem: object) -> None:
    order = deals.working(reem)  # type: ignore[arg-type]
    assert 'id="ready-title"' not in desk.get(f"/desk/orders/{order.ref}/").content.decode()
