"""The days of an order on the desk: moved with the true cause, put on hold, and told to the client."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Conversation, Lead
from orders.models import DelayNotice, Order, OrderHold, ProgressUpdate, Submission
from outbox.models import Letter
from tests.cast import Freelancer
from tests.desk.conftest import filled
from tests.desk.deals import Deals

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here

CAUSE = "قدّرت وقت الربط أقل مما يحتاج"


def at(order: Order, act: str = "") -> str:
    return f"/desk/orders/{order.ref}/{act}"


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return Order.objects.get(pk=deals.working(reem).pk)


def typed(desk: Browser, order: Order, **changes: Any) -> dict[str, Any]:
    form = desk.get(at(order, "dates/")).context["form"]
    return filled(form, **({"new_on": str(order.due_on + timedelta(days=4)), "cause": CAUSE} | changes))


def test_the_letter_is_read_before_it_goes(desk: Browser, order: Order) -> None:
    data = typed(desk, order)
    shown = desk.post(at(order, "dates/"), data)
    assert shown.status_code == 200
    assert CAUSE in shown.context["letter"].body
    assert "السلام عليكم ريم السالم" in shown.content.decode()
    assert not DelayNotice.objects.exists()
    sent = desk.post(at(order, "dates/"), data | {"seen": shown.context["seen"]})
    assert sent.headers["Location"] == at(order)
    assert Order.objects.get(pk=order.pk).due_on == order.due_on + timedelta(days=4)
    assert Letter.objects.filter(template="order_delayed").count() == 1


def test_a_letter_changed_after_reading_is_shown_again(desk: Browser, order: Order) -> None:
    data = typed(desk, order)
    seen = desk.post(at(order, "dates/"), data).context["seen"]
    again = desk.post(at(order, "dates/"), data | {"seen": seen, "cause": "سبب آخر"})
    assert "سبب آخر" in again.context["letter"].body
    assert not DelayNotice.objects.exists()


def test_the_same_form_twice_moves_once(desk: Browser, order: Order) -> None:
    data = typed(desk, order)
    data["seen"] = desk.post(at(order, "dates/"), data).context["seen"]
    for _ in range(2):
        desk.post(at(order, "dates/"), data)
    assert DelayNotice.objects.count() == 1


def test_earlier_and_by_agreement_no_letter_is_shown(desk: Browser, order: Order) -> None:
    earlier = typed(desk, order, new_on=str(order.due_on - timedelta(days=2)), cause="")
    assert desk.post(at(order, "dates/"), earlier).status_code == 302
    agreed = typed(desk, order, way="agreed", waive_reason="طلبت ذلك")
    assert desk.post(at(order, "dates/"), agreed).status_code == 302
    assert DelayNotice.objects.get().agreed
    assert not Letter.objects.filter(template="order_delayed").exists()


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"cause": ""}, "A later day needs its true cause"),
    ({"way": "agreed"}, "Please give a reason."),
    ({"new_on": "2020-01-01"}, "That day has passed."),
])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_stays(
    desk: Browser, order: Order, changes: dict[str, str], sentence: str
) -> None:
    page = desk.post(at(order, "dates/"), typed(desk, order, remedy="صفحة إضافية", **changes))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "صفحة إضافية" in page.content.decode()


def test_on_a_platform_the_letter_is_copied(desk: Browser, deals: Deals, tariq: Lead) -> None:
    order = Order.objects.get(pk=deals.awarded(tariq).pk)
    shown = desk.post(at(order, "dates/"), typed(desk, order))
    assert "copy the text and post it" in shown.content.decode()
    desk.post(at(order, "dates/"), typed(desk, order) | {"seen": shown.context["seen"]})
    assert DelayNotice.objects.get().state == "sent"
    assert not Letter.objects.filter(client_ref=order.client.ref).exists()


def test_a_hold_is_put_on_shown_and_ended(desk: Browser, order: Order) -> None:
    data = {"kind": "client", "reason": "بانتظار صور المنتجات"}
    assert desk.post(at(order, "hold/"), data).headers["Location"] == at(order)
    assert "بانتظار صور المنتجات" in desk.get(at(order)).content.decode()
    for _ in range(2):
        desk.post(at(order, "hold/end/"), {"kind": "client"})
    assert OrderHold.objects.get().until == timezone.localdate()
    assert "بانتظار صور المنتجات" in desk.get(at(order, "hold/")).content.decode()


def test_a_hold_needs_its_reason_and_the_work(desk: Browser, deals: Deals, hannah: Lead, order: Order) -> None:
    assert desk.post(at(order, "hold/"), {"kind": "client", "reason": ""}).status_code == 422
    early = desk.post(at(deals.signed(hannah), "hold/"), {"kind": "client", "reason": "x"})
    assert early.status_code == 422
    assert "does not allow that now" in early.content.decode()


def test_after_the_end_only_a_complaint_is_left(desk: Browser, order: Order) -> None:
    now = timezone.now()
    Order.objects.filter(pk=order.pk).update(
        state="completed", delivered_at=now, first_delivered_on=now.date(), completed_at=now
    )
    assert desk.post(at(order, "hold/"), {"kind": "client", "reason": "x"}).status_code == 422
    assert desk.post(at(order, "hold/"), {"kind": "disputed", "reason": "ألوان الطباعة"}).status_code == 302
    assert OrderHold.objects.get().kind == "disputed"


def test_danger_is_said_on_the_page(desk: Browser, order: Order) -> None:
    assert "At risk:" not in desk.get(at(order)).content.decode()
    Order.objects.filter(pk=order.pk).update(due_on=timezone.localdate() + timedelta(days=3))
    assert "At risk:" in desk.get(at(order)).content.decode()
    Order.objects.filter(pk=order.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Late:" in desk.get(at(order)).content.decode()
    desk.post(at(order, "hold/"), {"kind": "client", "reason": "صور"})
    assert "Late:" not in desk.get(at(order)).content.decode()


def test_lists_and_today_mark_what_is_in_danger(desk: Browser, deals: Deals, hannah: Lead, order: Order) -> None:
    calm = deals.working(hannah, title="كتيّب")
    Order.objects.filter(pk=order.pk).update(due_on=timezone.localdate() + timedelta(days=10))
    found = desk.get("/desk/orders/?state=risk")
    assert [row.pk for row in found.context["page"].rows] == [order.pk]
    assert "at risk" in found.content.decode()
    today = desk.get("/desk/").content.decode()
    assert "at risk" in today
    assert "كتيّب" not in today
    desk.post(at(order, "hold/"), {"kind": "client", "reason": "صور"})
    assert desk.get("/desk/orders/?state=risk").context["page"].rows == []
    assert "waiting on the client" in desk.get("/desk/orders/").content.decode()
    assert calm.pk in [row.pk for row in desk.get("/desk/orders/").context["page"].rows]


def test_a_stage_that_was_shown_waits_on_the_client(desk: Browser, order: Order) -> None:
    stage = order.milestones.get(position=1)
    order.milestones.filter(pk=stage.pk).update(state="submitted")
    now = timezone.now()
    Submission.objects.create(
        business=order.business, milestone=stage, round=1, submitted_at=now, answer_due_on=now.date()
    )
    assert f"an answer about “{stage.title}”" in desk.get("/desk/").content.decode()


def test_how_often_we_keep_our_days_and_clients_come_back(desk: Browser, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(
        state="delivered", delivered_at=timezone.now(), first_delivered_on=timezone.localdate()
    )
    assert "On time in the last twelve months: 100%, 1 of 1 handed over." in desk.get("/desk/orders/").content.decode()
    assert "Came back with another order: 0%, 0 of 1 clients" in desk.get("/desk/clients/").content.decode()


def test_news_goes_from_the_draft_into_the_talk_once(desk: Browser, order: Order) -> None:
    form = desk.get(at(order, "update/")).context["form"]
    assert "ريم السالم" in form["text"].value()
    data = filled(form, text="أُنجزت الألوان")
    for _ in range(2):
        assert desk.post(at(order, "update/"), data).headers["Location"] == at(order)
    assert ProgressUpdate.objects.count() == Letter.objects.filter(template="order_update").count() == 1
    assert Conversation.objects.get(client=order.client).last_text == "أُنجزت الألوان"


def test_empty_news_is_refused_and_a_waiting_client_is_mentioned(desk: Browser, order: Order) -> None:
    refused = desk.post(at(order, "update/"), filled(desk.get(at(order, "update/")).context["form"], text=" "))
    assert refused.status_code == 422
    assert "Please write your message first." in refused.content.decode()
    Conversation.objects.filter(client=order.client).update(state="ours", waiting_since=timezone.now())
    assert "The client waits for an answer." in desk.get(at(order, "update/")).content.decode()


def test_how_often_is_the_owners_to_say(desk: Browser, order: Order) -> None:
    assert desk.post(at(order, "update/cadence/"), {"days": "١٤"}).headers["Location"] == at(order, "update/")
    assert Order.objects.get(pk=order.pk).update_every_days == 14
    refused = desk.post(at(order, "update/cadence/"), {"days": "99"})
    assert refused.status_code == 422
    assert "from 0 to 60" in refused.content.decode()


def test_a_platforms_news_is_copied_and_said_to_be_posted(desk: Browser, deals: Deals, tariq: Lead) -> None:
    order = deals.awarded(tariq)
    page = desk.get(at(order, "update/"))
    assert "I posted it" in page.content.decode()
    desk.post(at(order, "update/"), filled(page.context["form"]))
    assert ProgressUpdate.objects.count() == 1
    assert not Letter.objects.filter(client_ref=order.client.ref).exists()


@pytest.mark.parametrize("act", ["dates/", "hold/", "update/"])
def test_strangers_find_nothing(sams_desk: Browser, nour: Freelancer, order: Order, act: str) -> None:
    assert sams_desk.get(at(order, act)).status_code == 404
    assert sams_desk.post(at(order, act), {}).status_code == 404
