"""What follows a stage that was shown, on the desk: beginning and approving, corrections, extra work."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from orders.models import Order
from orders.services import changing, holds
from orders.services.approving import approve_milestone
from outbox.models import Event, Letter
from outbox.services.sweeps import drain
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.desk.staged import asked, at, begun, said, shown, state


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return begun(deals, reem)


# --- beginning and approving -------------------------------------------------------------------------------------


def test_a_locked_stage_begins_only_for_a_reason(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 2, "beginning/"), {"reason": ""})
    assert page.status_code == 422
    assert "is not approved yet" in said(page)
    desk.post(at(order, 2, "beginning/"), {"reason": "المواد وصلت"})
    assert state(order, 2) == "working"
    assert "المواد وصلت" in said(desk.get(at(order, 2)))


def test_after_a_pause_a_stage_begins_by_one_press(desk: Browser, order: Order, nour: Freelancer) -> None:
    now = timezone.now()
    holds.hold(order=order, kind="unpaid", by=nour.actor, now=now)
    approve_milestone(submission=shown(desk, order), contact=order.contact, now=now)
    assert "paused until a payment arrives" in said(desk.get(at(order, 2)))
    holds.end_hold(order=order, kind="unpaid", by=nour.actor, now=now)
    desk.post(at(order, 2, "beginning/"))
    assert state(order, 2) == "working"


def test_the_owner_approves_in_the_clients_place_with_a_reason(desk: Browser, order: Order) -> None:
    page = desk.post(at(order, 1, "approval/"), {"reason": " "})
    assert page.status_code == 422
    assert "Please give a reason." in said(page)
    for _press in range(2):
        desk.post(at(order, 1, "approval/"), {"reason": "وافقت هاتفيًا"})
    assert (state(order, 1), state(order, 2)) == ("approved", "working")
    assert "وافقت هاتفيًا" in said(desk.get(at(order)))
    assert Event.objects.filter(verb="milestone.approved").count() == 1


# --- changes and extra work --------------------------------------------------------------------------------------


def test_a_correction_is_not_counted(desk: Browser, order: Order) -> None:
    changes = asked(order, shown(desk, order))
    page = desk.get(at(order))
    assert page.context["page"].allowance.used == 1
    assert "لون أهدأ" in said(page)
    act = at(order, 1, f"changes/{changes.ref}/correction/")
    assert "Please give a reason." in said(desk.post(act, {"reason": ""}))
    desk.post(act, {"reason": "الرقم خلاف الاتفاق"})
    page = desk.get(at(order))
    assert page.context["page"].allowance.used == 0
    assert "الرقم خلاف الاتفاق" in said(page)


@pytest.fixture
def wish(order: Order) -> Any:
    now = timezone.now()
    return changing.request_change_order(order=order, milestone=None, text="متجر", contact=order.contact, now=now)


def test_extra_work_taken_on_leads_to_its_offer(desk: Browser, order: Order, wish: Any) -> None:
    assert "waits for your answer" in said(desk.get(f"/desk/orders/{order.ref}/"))
    assert "متجر" in said(desk.get(at(order)))
    response = desk.post(at(order, 1, f"requests/{wish.ref}/answer/"), {"state": "offered", "answer": ""})
    assert response.headers["Location"] == f"/desk/offers/new/?client={order.client.ref}"
    assert "waits for your answer" not in said(desk.get(f"/desk/orders/{order.ref}/"))


def test_declining_extra_work_needs_words(desk: Browser, order: Order, wish: Any) -> None:
    act = at(order, 1, f"requests/{wish.ref}/answer/")
    assert "Choose an answer." in said(desk.post(act, {}))
    page = desk.post(act, {"state": "declined", "answer": ""})
    assert page.status_code == 422
    assert "Please write what you answer." in said(page)
    assert desk.post(act, {"state": "declined", "answer": "خارج خبرتي"}).status_code == 302
    page = desk.post(act, {"state": "offered", "answer": ""})
    assert "This request has been answered already" in said(page)


def test_a_platform_order_records_what_happens_there(desk: Browser, deals: Deals, tariq: Lead) -> None:
    offer = deals.sent(tariq, currency="SAR")
    desk.post(f"/desk/offers/{offer.ref}/award/")
    order = Order.objects.get(offer=offer)
    page = said(desk.get(at(order)))
    assert "It was shown" in page
    assert "Client's link" not in page
    shown(desk, order)
    drain(now=timezone.now())
    assert not Letter.objects.filter(order_ref=order.ref).exists()
    assert "Record the client" in said(desk.get(at(order)))
