"""Orders on the desk: where each stands, what is next, progress that bills, and the list."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from core.pdf import is_available
from orders.models import Order
from orders.services import offers, work
from orders.services.approving import approve_for_client
from orders.services.delivering import deliver_order
from outbox.models import Event
from outbox.services.sweeps import drain
from payments.models import Invoice
from tests.cast import Freelancer
from tests.desk.deals import Deals, sar

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here


def at(order: Order, act: str = "") -> str:
    return f"/desk/orders/{order.ref}/{act}"


def reloaded(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def main_buttons(page: Any) -> int:
    return page.content.decode().count("is-main")


def test_every_order_stands_somewhere_in_a_cycle_that_ends_with_money(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    page = desk.get(at(order)).context["page"]
    assert page.steps[-1] == "Money received"
    assert page.steps[page.here] == "Contract signed"
    order = deals.working(reem)
    page = desk.get(at(order)).context["page"]
    assert page.steps[page.here] == "Work, stage 1 of 3"


@pytest.mark.parametrize("stands", ["accepted", "signed", "working"])
def test_the_next_act_is_the_only_filled_button(desk: Browser, deals: Deals, reem: Lead, stands: str) -> None:
    page = desk.get(at(getattr(deals, stands)(reem)))
    assert main_buttons(page) == 1
    assert "Next:" in page.content.decode()


def test_the_money_of_an_order_adds_up(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    desk.post(at(order, "progress/"), {"percent": "50"})
    drain(now=timezone.now())
    deals.claimed(order, 2)
    page = desk.get(at(order)).context["page"]
    assert (page.received, page.reported, page.owed, page.unbilled) == (sar(350), sar(350), sar(0), sar(700))
    assert page.received + page.reported + page.owed + page.unbilled == order.total
    assert page.claimed.part.position == 2


def test_progress_past_the_half_raises_the_second_invoice_once(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    for percent in ("٤٠", "60", "60", "75"):
        assert desk.post(at(order, "progress/"), {"percent": percent}).headers["Location"] == at(order)
        drain(now=timezone.now())
    assert Invoice.objects.filter(order=order, instalment__position=2).count() == 1
    assert reloaded(order).progress == 75


@pytest.mark.parametrize(("typed", "sentence"), [
    ("101", "Progress is a whole percentage from 0 to 100."),
    ("half", "A whole number, such as 3."),
    ("20", "Progress stood at 40%. Setting it lower needs a reason."),
])  # fmt: skip
def test_progress_that_cannot_be_says_why_and_stays(
    desk: Browser, deals: Deals, reem: Lead, typed: str, sentence: str
) -> None:
    order = deals.working(reem)
    desk.post(at(order, "progress/"), {"percent": "40"})
    page = desk.post(at(order, "progress/"), {"percent": typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["progress"]["percent"].value() == typed
    desk.post(at(order, "progress/"), {"percent": "20", "reason": "حُذفت صفحة"})
    assert reloaded(order).progress == 20


def test_agreed_items_are_ticked_and_opened_again(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    item = order.scope.first()
    for _press in range(2):
        desk.post(at(order, f"scope/{item.ref}/"), {"done": "yes"})
    assert desk.get(at(order)).context["ticked"] == 1
    assert Event.objects.filter(verb="order.scope_ticked").count() == 1
    desk.post(at(order, f"scope/{item.ref}/"), {"done": "no"})
    assert desk.get(at(order)).context["ticked"] == 0


def test_ticking_before_the_work_is_refused(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    page = desk.post(at(order, f"scope/{order.scope.first().ref}/"), {"done": "yes"}, follow=True)
    assert "This order does not allow that now: it is awaiting signature." in page.content.decode()


def approve_all(order: Order, nour: Freelancer) -> None:
    for stage in order.milestones.order_by("position"):
        approve_for_client(milestone=stage, reason="هاتفيًا", by=nour.actor, now=timezone.now())
    drain(now=timezone.now())


def test_when_every_stage_is_approved_the_unticked_items_come_first(
    desk: Browser, deals: Deals, reem: Lead, nour: Freelancer
) -> None:
    order = deals.working(reem)
    approve_all(order, nour)
    assert "still to be ticked" in desk.get(at(order)).content.decode()


def test_all_done_and_paid_says_so(desk: Browser, deals: Deals, reem: Lead, nour: Freelancer) -> None:
    order = deals.working(reem)
    for item in order.scope.all():
        desk.post(at(order, f"scope/{item.ref}/"), {"done": "yes"})
    approve_all(order, nour)
    deliver_order(order=order, by=nour.actor, now=timezone.now())
    assert "is still to arrive" in desk.get(at(order)).content.decode()
    deals.paid(order, 2)
    deals.paid(order, 3)
    page = desk.get(at(order))
    assert "all the money has arrived" in page.content.decode()
    assert main_buttons(page) == 0


def test_first_steps_are_ticked_on_the_order(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    todos = desk.get(at(order)).context["todos"]
    assert len(todos) == 5
    desk.post(at(order, f"todos/{todos[0].ref}/done/"))
    assert desk.get(at(order)).context["todos"][0].done_at is not None


def test_safety_of_remote_work_counts_what_protects(desk: Browser, deals: Deals, reem: Lead) -> None:
    assert desk.get(at(deals.accepted(reem))).context["safe"] == 3
    assert desk.get(at(deals.working(reem))).context["safe"] == 6


def test_files_of_the_order_are_at_hand(desk: Browser, deals: Deals, reem: Lead) -> None:
    names = [file.name for file, _what, _whose in desk.get(at(deals.working(reem))).context["page"].files]
    assert names[0] == "عقد.pdf"
    assert len(names) == 1 + is_available()


def test_the_timeline_is_drawn_from_the_events(desk: Browser, deals: Deals, reem: Lead) -> None:
    lines = [line.text for line in desk.get(at(deals.working(reem))).context["lines"]]
    assert "Work on order" in " ".join(lines)
    assert "was issued" in " ".join(lines)
    assert "—" not in " ".join(lines)


def test_a_platform_order_has_neither_contract_nor_link(
    desk: Browser, deals: Deals, nour: Freelancer, tariq: Lead
) -> None:
    order = offers.award_offer(offer=deals.sent(tariq, currency="SAR"), by=nour.actor, now=timezone.now())
    page = desk.get(at(order))
    assert (page.context["page"].link, page.context["page"].contract, page.context["safety"]) == (None, None, [])
    assert "The platform collects this money" in page.content.decode()
    assert page.context["page"].steps[1].startswith("Work, stage")
    assert desk.get(at(order, "contract/")).status_code == 404


def test_the_list_narrows_and_finds_by_any_spelling(desk: Browser, deals: Deals, reem: Lead, hannah: Lead) -> None:
    waiting, working = deals.accepted(hannah, title="Icons"), deals.working(reem, title="هويّة المقهى")

    def listed(address: str) -> set[str]:
        return {row.ref for row in desk.get(f"/desk/orders/{address}").context["page"].rows}

    assert listed("") == {waiting.ref, working.ref}
    assert listed("?state=waiting") == listed("?q=vogel") == {waiting.ref}
    assert listed("?state=work") == listed("?q=هويه") == listed(f"?q={working.number}") == {working.ref}
    assert listed("?state=done") == set()


def test_the_list_costs_the_same_for_3_and_30(
    desk: Browser, deals: Deals, reem: Lead, django_assert_num_queries: Any
) -> None:
    for _one in range(3):
        deals.accepted(reem)
    desk.get("/desk/orders/")
    with django_assert_num_queries(5):
        desk.get("/desk/orders/")
    for _one in range(27):
        deals.accepted(reem)
    with django_assert_num_queries(5):
        assert len(desk.get("/desk/orders/").context["page"].rows) == 25


def test_the_page_costs_the_same_however_long_its_history(
    desk: Browser, deals: Deals, nour: Freelancer, reem: Lead, django_assert_max_num_queries: Any
) -> None:
    order = deals.working(reem)
    desk.get(at(order))
    with django_assert_max_num_queries(21) as before:
        desk.get(at(order))
    for percent in range(1, 31):
        work.record_progress(order=order, percent=percent, by=nour.actor, now=timezone.now())
    with django_assert_max_num_queries(21) as after:
        desk.get(at(order))
    assert len(before) == len(after)


def test_strangers_find_nothing(sams_desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    item, todo = order.scope.first(), "0000000000"
    assert list(sams_desk.get("/desk/orders/?state=all").context["page"].rows) == []
    pages = ("", "start/", "cancellation/", "contract/", "contract/print/", "contract/file/", "contract/scan/")
    assert {sams_desk.get(at(order, act)).status_code for act in pages} == {404}
    acts = (
        "progress/",
        f"scope/{item.ref}/",
        f"todos/{todo}/done/",
        "start/",
        "cancellation/",
        "contract/again/",
        "link/",
    )
    assert {sams_desk.post(at(order, act), {"percent": "9", "reason": "x"}).status_code for act in acts} == {404}
    assert reloaded(order).state == "awaiting_signature"
