"""Reminders: planned when the owner says so, sent once, and not when the client has paid, reported, or waits for us."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from clients.models import Contact
from clients.services.messages import receive_message, reply
from clients.services.people import change_client, save_contact
from core.actors import Actor
from orders.services.holds import end_hold, hold
from outbox.models import Event, Letter
from outbox.services.delivery import compose
from outbox.services.sweeps import drain
from payments.errors import ClaimWaits, ComplaintOpen, InvoiceNotOpen, NobodyToWriteTo, RemindedLately
from payments.models import PaymentReminder
from payments.services.claims import refuse_claim
from payments.services.credit_notes import void_invoice
from payments.services.reminders import on_since, switch_off, switch_on
from payments.services.reminding import send_due_reminders
from payments.services.reminding_now import remind_now
from tests.payments.conftest import Story, Tell
from tests.payments.reminded import TEMPLATES, letters, reminded, templates

pytestmark = pytest.mark.django_db


def at_work(story: Story) -> Story:
    """The deposit is paid, and the work goes on."""
    story.bills(1)
    story.pays("3000")
    story.order.refresh_from_db()
    return story


def test_they_are_off_until_the_owner_switches_them_on(tell: Tell) -> None:
    story = tell("12000").worker()
    assert on_since(story.business) is None
    assert not PaymentReminder.objects.exists()
    assert switch_on(business=story.business, by=story.owner, now=story.now) == 5
    assert on_since(story.business) == story.now
    assert switch_on(business=story.business, by=story.owner, now=story.now) == 5
    assert PaymentReminder.objects.count() == 5


def test_switched_on_late_only_what_is_to_come_is_planned(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.later(days=9)  # two days past due
    assert switch_on(business=story.business, by=story.owner, now=story.now) == 3
    assert sorted(PaymentReminder.objects.values_list("step", flat=True)) == [3, 7, 14]


def test_a_new_invoice_is_planned_when_it_is_issued(tell: Tell) -> None:
    story = tell("12000")
    switch_on(business=story.business, by=story.owner, now=story.now)
    story.worker()
    assert PaymentReminder.objects.filter(invoice=story.invoice()).count() == 5


def test_the_five_letters_go_on_their_days_each_once(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    for day in range(-7, 30):
        ladder.beat(day, minute=0)
        ladder.beat(day, minute=5)
    assert templates() == list(TEMPLATES)
    assert set(ladder.states.values()) == {"sent"}
    assert Event.objects.filter(verb="payment.reminded").count() == 5


def test_a_letter_names_number_and_amount_in_its_subject_and_stands_in_the_invoices_thread(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    story = ladder.story
    story.pays("500")
    ladder.beat(3)
    (letter,) = letters()
    assert letter.recipient == "reem@sidra.example"
    assert ladder.invoice.number in letter.subject
    assert "2,500.00" in letter.subject  # what is left
    assert "/c/" in letter.body
    assert compose(letter, story.now).extra_headers["References"].startswith(f"<invoice.{ladder.invoice.ref.lower()}@")


def test_nothing_goes_before_nine(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    assert ladder.beat(-3, hour=8, minute=59) == 0
    assert ladder.beat(-3) == 1


def test_payment_stops_them(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    ladder.beat(-3)
    ladder.story.pays("3000")
    assert ladder.states == {-3: "sent", 0: "paid", 3: "paid", 7: "paid", 14: "paid"}
    assert [ladder.beat(day) for day in range(30)] == [0] * 30


def test_a_credit_note_stops_them(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    story = ladder.story
    void_invoice(invoice=ladder.invoice, reason="خطأ", by=story.owner, now=story.now)
    assert set(ladder.states.values()) == {"cancelled"}
    assert ladder.beat(0) == 0


def test_a_reported_payment_holds_them_until_it_is_refused(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    claim = ladder.story.claims()
    assert ladder.beat(0) == 0
    assert ladder.states[0] == "claimed"
    refuse_claim(claim=claim, reason="لم تصل", by=ladder.story.owner, now=ladder.story.now)
    assert ladder.beat(3) == 1


def test_nobody_is_reminded_while_they_wait_for_our_answer(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    story, talk = ladder.story.later(hours=1), ladder.story.order.client.conversation
    receive_message(conversation=talk, body="متى الشعار؟", by=story.client, via="portal", now=story.now)
    assert ladder.beat(0) == 0
    assert ladder.states[0] == "replied"
    reply(conversation=talk, body="غدًا", by=story.owner, now=story.now)
    assert ladder.beat(3) == 1


def test_an_open_complaint_silences_them(tell: Tell) -> None:
    ladder = reminded(at_work(tell("12000")), position=2)
    story = ladder.story
    hold(order=story.order, kind="disputed", by=story.owner, now=story.now, reason="خلاف")
    assert ladder.beat(0) == 0
    assert ladder.states[0] == "disputed"
    with pytest.raises(ComplaintOpen):
        remind_now(invoice=ladder.invoice, by=story.owner, now=story.now)
    end_hold(order=story.order, kind="disputed", by=story.owner, now=story.now)
    assert ladder.beat(3) == 1


def test_one_client_gets_one_letter_in_two_days_the_oldest_debt_first(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    second = reminded(tell("4600").later(days=1)).invoice
    sent = [(day, ladder.beat(day)) for day in range(-5, 25)]
    days = [day for day, count in sent if count]
    assert all(count <= 1 for _day, count in sent)
    assert all(later - day >= 2 for day, later in pairwise(days))
    about = [letter.dedupe_key.split(":")[1] for letter in letters()]
    assert (about[0], set(about)) == (ladder.invoice.ref, {ladder.invoice.ref, second.ref})


def test_after_a_stopped_worker_only_the_latest_step_goes_and_by_daylight(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    assert ladder.beat(3, hour=23) == 0  # a Wednesday night
    assert ladder.states == {-3: "overtaken", 0: "overtaken", 3: "planned", 7: "planned", 14: "planned"}
    assert ladder.beat(4, hour=8, minute=59) == 0
    assert ladder.beat(4) == 1
    assert templates() == ["reminder_soft"]


def test_without_an_address_it_says_so(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    Contact.objects.update(email="")
    assert ladder.beat(-3) == 0
    assert ladder.states[-3] == "no_address"
    with pytest.raises(NobodyToWriteTo):
        remind_now(invoice=ladder.invoice, by=ladder.story.owner, now=ladder.story.now)


def test_a_client_who_moves_is_planned_anew(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    story, client = ladder.story, ladder.story.order.client
    change_client(
        client=client, name=client.name, organisation="", country="JP", city="", by=story.owner, now=story.now
    )  # fmt: skip
    story.worker()
    assert ladder.row(-3).send_at.hour == 0  # nine in Tokyo
    save_contact(
        client=client, name="ريم", email="new@sidra.example", phone="", language="ar", by=story.owner, now=story.now,
        contact=story.order.contact,
    )  # fmt: skip
    ladder.beat(-3)
    assert letters()[0].recipient == "new@sidra.example"


def test_switched_off_nothing_goes(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    ladder.beat(-3)
    switch_off(business=ladder.story.business, by=ladder.story.owner, now=ladder.story.now)
    assert ladder.states == {-3: "sent"}
    assert ladder.beat(0) == 0
    assert switch_on(business=ladder.story.business, by=ladder.story.owner, now=ladder.on(1)) == 3


def test_a_reminder_by_hand_uses_up_the_next_step_and_keeps_two_days_clear(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    ladder.beat(-3)
    story, early = ladder.story, ladder.on(-1, hour=15)
    row = remind_now(invoice=ladder.invoice, by=story.owner, now=early)
    assert (row.step, row.state, row.by_hand) == (0, "sent", True)
    assert templates() == ["reminder_before", "reminder_before"]  # the words fit the day, not the step
    with pytest.raises(RemindedLately):
        remind_now(invoice=ladder.invoice, by=story.owner, now=early + timedelta(hours=47))
    assert ladder.beat(0) == 0
    assert ladder.beat(3) == 1


def test_by_hand_it_works_with_the_switch_off(tell: Tell) -> None:
    story = tell("12000")
    invoice = story.bills()
    story.later(days=30)
    row = remind_now(invoice=invoice, by=story.owner, now=story.now)
    assert (row.step, row.state) == (23, "sent")
    assert templates() == ["reminder_final"]
    assert remind_now(invoice=invoice, by=story.owner, now=story.now + timedelta(days=3)).step == 26


def test_by_hand_refuses_what_is_paid_or_reported(tell: Tell) -> None:
    story = tell("12000")
    invoice = story.bills()
    claim = story.claims()
    with pytest.raises(ClaimWaits):
        remind_now(invoice=invoice, by=story.owner, now=story.now)
    story.confirms(claim)
    with pytest.raises(InvoiceNotOpen):
        remind_now(invoice=invoice, by=story.owner, now=story.now)
    assert templates() == []


def test_a_platforms_client_never_gets_one(tell: Tell) -> None:
    """Even where a wrong row says otherwise."""
    ladder = reminded(tell("12000"))
    ladder.story.order.__class__.objects.update(kind="platform")
    assert ladder.beat(-3) == 0
    assert ladder.states[-3] == "no_address"


def test_a_beat_asks_the_same_few_questions_for_three_and_thirty(tell: Tell, hannah: Contact) -> None:
    counts = []
    for more in (1, 4):
        stories = [reminded(tell("4000")) for _ in range(more)]
        with CaptureQueriesContext(connections["default"]) as asked:
            stories[-1].beat(-3)
        counts.append(len(asked))
        PaymentReminder.objects.all().delete()
        Letter.objects.all().delete()
    assert counts[1] <= counts[0] + 1  # the clients' second letters are put off: one update more


def test_two_beats_at_once_send_once(tell: Tell) -> None:
    ladder = reminded(tell("12000"))
    now = ladder.on(-3)
    assert [send_due_reminders(now=now), send_due_reminders(now=now)] == [1, 0]
    drain(now=now)
    assert Letter.objects.filter(template="reminder_before").count() == 1
    assert Event.objects.get(verb="payment.reminded").actor_kind == Actor.worker().kind
