"""Whether an order will be ready in time, and what our punctuality and loyalty come to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.models import Contact
from orders.figures import Rate, on_time_rate, repeat_rate
from orders.models import DelayNotice, Order, OrderState
from orders.services import holds, instalments, work
from orders.services.risk import Risk, at_risk, risk_of, risk_of_order, with_holds
from tests.cast import NOW, Freelancer

from .conftest import Desk, instalment

TODAY = date(2026, 11, 22)


@pytest.fixture
def order(desk: Desk, reem: Contact) -> Order:
    return started(desk, reem)


def started(desk: Desk, contact: Contact) -> Order:
    order = desk.signed(contact)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize(
    ("progress", "days_left", "expected"),
    [
        (0, 25, Risk.NONE),  # the first day: 22.5 days of work in 25 days
        (0, 23, Risk.NONE),
        (0, 22, Risk.AT_RISK),  # the buffer is used up
        (50, 12, Risk.NONE),
        (50, 11, Risk.AT_RISK),
        (90, 2, Risk.AT_RISK),
        (100, 0, Risk.NONE),
        (100, -1, Risk.LATE),  # done, yet not handed over
    ],
)
def test_an_order_flips_by_the_rule(progress: int, days_left: int, expected: Risk) -> None:
    due_on = TODAY + timedelta(days=days_left)
    assert risk_of(progress=progress, work_days=25, due_on=due_on, today=TODAY) == expected


def test_the_buffer_is_at_least_a_day() -> None:
    assert risk_of(progress=0, work_days=3, due_on=TODAY + timedelta(days=2), today=TODAY) == Risk.NONE
    assert risk_of(progress=0, work_days=3, due_on=TODAY + timedelta(days=1), today=TODAY) == Risk.AT_RISK
    assert risk_of(progress=0, work_days=1, due_on=TODAY, today=TODAY) == Risk.NONE


def test_without_a_day_nothing_is_late() -> None:
    assert risk_of(progress=0, work_days=25, due_on=None, today=TODAY) == Risk.NONE


@given(progress=st.integers(0, 100), work_days=st.integers(0, 400), days_left=st.integers(-5, 400))
def test_more_done_or_more_time_never_makes_it_worse(progress: int, work_days: int, days_left: int) -> None:
    def risk(done: int, left: int) -> int:
        found = risk_of(progress=done, work_days=work_days, due_on=TODAY + timedelta(days=left), today=TODAY)
        return [Risk.NONE, Risk.AT_RISK, Risk.LATE].index(found)

    assert risk(min(progress + 1, 100), days_left) <= risk(progress, days_left)
    assert risk(progress, days_left + 1) <= risk(progress, days_left)
    assert days_left < work_days or risk(0, days_left) == 0


def test_progress_takes_the_mark_off_and_a_hold_silences_it(desk: Desk, order: Order) -> None:
    later = TODAY + timedelta(days=10)
    assert risk_of_order(order, today=later, is_held=False) == Risk.AT_RISK
    assert risk_of_order(order, today=later, is_held=True) == Risk.NONE
    work.record_progress(order=order, percent=60, by=desk.nour.actor, now=NOW)
    order.refresh_from_db()
    assert risk_of_order(order, today=later, is_held=False) == Risk.NONE


def test_the_list_of_the_endangered_costs_two_queries(
    desk: Desk, order: Order, hannah: Contact, django_assert_num_queries: object
) -> None:
    held = started(desk, hannah)
    holds.hold(order=held, kind="client", by=desk.nour.actor, now=NOW)
    late = TODAY + timedelta(days=30)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert list(at_risk(Order.objects.owned_by(desk.nour.business), late)) == [order]
    marked = {row.pk: row.hold_kind for row in with_holds(Order.objects.owned_by(desk.nour.business))}
    assert marked == {order.pk: None, held.pk: "client"}


def delivered(order: Order, on: date, due_on: date | None = TODAY) -> Order:
    Order.objects.filter(pk=order.pk).update(
        state=OrderState.DELIVERED, delivered_at=NOW, first_delivered_on=on, due_on=due_on
    )
    return order


def note(order: Order, old_on: date, *, agreed: bool) -> None:
    DelayNotice.objects.create(
        business=order.business, order=order, old_on=old_on, new_on=old_on + timedelta(days=9), state="waived",
        waive_reason="سبب", agreed=agreed, noted_at=NOW,
    )  # fmt: skip


def rate(desk: Desk) -> Rate:
    return on_time_rate(desk.nour.business, TODAY - timedelta(days=365))


def test_on_the_day_is_on_time_and_a_day_after_is_not(desk: Desk, order: Order, hannah: Contact) -> None:
    delivered(order, TODAY)
    delivered(started(desk, hannah), TODAY + timedelta(days=1))
    assert rate(desk) == Rate(1, 2)
    assert rate(desk).percent == 50


def test_a_day_moved_by_agreement_does_not_count_against_us_and_one_we_moved_does(desk: Desk, order: Order) -> None:
    delivered(order, TODAY)
    note(order, TODAY - timedelta(days=9), agreed=True)
    assert rate(desk) == Rate(1, 1)
    note(order, TODAY - timedelta(days=1), agreed=False)
    assert rate(desk) == Rate(0, 1)


def test_a_delay_that_was_made_up_for_is_on_time(desk: Desk, order: Order) -> None:
    delivered(order, TODAY, due_on=TODAY + timedelta(days=9))
    note(order, TODAY, agreed=False)
    assert rate(desk) == Rate(1, 1)


def test_undelivered_undated_and_old_orders_are_not_counted(desk: Desk, order: Order, hannah: Contact) -> None:
    assert rate(desk) == Rate(0, 0)
    assert rate(desk).percent is None
    delivered(order, TODAY, due_on=None)
    delivered(started(desk, hannah), TODAY - timedelta(days=400))
    assert rate(desk) == Rate(0, 0)


def test_the_rate_counts_only_our_own(desk: Desk, order: Order, sam: Freelancer) -> None:
    delivered(order, TODAY)
    assert on_time_rate(sam.business, TODAY - timedelta(days=9)) == Rate(0, 0)


def test_who_ordered_twice_came_back(desk: Desk, order: Order, reem: Contact, hannah: Contact) -> None:
    desk.accepted(hannah)
    assert repeat_rate(desk.nour.business) == Rate(0, 2)
    second = desk.accepted(reem)
    assert repeat_rate(desk.nour.business) == Rate(1, 2)
    work.cancel_order(order=second, reason="x", by=desk.nour.actor, now=NOW)
    assert repeat_rate(desk.nour.business) == Rate(0, 2)
