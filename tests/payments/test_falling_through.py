"""An order on a platform that falls through: nothing will come of it, and nobody there gets a letter of ours."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from clients.models import Contact
from core.actors import Actor
from orders.errors import OrderIsClosed, OrderIsFinished, ReasonIsMissing
from orders.models import Order, OrderHold
from orders.services.delivering import complete_order, deliver_order
from orders.services.holds import hold
from orders.services.work import cancel_order
from outbox.models import Event, Letter, Todo
from outbox.services.sweeps import drain
from outbox.wording import describe
from payments.models import AccountKind, EarningState, Entry, PlatformEarning
from payments.services.earnings import drop_earning, expect_earning, hold_earning
from tests.cast import NOW, Freelancer
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
EXPECTED, HELD, PROMISED = AccountKind.EXPECTED, AccountKind.HELD, AccountKind.PROMISED
WHY = "ألغى صاحب المشروع مشروعه"


def call_off(home: Home, order: Order, reason: str = WHY) -> Order:
    order = cancel_order(order=order, reason=reason, by=home.nour.actor, now=home.now)
    drain(now=home.now)
    return order


def deliver(home: Home, order: Order) -> Order:
    return deliver_order(order=order, reason="سُلّم هناك", by=home.nour.actor, now=home.now)


def test_what_was_expected_of_it_is_dropped_and_the_books_agree(home: Home) -> None:
    order, other = home.wins("200"), home.wins("100")
    drain(now=home.now)
    assert home.stands(EXPECTED) == "255.00"
    call_off(home, order)
    earning = PlatformEarning.objects.get(order=order)
    assert (earning.state, earning.dropped_at) == (EarningState.DROPPED, home.now)
    assert PlatformEarning.objects.get(order=other).state == EarningState.EXPECTED
    assert home.stands(EXPECTED) == home.stands(PROMISED) == "85.00"
    assert home.stands(AccountKind.INCOME) == "0.00"
    back = Entry.objects.get(verb="earning.dropped")
    assert back.reverses == Entry.objects.get(key=f"earning:{earning.ref}:expected")
    assert home.books_agree()


def test_its_history_says_so(home: Home) -> None:
    order = home.wins("200")
    drain(now=home.now)
    call_off(home, order)
    told = [describe(event).text for event in Event.objects.of_order(order.business, order.ref)]
    assert any("170.00" in text and order.number in text and home.platform.name in text for text in told), told
    assert Event.objects.get(verb="order.cancelled").order_ref == order.ref


def test_nobody_is_written_to_and_nothing_waits_any_more(home: Home) -> None:
    Contact.objects.filter(pk=home.tariq.pk).update(email="tariq@private.example")
    order = home.wins("200")
    for kind in OrderHold.Kind:
        hold(order=order, kind=kind, by=home.nour.actor, now=home.now, reason="ينتظر")
    order = call_off(home, order)
    assert (order.state, order.cancel_reason) == ("cancelled", WHY)
    assert not OrderHold.objects.standing().exists()
    assert not Todo.objects.filter(order_ref=order.ref, done_at=None).exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("stage", ["in_progress", "delivered"])
def test_it_may_happen_at_any_moment_before_the_end(home: Home, stage: str) -> None:
    order = home.wins("200")
    if stage == "delivered":
        order = deliver(home, order)
    assert call_off(home, order).state == "cancelled"
    assert home.stands(EXPECTED) == "0.00"


def test_twice_is_harmless_and_the_first_reason_stands(home: Home) -> None:
    order = home.wins("200")
    for reason in (WHY, "سبب آخر"):
        assert call_off(home, order, reason).cancel_reason == WHY
    drop_earning(order=order, by=Actor.worker(), now=home.now)
    assert Event.objects.filter(verb__in=["order.cancelled", "earning.dropped"]).count() == 2
    assert home.books_agree()


def test_it_needs_a_reason(home: Home) -> None:
    with pytest.raises(ReasonIsMissing):
        call_off(home, home.wins("200"), " ")


def test_a_finished_order_keeps_its_money(home: Home) -> None:
    order = deliver(home, home.wins("200"))
    complete_order(order=order, by=home.nour.actor, now=home.now)
    drain(now=home.now)
    with pytest.raises(OrderIsFinished):
        call_off(home, order)
    drop_earning(order=order, by=Actor.worker(), now=home.now)
    assert PlatformEarning.objects.get(order=order).state == EarningState.HELD
    assert (home.stands(HELD), home.stands(EXPECTED)) == ("170.00", "0.00")
    assert home.books_agree()


def test_one_that_fell_through_is_neither_handed_over_nor_finished_nor_held(home: Home) -> None:
    order = call_off(home, home.wins("200"))
    with pytest.raises(OrderIsClosed):
        deliver(home, order)
    with pytest.raises(OrderIsClosed):
        complete_order(order=order, by=home.nour.actor, now=home.now)
    assert hold_earning(order=order, by=Actor.worker(), now=home.now).state == EarningState.DROPPED
    assert home.stands(HELD) == "0.00"


def test_a_cancellation_told_before_the_opening_still_books_both(home: Home) -> None:
    """Reactions may run in any order."""
    order = home.wins("200")
    cancel_order(order=order, reason=WHY, by=home.nour.actor, now=home.now)
    drop_earning(order=order, by=Actor.worker(), now=home.now)
    expect_earning(order=order, by=Actor.worker(), now=home.now + timedelta(hours=1))
    assert PlatformEarning.objects.get(order=order).state == EarningState.DROPPED
    assert (home.stands(EXPECTED), home.books_agree()) == ("0.00", True)


def test_the_database_refuses_to_drop_what_was_held(home: Home, nour: Freelancer) -> None:
    rows = PlatformEarning.objects.filter(pk=home.completes(home.wins("200")).pk)
    with pytest.raises(IntegrityError, match="dropped_earning_was_never_held"), transaction.atomic():
        rows.update(dropped_at=NOW)
