from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Business
from clients import tasks
from clients.models import Conversation, WindowClock
from clients.services.leads import note_lead
from clients.services.messages import reply
from clients.services.reminding import remind_open_windows
from outbox.models import Letter
from tests.cast import NOW, Freelancer

from .conftest import riyadh

OPENS = riyadh(22, 16)


def digests() -> list[Letter]:
    return list(Letter.objects.filter(template="window_digest").order_by("pk"))


def test_one_letter_lists_who_waits_since_when_and_until_when(nour: Freelancer, talk: Conversation):
    note_lead(business=nour.business, name="Hannah", text="Hi", by=nour.actor, now=riyadh(22, 12))
    assert remind_open_windows(now=OPENS) == 1
    letter = digests()[0]
    assert (letter.recipient, letter.language) == ("nour@maktab.example", "ar")
    for expected in ("ريم السالم", "Hannah", "09:30", "12:00", "17:00", "/desk/"):
        assert expected in letter.body
    assert "%(" not in letter.subject + letter.body
    assert "{{" not in letter.body


def test_it_waits_for_the_window_and_not_a_second_longer(nour: Freelancer, talk: Conversation):
    assert remind_open_windows(now=OPENS - timedelta(seconds=1)) == 0
    assert remind_open_windows(now=OPENS) == 1


def test_nothing_is_sent_when_nothing_waits(nour: Freelancer, talk: Conversation):
    reply(conversation=talk, body="أهلًا", by=nour.actor, now=riyadh(22, 12))
    assert remind_open_windows(now=OPENS) == 0
    assert not digests()
    assert WindowClock.objects.get().opens_at == riyadh(23, 9)


def test_running_twice_sends_once(nour: Freelancer, talk: Conversation):
    remind_open_windows(now=OPENS)
    assert remind_open_windows(now=OPENS) == 0
    assert remind_open_windows(now=OPENS + timedelta(minutes=5)) == 0
    assert len(digests()) == 1


def test_each_window_has_its_own_letter(nour: Freelancer, talk: Conversation):
    remind_open_windows(now=OPENS)
    remind_open_windows(now=riyadh(23, 9))
    assert len(digests()) == 2
    assert "17:00" in digests()[1].body  # what was promised, long past by now


def test_after_a_long_stop_there_is_one_letter_not_one_for_each_window(nour: Freelancer, talk: Conversation):
    assert remind_open_windows(now=riyadh(25, 10)) == 1
    assert WindowClock.objects.get().opens_at == riyadh(25, 16)


def test_nobody_but_the_owner_is_told(nour: Freelancer, sam: Freelancer, talk: Conversation):
    Letter.objects.all().delete()
    remind_open_windows(now=riyadh(22, 17))
    assert [letter.recipient for letter in Letter.objects.all()] == ["nour@maktab.example"]


def test_a_long_queue_is_listed_in_part_and_counted_whole(nour: Freelancer):
    for number in range(23):
        note_lead(business=nour.business, name=f"عميل {number:02}", text="مرحبا", by=nour.actor, now=riyadh(22, 12))
    remind_open_windows(now=OPENS)
    letter = digests()[0]
    assert "عميل 19" in letter.body
    assert "عميل 20" not in letter.body
    assert "23" in letter.subject


def test_a_business_without_any_working_time_stops_its_clock(nour: Freelancer, talk: Conversation):
    Business.objects.filter(pk=nour.business.pk).update(working_days=[])
    assert remind_open_windows(now=OPENS) == 1
    assert not WindowClock.objects.exists()


def test_the_beat_does_it_with_the_time_of_the_day(nour: Freelancer, talk: Conversation):
    WindowClock.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    tasks.remind_open_windows()
    assert len(digests()) == 1
    assert WindowClock.objects.get().opens_at > timezone.now()


def test_conversations_that_are_not_due_are_not_read(nour: Freelancer, sam: Freelancer, talk: Conversation):
    """The work of a reminder is the same beside three and beside sixty conversations of a window still shut."""
    queries = []
    for others, opens_at in ((3, OPENS), (57, riyadh(23, 9))):
        for _ in range(others):
            note_lead(business=sam.business, name="x", text="x", by=sam.actor, now=NOW)
        WindowClock.objects.filter(business=sam.business).update(opens_at=riyadh(25, 9))
        with CaptureQueriesContext(connection) as captured:
            assert remind_open_windows(now=opens_at) == 1
        queries.append([query["sql"] for query in captured])
    assert len(queries[0]) == len(queries[1])
    assert not any(f'"business_id" = {sam.business.pk}' in sql for sql in queries[1])


def test_the_clocks_are_found_by_their_index(nour: Freelancer):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a handful of rows is read whole, whatever index there is
    plan = WindowClock.objects.opened(OPENS)[:200].explain()
    assert "index" in plan.lower()
