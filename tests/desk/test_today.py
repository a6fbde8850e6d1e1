"""Today: what is late first in each block, the limit ahead, and a price that does not grow."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Conversation, Lead
from desk.today_page import context_of
from orders.models import Order
from outbox.models import Todo
from tests.cast import NOW, Freelancer
from tests.desk.deals import Deals, sar
from tests.payments.platforms import Home

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here

DAY = timedelta(days=1)


def test_an_empty_desk_encourages(desk: Browser) -> None:
    page = desk.get("/desk/").content.decode()
    for words in ("Nobody waits for an answer.", "Every message is answered", "No invoice is late", "Nothing is due"):
        assert words in page


def test_every_kind_of_late_thing_is_listed_with_the_most_urgent_first(
    desk: Browser, deals: Deals, nour: Freelancer, reem: Lead, hannah: Lead
) -> None:
    late, later = deals.working(reem), deals.working(hannah)
    Order.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - 3 * DAY)
    Order.objects.filter(pk=later.pk).update(due_on=timezone.localdate() + 2 * DAY)
    owed = deals.invoice(deals.signed(reem))
    deals.claimed(deals.signed(hannah))
    waits = deals.sent(reem)
    Conversation.objects.filter(client=hannah.client).update(reply_due_at=timezone.now() - DAY)
    context = context_of(nour.business, timezone.now() + 8 * DAY)  # issued papers never change: time passes instead
    assert [talk.client for talk in context["waiting"]] == [hannah.client, reem.client]
    assert [order.pk for order in context["work"]] == [late.pk, later.pk]
    assert [invoice.pk for invoice in context["chase"]] == [owed.pk]
    assert [claim.amount for claim in context["claims"]] == [sar(350)]
    assert waits in [wait.row for wait in context["waits"]]
    assert not any(task.todo.key.startswith("payment_claimed:") for task in context["todos"])


def test_money_on_its_way_is_listed_the_next_day_first(
    desk: Browser, nour: Freelancer, sams_desk: Browser, django_assert_max_num_queries: Any
) -> None:
    home = Home(nour, now=timezone.now() - 20 * DAY)
    home.earns("400")
    home.now = timezone.now()
    asked, sent = home.asks("100"), home.sends(home.asks("120"))
    held = home.completes(home.wins("200"))
    with django_assert_max_num_queries(12):
        page = desk.get("/desk/")
    moving = page.context["moving"]
    coming = {asked.ref: (asked.net_expected, asked.expected_on), sent.ref: (sent.net_expected, sent.expected_on)}
    coming[held.order.ref] = (held.net, held.release_on)
    assert {one.ref: (one.amount, one.day) for one in moving} == coming
    assert [one.day for one in moving] == sorted(day for _amount, day in coming.values() if day)
    for one in moving:
        assert one.label in page.content.decode()
    assert sams_desk.get("/desk/").context["moving"] == []


def test_the_countdown_goes_to_the_next_limit_not_to_one_that_passed(
    nour: Freelancer, reem: Lead, hannah: Lead
) -> None:  # fmt: skip
    now = timezone.now()
    Conversation.objects.filter(client=hannah.client).update(reply_due_at=now - DAY)
    Conversation.objects.filter(client=reem.client).update(reply_due_at=now + DAY)
    assert context_of(nour.business, now)["answer_by"] == now + DAY
    assert context_of(nour.business, now + 2 * DAY)["answer_by"] == now - DAY


def test_a_wait_over_two_days_is_said_as_such(desk: Browser, reem: Lead) -> None:
    long_ago = timezone.now() - 3 * DAY
    Conversation.objects.filter(client=reem.client).update(waiting_since=long_ago, reply_due_at=long_ago + DAY)
    assert "over 48 hours" in desk.get("/desk/").content.decode()


def test_a_task_names_its_client_and_is_ticked(desk: Browser, deals: Deals, reem: Lead, sams_desk: Browser) -> None:
    deals.accepted(reem)
    tasks = desk.get("/desk/").context["todos"]
    assert {task.client for task in tasks} == {reem.client.name}
    address = f"/desk/todos/{tasks[0].todo.ref}/done/"
    assert sams_desk.post(address).status_code == 404
    assert desk.post(address).headers["Location"] == "/desk/"
    assert Todo.objects.get(pk=tasks[0].todo.pk).done_at is not None


@pytest.mark.parametrize(("hour", "words"), [(6, "Good morning"), (15, "Good evening")])
def test_it_greets_by_the_hour(nour: Freelancer, hour: int, words: str) -> None:
    with timezone.override(nour.business.zone):
        is_morning = context_of(nour.business, NOW.replace(hour=hour))["is_morning"]
    assert is_morning == (words == "Good morning")


def test_today_costs_at_most_twelve_queries_for_3_and_30(
    desk: Browser, deals: Deals, reem: Lead, hannah: Lead, django_assert_max_num_queries: Any
) -> None:
    deals.claimed(deals.signed(reem))
    for lead in (reem, hannah, reem):
        deals.working(lead)
    desk.get("/desk/")
    with django_assert_max_num_queries(12) as few:
        desk.get("/desk/")
    for _one in range(9):
        deals.accepted(reem)
        deals.sent(hannah)
        deals.signed(hannah)
    with django_assert_max_num_queries(12) as many:
        desk.get("/desk/")
    assert len(few) == len(many)
