"""The client sees that the work waits, and for what."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.models import OrderHold
from orders.services import holds, instalments
from tests.cast import NOW
from tests.orders.conftest import instalment
from tests.portal.conftest import Desk, text, visitor_of


@pytest.mark.parametrize(("kind", "sentence"), [
    ("client", "The work waits for your answer since"),
    ("unpaid", "The work waits for a payment since"),
    ("disputed", "A complaint is open since"),
])  # fmt: skip
def test_a_standing_hold_is_said_until_it_ends(desk: Desk, hannah: Contact, kind: str, sentence: str) -> None:
    order = desk.signed(hannah)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    visit = visitor_of(order.offer, hannah)
    assert sentence not in text(visit.get())
    held = holds.hold(order=order, kind=kind, by=desk.nour.actor, now=NOW, reason="between us")
    assert sentence in text(visit.get())
    assert "between us" not in text(visit.get())  # the owner's own words stay on the desk
    holds.end_hold(order=order, kind=kind, by=desk.nour.actor, now=NOW + timedelta(days=1))
    assert sentence not in text(visit.get())
    assert OrderHold.objects.get(pk=held.pk).until is not None
