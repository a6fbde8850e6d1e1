"""Stop-work: a week late the work pauses, politely; the payment lets it go on, and its days move by the pause."""

from datetime import timedelta

import pytest

from orders.models import OrderHold
from outbox.models import Event, Letter
from payments.errors import ClaimWaits, InvoiceNotOpen, NothingToPause, NotLate
from payments.models import Invoice
from payments.services.credit_notes import void_invoice
from payments.services.pausing import pause_work
from tests.payments.conftest import Story, Tell
from tests.payments.reminded import Ladder, letters, reminded, templates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_machine")]


@pytest.fixture
def story(tell: Tell) -> Story:
    """The deposit is paid and the work goes on."""
    begun = tell("12000")
    begun.bills(1)
    begun.pays("3000")
    begun.order.refresh_from_db()
    assert begun.order.state == "in_progress"
    return begun


def late(story: Story, position: int = 2, days: int = 1) -> Invoice:
    """The stage is billed, and its due day is that many days past."""
    invoice = story.bills(position)
    story.now += timedelta(days=(invoice.due_on - story.now.date()).days + days)
    return invoice


def holds(story: Story) -> list[tuple[str, bool]]:
    return [(row.kind, row.until is None) for row in OrderHold.objects.filter(order=story.order).order_by("pk")]


def test_a_week_late_the_reminder_says_so_and_the_work_pauses(story: Story) -> None:
    ladder = reminded(story, position=2)
    assert ladder.beat(7) == 1
    story.worker()
    (letter,) = letters()
    assert (letter.template, "يتوقف" in letter.body or "pauses" in letter.body) == ("reminder_firm", True)
    assert holds(story) == [("unpaid", True)]
    assert Event.objects.filter(verb="invoice.paused").count() == 1
    assert not Letter.objects.filter(template="order_paused").exists()  # one letter that day


def test_it_pauses_once_however_often_the_worker_looks(story: Story) -> None:
    ladder = reminded(story, position=2)
    ladder.beat(7)
    story.worker().worker()
    ladder.beat(14)
    story.worker()
    assert templates() == ["reminder_firm", "reminder_final"]
    assert holds(story) == [("unpaid", True)]


def test_a_late_deposit_has_no_work_to_pause(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    ladder.beat(7)
    ladder.story.worker()
    assert templates() == ["reminder_firm"]
    assert "pause" not in letters()[0].body
    assert holds(ladder.story) == []


def test_money_that_came_between_letter_and_worker_pauses_nothing(story: Story) -> None:
    ladder = reminded(story, position=2)
    ladder.beat(7)
    story.pays("3000", position=2)
    story.worker()
    assert holds(story) == []


def test_payment_in_full_lets_the_work_go_on_and_moves_its_days(story: Story) -> None:
    invoice = late(story)
    before = story.order.due_on
    pause_work(invoice=invoice, by=story.owner, now=story.now)
    story.later(days=6)
    story.pays("1000", position=2)
    assert holds(story) == [("unpaid", True)]
    story.later(days=3)
    story.pays("2000", position=2)
    story.order.refresh_from_db()
    assert holds(story) == [("unpaid", False)]
    assert (story.order.due_on - before, story.order.held_days) == (timedelta(days=9), 9)
    assert Letter.objects.filter(template="order_resumed").count() == 1


def test_a_credit_note_lets_the_work_go_on_too(story: Story) -> None:
    invoice = late(story)
    pause_work(invoice=invoice, by=story.owner, now=story.now)
    void_invoice(invoice=invoice, reason="خطأ في المبلغ", by=story.owner, now=story.later(days=1).now)
    assert holds(story) == [("unpaid", False)]


def test_it_goes_on_only_when_nothing_of_the_order_is_late(story: Story) -> None:
    late(story, 2)
    invoice = late(story, 3)
    pause_work(invoice=invoice, by=story.owner, now=story.now)
    story.pays("3000", position=3)
    assert holds(story) == [("unpaid", True)]
    story.pays("3000", position=2)
    assert holds(story) == [("unpaid", False)]


def test_the_owner_pauses_by_hand_and_the_client_is_told_once(story: Story) -> None:
    invoice = late(story)
    first = pause_work(invoice=invoice, by=story.owner, now=story.now)
    assert pause_work(invoice=invoice, by=story.owner, now=story.now) == first
    letter = Letter.objects.get(template="order_paused")
    assert invoice.number in letter.body
    assert "/c/" in letter.body


def test_what_is_not_late_or_reported_or_paid_pauses_nothing(story: Story) -> None:
    invoice = story.bills(2)
    act = {"invoice": invoice, "by": story.owner}
    with pytest.raises(NotLate):
        pause_work(now=story.now, **act)
    story.now += timedelta(days=400)
    claim = story.claims(position=2)
    with pytest.raises(ClaimWaits):
        pause_work(now=story.now, **act)
    story.confirms(claim)
    with pytest.raises(InvoiceNotOpen):
        pause_work(now=story.now, **act)
    assert holds(story) == []


def test_where_no_work_goes_on_there_is_nothing_to_pause(tell: Tell) -> None:
    story = tell("12000")
    invoice = late(story, 1)
    with pytest.raises(NothingToPause):
        pause_work(invoice=invoice, by=story.owner, now=story.now)


def test_the_reaction_is_named_in_the_table(story: Story) -> None:
    ladder: Ladder = reminded(story, position=2)
    ladder.beat(7)
    event = Event.objects.get(verb="payment.reminded")
    assert [reaction.name for reaction in event.reactions.all()] == ["payments.pause_work"]
