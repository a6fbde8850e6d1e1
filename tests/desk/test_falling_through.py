"""Calling off an order that a platform or its client called off there: the page, and what other pages say after it."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from core.money import Money
from orders.models import Order
from orders.services.delivering import complete_order, deliver_order
from outbox.models import Letter
from outbox.services.sweeps import drain
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db


@pytest.fixture
def won(nour: Freelancer) -> Order:
    home = Home(nour, now=timezone.now() - timedelta(days=5))
    order = home.wins("400")
    drain(now=timezone.now())
    return order


def page(desk: Browser, address: str) -> str:
    return desk.get(address).content.decode()


def expected(desk: Browser) -> list[Money]:
    return desk.get("/desk/money/").context["page"].pipeline.expected


def test_it_is_called_off_with_a_reason_and_counts_no_more(desk: Browser, won: Order) -> None:
    at = f"/desk/orders/{won.ref}/"
    assert f"{at}cancellation/" in page(desk, at)
    assert expected(desk) == [Money.of("340", "USD")]
    asked = page(desk, f"{at}cancellation/")
    assert "nobody is written to" in asked
    assert "The client reads it" not in asked
    assert desk.post(f"{at}cancellation/", {"reason": ""}).status_code == 422
    assert desk.post(f"{at}cancellation/", {"reason": "ألغى مشروعه"}).status_code == 302
    drain(now=timezone.now())
    assert expected(desk) == []
    after = page(desk, at)
    assert "ألغى مشروعه" in after
    assert "nothing is expected from the platform any more" in after
    assert "is no longer expected from" in after
    assert "cancellation/" not in after
    assert "paid through the platform" not in after
    assert "nothing more is made of this stage" in page(desk, f"{at}stages/1/")
    assert "ألغى مشروعه" in page(desk, f"/desk/offers/{won.offer.ref}/")
    assert not Letter.objects.exists()


def test_a_finished_one_is_refused_with_a_sentence(desk: Browser, won: Order, nour: Freelancer) -> None:
    who = {"by": nour.actor, "now": timezone.now()}
    complete_order(order=deliver_order(order=won, reason="سُلّم", **who), **who)
    assert "cancellation/" not in page(desk, f"/desk/orders/{won.ref}/")
    refused = desk.post(f"/desk/orders/{won.ref}/cancellation/", {"reason": "x"})
    assert refused.status_code == 422
    assert "can no longer be called off" in refused.content.decode()


def test_a_direct_order_keeps_its_own_words(desk: Browser, deals: Deals, reem: object) -> None:
    order = deals.accepted(reem)  # type: ignore[arg-type]
    asked = page(desk, f"/desk/orders/{order.ref}/cancellation/")
    assert "The contract is voided" in asked
    assert "The client reads it" in asked
