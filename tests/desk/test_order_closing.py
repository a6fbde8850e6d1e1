"""The end of an order on the desk: handed over, changed once more, paid, finished."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from orders.models import ChangeList, Order, OrderState
from orders.services import delivering
from outbox.services.sweeps import drain
from payments.models import Invoice
from tests.cast import Freelancer
from tests.desk.deals import Deals

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here


def at(order: Order, act: str = "") -> str:
    return f"/desk/orders/{order.ref}/{act}"


def reloaded(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def done(order: Order) -> Order:
    """Every stage approved and everything agreed ticked."""
    now = timezone.now()
    order.scope.update(done_at=now)
    order.milestones.update(state="approved", approved_at=now, approved_by="contact")
    return order


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return done(deals.working(reem))


def hand_over(desk: Browser, order: Order) -> None:
    desk.post(at(order, "deliver/"), {})
    drain(now=timezone.now())


def pay_all(deals: Deals, order: Order) -> None:
    for position in (2, 3):
        deals.paid(order, position)


def text(desk: Browser, order: Order, act: str = "") -> str:
    return desk.get(at(order, act)).content.decode()


def test_each_state_says_the_next_act_with_one_filled_button(desk: Browser, deals: Deals, order: Order) -> None:
    said = []
    for step in (lambda: None, lambda: hand_over(desk, order), lambda: pay_all(deals, order)):
        step()
        page = text(desk, order)
        said.append(page)
        assert page.count("is-main") <= 1
    assert "Hand the work over." in said[0]
    assert "is still to arrive" in said[1]
    assert "handed over, and all the money has arrived" in said[2]
    assert reloaded(order).state == OrderState.COMPLETED


def test_what_is_left_falls_due_with_the_hand_over(desk: Browser, order: Order) -> None:
    hand_over(desk, order)
    assert reloaded(order).state == OrderState.DELIVERED
    assert Invoice.objects.filter(order=order).count() == 3


def test_something_open_asks_for_a_reason_and_keeps_it(desk: Browser, deals: Deals, hannah: Lead) -> None:
    order = deals.working(hannah)
    refused = desk.post(at(order, "deliver/"), {"reason": " "})
    assert refused.status_code == 422
    assert "Handing over all the same needs a written reason." in refused.content.decode()
    desk.post(at(order, "deliver/"), {"reason": "dropped by the client"})
    assert reloaded(order).deliver_reason == "dropped by the client"
    assert "dropped by the client" in text(desk, order)


def test_handing_over_twice_is_harmless(desk: Browser, order: Order) -> None:
    hand_over(desk, order)
    first = reloaded(order).delivered_at
    hand_over(desk, order)
    assert reloaded(order).delivered_at == first


def test_final_changes_are_written_down_done_and_handed_over_again(desk: Browser, order: Order) -> None:
    hand_over(desk, order)
    data = {"text": "تكبير الشعار"}
    for _ in range(2):
        assert desk.post(at(order, "final-changes/"), data).status_code == 302
    assert ChangeList.objects.filter(order=order, submission=None).count() == 1
    page = text(desk, order)
    assert "Hand it over again" in page
    assert "تكبير الشعار" in page
    assert "تكبير الشعار" in text(desk, order, "deliver/")
    hand_over(desk, order)
    assert reloaded(order).state == OrderState.DELIVERED


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"text": " "}, "Please write your message first."),
    ({"text": "x"}, "used up"),
])  # fmt: skip
def test_final_changes_say_why_not(desk: Browser, order: Order, changes: dict[str, str], sentence: str) -> None:
    Order.objects.filter(pk=order.pk).update(revisions=0)
    hand_over(desk, order)
    page = desk.post(at(order, "final-changes/"), changes)
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_too_late_for_final_changes(desk: Browser, deals: Deals, order: Order) -> None:
    hand_over(desk, order)
    pay_all(deals, order)
    assert "Everything is paid" in desk.post(at(order, "final-changes/"), {"text": "x"}).content.decode()


def test_unpaid_work_is_not_finished(desk: Browser, order: Order) -> None:
    hand_over(desk, order)
    assert "when everything is paid" in desk.post(at(order, "complete/"), follow=True).content.decode()
    assert reloaded(order).state == OrderState.DELIVERED


def test_a_platform_order_is_finished_by_the_owners_word(desk: Browser, deals: Deals, tariq: Lead) -> None:
    order = done(deals.awarded(tariq))
    assert "Hand the work over." in text(desk, order)
    hand_over(desk, order)
    assert "Finish the order" in text(desk, order)
    for _ in range(2):
        desk.post(at(order, "complete/"))
    assert reloaded(order).state == OrderState.COMPLETED
    assert "pays it out" in text(desk, order)


@pytest.mark.parametrize("act", ["deliver/", "final-changes/", "complete/"])
def test_strangers_find_nothing(sams_desk: Browser, nour: Freelancer, order: Order, act: str) -> None:
    assert sams_desk.post(at(order, act), {"text": "x"}).status_code == 404
    assert not ChangeList.objects.exists()
    assert delivering.still_open(order) == (0, 0)
