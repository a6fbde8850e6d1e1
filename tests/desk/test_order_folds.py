"""What an order's page keeps folded, and when it unfolds by itself; what approved work has still to bring."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from orders.models import Order
from orders.services.approving import approve_for_client
from tests.cast import Freelancer
from tests.desk.deals import Deals, sar

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here


def read(desk: Browser, order: Order) -> str:
    return desk.get(f"/desk/orders/{order.ref}/").content.decode()


def is_open(page: str, word: str) -> bool:
    """Whether the fold whose heading is `word` stands open."""
    [found] = re.findall(rf"<details ([^>]*)>\s*<summary><h[23]>{word}", page)
    return found.endswith(" open")


def test_agreed_items_unfold_while_they_are_ticked(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    items = list(order.scope.all())
    assert not is_open(read(desk, order), "Agreed items")
    desk.post(f"/desk/orders/{order.ref}/scope/{items[0].ref}/", {"done": "yes"})
    assert is_open(read(desk, order), "Agreed items") is (len(items) > 1)
    for item in items[1:]:
        desk.post(f"/desk/orders/{order.ref}/scope/{item.ref}/", {"done": "yes"})
    assert not is_open(read(desk, order), "Agreed items")


def test_dates_unfold_when_the_news_is_overdue(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    assert not is_open(read(desk, order), "Dates and news")
    Order.objects.filter(pk=order.pk).update(update_due_on=timezone.localdate() - timedelta(days=1))
    assert is_open(read(desk, order), "Dates and news")


def test_a_contract_that_waits_stands_open(desk: Browser, deals: Deals, reem: Lead, hannah: Lead) -> None:
    assert is_open(read(desk, deals.accepted(reem)), "Agreement and papers")
    assert not is_open(read(desk, deals.working(hannah)), "Agreement and papers")


def test_a_refused_progress_stands_open(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    assert not is_open(read(desk, order), "Progress")
    refused = desk.post(f"/desk/orders/{order.ref}/progress/", {"percent": "101"}).content.decode()
    assert is_open(refused, "Progress")


def test_the_money_says_what_approved_work_has_still_to_bring(
    desk: Browser, deals: Deals, nour: Freelancer, reem: Lead
) -> None:
    order = deals.working(reem)
    first, second = order.milestones.order_by("position")[:2]
    for stage in (first, second):
        approve_for_client(milestone=stage, reason="هاتفيًا", by=nour.actor, now=timezone.now())
    page = desk.get(f"/desk/orders/{order.ref}/")
    assert page.context["page"].done_unpaid == sar(350)  # the first stage was paid before the work began
    assert "Work approved and not paid" in page.content.decode()
