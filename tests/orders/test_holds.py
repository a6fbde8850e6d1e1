"""Days the work could not go on: whose they are, and what they do to the dates."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.models import Contact
from core.actors import Actor
from orders.errors import OrderIsClosed, ReasonIsMissing
from orders.models import Milestone, Order, OrderHold, Submission
from orders.services import holds, instalments
from outbox.models import Event, Todo
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment

CLIENT, UNPAID, DISPUTED = OrderHold.Kind.CLIENT, OrderHold.Kind.UNPAID, OrderHold.Kind.DISPUTED
DUE = date(2026, 12, 17)  # 25 days from Sunday 22 November


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    order = desk.signed(reem)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    order.milestones.filter(position__gt=1).update(due_on=date(2026, 12, 1))
    order.refresh_from_db()
    return order


def begin(order: Order, kind: str, number: int, **more: str) -> OrderHold:
    return holds.hold(order=order, kind=kind, by=Actor.worker(), now=day(number), **more)


def end(order: Order, kind: str, number: int) -> bool:
    return holds.end_hold(order=order, kind=kind, by=Actor.worker(), now=day(number))


def test_a_hold_moves_the_dates_by_its_days_when_it_ends(order: Order) -> None:
    news = order.update_due_on
    begin(order, CLIENT, 2)
    order.refresh_from_db()
    assert order.due_on == DUE
    assert end(order, CLIENT, 5)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE + timedelta(days=3), 3)
    assert news is not None
    assert order.update_due_on == news + timedelta(days=3)
    assert order.milestones.get(position=2).due_on == date(2026, 12, 4)
    began, ended = Event.objects.filter(verb__startswith="hold.").order_by("pk")
    assert (began.data["kind"], ended.data["days"]) == ("client", 3)


def test_overlapping_holds_count_each_day_once_and_only_at_the_end(order: Order) -> None:
    begin(order, CLIENT, 1)
    begin(order, UNPAID, 3)
    end(order, CLIENT, 6)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE, 0)
    end(order, UNPAID, 8)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE + timedelta(days=7), 7)
    begin(order, CLIENT, 10)
    end(order, CLIENT, 11)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE + timedelta(days=8), 8)


def test_what_is_approved_keeps_its_day(order: Order) -> None:
    Milestone.objects.filter(order=order, position=2).update(
        state="approved", approved_at=NOW, approved_by="contact"
    )  # fmt: skip
    begin(order, CLIENT, 1)
    end(order, CLIENT, 2)
    days = list(order.milestones.order_by("position").values_list("due_on", flat=True))
    assert days[1:] == [date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 2)]


def test_after_delivery_the_promised_day_stays(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(state="delivered", delivered_at=NOW, first_delivered_on=NOW.date())
    begin(order, UNPAID, 1)
    end(order, UNPAID, 4)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE, 3)


def test_twice_is_one_hold_and_one_end(order: Order) -> None:
    assert begin(order, CLIENT, 1).pk == begin(order, CLIENT, 2).pk
    assert end(order, CLIENT, 3)
    assert not end(order, CLIENT, 4)
    order.refresh_from_db()
    assert order.held_days == 2
    assert Event.objects.filter(verb="hold.ended").count() == 1


def test_a_hold_of_the_same_day_moves_nothing(order: Order) -> None:
    begin(order, CLIENT, 1)
    assert end(order, CLIENT, 1)
    order.refresh_from_db()
    assert (order.due_on, order.held_days) == (DUE, 0)


def test_a_complaint_needs_a_reason_and_may_come_after_completion(order: Order) -> None:
    with pytest.raises(ReasonIsMissing):
        begin(order, DISPUTED, 1, reason=" ")
    moments = {"delivered_at": NOW, "first_delivered_on": NOW.date(), "completed_at": NOW}
    Order.objects.filter(pk=order.pk).update(state="completed", **moments)
    assert begin(order, DISPUTED, 1, reason="الألوان غير ما اتُّفق عليه").reason
    with pytest.raises(OrderIsClosed):
        begin(order, CLIENT, 1)


def test_nothing_is_held_before_the_work(desk: Desk, reem: Contact) -> None:
    with pytest.raises(OrderIsClosed):
        begin(desk.signed(reem), UNPAID, 1)


def test_a_stranger_sees_no_hold(order: Order, sam: Freelancer) -> None:
    begin(order, CLIENT, 1)
    assert not OrderHold.objects.owned_by(sam.business).exists()


def shown(order: Order, answer_due_on: date) -> Submission:
    stage = order.milestones.get(position=1)
    Milestone.objects.filter(pk=stage.pk).update(state="submitted")
    return Submission.objects.create(
        business=order.business, milestone=stage, round=1, submitted_at=NOW, answer_due_on=answer_due_on
    )


def test_silence_past_the_day_puts_the_order_on_hold_once(order: Order) -> None:
    shown(order, date(2026, 11, 25))
    in_riyadh = datetime.fromisoformat("2026-11-25T20:59:00+00:00")  # still the 25th there
    assert holds.hold_for_silence(now=in_riyadh) == 0
    assert holds.hold_for_silence(now=in_riyadh + timedelta(minutes=1)) == 1
    assert holds.hold_for_silence(now=day(8)) == 0
    row = OrderHold.objects.get(order=order)
    assert (row.kind, row.since, row.until) == ("client", date(2026, 11, 26), None)
    assert Todo.objects.get(key=holds.todo_key(row)).done_at is None
    end(order, CLIENT, 9)
    assert Todo.objects.get(key=holds.todo_key(row)).done_at == day(9)


def test_a_silence_the_owner_passed_over_is_not_held_again(order: Order) -> None:
    shown(order, date(2026, 11, 25))
    assert holds.hold_for_silence(now=day(4)) == 1
    end(order, CLIENT, 5)
    assert holds.hold_for_silence(now=day(6)) == 0


def test_an_answer_in_time_is_no_silence(order: Order) -> None:
    row = shown(order, date(2026, 11, 25))
    Submission.objects.filter(pk=row.pk).update(outcome="approved", answered_at=day(2))
    assert holds.hold_for_silence(now=day(8)) == 0


SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=12)


@given(spans=SPANS)
def test_a_day_in_several_holds_counts_once(spans: list[tuple[int, int]]) -> None:
    one = timedelta(days=1)
    dated = [(DUE + one * start, DUE + one * (start + length)) for start, length in spans]
    every = {DUE + one * number for start, length in spans for number in range(start, start + length)}
    assert holds.days_covered(dated) == len(every)


@given(walk=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=14))
def test_adding_step_by_step_comes_to_the_same_union(walk: list[tuple[int, int]]) -> None:
    """Days added each time nothing stands any more are, in the end, the days of all ended holds together."""
    today, standing, ended, added = DUE, {}, [], 0
    for kind, wait in walk:
        today += timedelta(days=wait)
        if kind not in standing:
            standing[kind] = today
            continue
        ended.append((standing.pop(kind), today))
        if not standing:
            added += holds.days_covered(ended) - added
    assert standing or added == holds.days_covered(ended)
