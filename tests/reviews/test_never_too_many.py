"""Whatever anybody does, in whatever order: a client gets the ask and one reminder for an order, never more."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Contact
from core.errors import Refused
from orders.models import Order
from outbox.models import Event, Letter
from reviews.models import AskState, ReviewAsk
from reviews.services import asking
from tests.cast import NOW
from tests.reviews.conftest import Desk, complain, completed, finish, settle
from tests.reviews.test_answering import answer

ACTS = ("beat", "beat", "beat", "now", "by hand", "reminded", "waive", "answer", "complain", "settle", "again")


def act(name: str, ask: ReviewAsk, desk: Desk, now: datetime) -> None:
    order, by = ask.order, desk.nour.actor
    standing = order.holds.filter(until=None).first()
    acts: dict[str, Any] = {
        "beat": lambda: asking.send_due_asks(now=now),
        "now": lambda: asking.send_ask_now(ask=ask, by=by, now=now),
        "by hand": lambda: asking.note_asked(ask=ask, by=by, now=now),
        "reminded": lambda: asking.note_reminded(ask=ask, by=by, now=now),
        "waive": lambda: asking.waive_ask(ask=ask, reason="-", by=by, now=now),
        "answer": lambda: answer(ask, now=now),
        "complain": lambda: standing or complain(order, now),
        "settle": lambda: standing and settle(standing, now),
        "again": lambda: completed(order, now),
    }
    with suppress(Refused):
        acts[name]()


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 200)), min_size=5, max_size=25))
def test_never_more_than_the_ask_and_one_reminder(desk: Desk, reem: Contact, steps: list[tuple[str, int]]) -> None:
    order, now = finish(desk.accepted(reem)), NOW
    for name, hours in steps:
        now += timedelta(hours=hours)
        had_complaint = order.holds.filter(until=None).exists()
        before = _told(order)
        act(name, ReviewAsk.objects.with_order().get(order=order), desk, now)
        assert not (had_complaint and name == "beat" and _told(order) > before)
    asked = [event.verb for event in Event.objects.filter(order_ref=order.ref, verb__startswith="review.")]
    assert asked.count("review.asked") <= 1
    assert asked.count("review.reminded") <= 1
    sent = Letter.objects.filter(order_ref=order.ref, template__in=["review_ask", "review_reminder"])
    assert len(set(sent.values_list("template", flat=True))) == sent.count() <= 2
    asking.send_due_asks(now=now + timedelta(days=60))
    assert ReviewAsk.objects.get(order=order).state in {AskState.ANSWERED, AskState.CLOSED, AskState.WAIVED}


def _told(order: Order) -> int:
    return Letter.objects.filter(order_ref=order.ref, template__startswith="review_").count()
