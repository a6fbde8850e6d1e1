"""The reply queue and the conversations."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Conversation, Lead, Message
from clients.services.leads import note_lead
from outbox.models import Letter
from tests.cast import Freelancer
from tests.desk.conftest import filled


def at(lead: Lead, act: str = "") -> str:
    return f"/desk/messages/{lead.client.conversation.ref}/{act}"


def talk(lead: Lead) -> Conversation:
    return Conversation.objects.get(client=lead.client)


def test_the_queue_lists_who_waits_the_soonest_due_first(
    desk: Browser, nour: Freelancer, reem: Lead, hannah: Lead
) -> None:
    old = note_lead(
        business=nour.business, name="Old", text="Hello?", by=nour.actor,
        now=timezone.now(), received_at=timezone.now() - timedelta(days=9),
    )  # fmt: skip
    page = desk.get("/desk/messages/")
    waiting = [row.client.name for row in [*page.context["queue"].now, *page.context["queue"].later]]
    assert waiting[0] == old.client.name
    assert set(waiting) == {"Old", hannah.client.name, reem.client.name}
    assert page.context["conversation"].client == old.client
    assert "over 48 hours" in page.content.decode()


def test_an_empty_queue_encourages(desk: Browser) -> None:
    page = desk.get("/desk/messages/").content.decode()
    assert "Every message is answered" in page
    assert "Nobody waits for a reply." in page


def test_the_queue_costs_the_same_for_3_and_30(desk: Browser, nour: Freelancer, django_assert_num_queries: Any) -> None:
    def more(count: int) -> None:
        for number in range(count):
            note_lead(business=nour.business, name=f"N {number}", text="x", by=nour.actor, now=timezone.now())

    more(3)
    desk.get("/desk/messages/")
    with django_assert_num_queries(10):
        desk.get("/desk/messages/")
    more(27)
    with django_assert_num_queries(10):
        desk.get("/desk/messages/")


def test_reading_changes_nothing(desk: Browser, reem: Lead) -> None:
    before = Conversation.objects.values().get(pk=talk(reem).pk)
    assert desk.get(at(reem)).status_code == 200
    assert Conversation.objects.values().get(pk=talk(reem).pk) == before


def test_a_reply_goes_by_letter_and_stops_the_clock(desk: Browser, reem: Lead) -> None:
    form = desk.get(at(reem)).context["reply"]
    answer = desk.post(at(reem, "reply/"), filled(form, body="أهلًا، أرسل العرض غدًا."))
    assert answer.url == at(reem)
    assert talk(reem).state == "theirs"
    letter = Letter.objects.get(template="message_reply")
    assert letter.recipient == "reem@alwaha.example"
    assert f"/desk/letters/{letter.ref}/" in desk.get(at(reem)).content.decode()


def test_the_same_reply_twice_is_one(desk: Browser, reem: Lead) -> None:
    sent = filled(desk.get(at(reem)).context["reply"], body="Once")
    desk.post(at(reem, "reply/"), sent)
    desk.post(at(reem, "reply/"), sent)
    assert Message.objects.filter(body="Once").count() == 1
    assert Letter.objects.filter(template="message_reply").count() == 1


def test_on_a_platform_the_reply_is_kept_with_a_copy_button(desk: Browser, tariq: Lead) -> None:
    page = desk.get(at(tariq))
    assert "forbids contact outside" in page.content.decode()
    desk.post(at(tariq, "reply/"), filled(page.context["reply"], body="أستطيع البدء غدًا"))
    assert talk(tariq).state == "theirs"
    assert not Letter.objects.filter(template="message_reply").exists()
    assert 'data-copy="أستطيع البدء غدًا"' in desk.get(at(tariq)).content.decode()


def test_an_empty_reply_is_refused(desk: Browser, reem: Lead) -> None:
    assert desk.post(at(reem, "reply/"), {"body": "  \n "}).status_code == 422
    assert talk(reem).waits_on_us


def test_closing_without_a_reply_needs_a_reason(desk: Browser, reem: Lead) -> None:
    refused = desk.post(at(reem, "no-reply/"), {"reason": ""})
    assert refused.status_code == 422
    assert "why no reply is needed" in refused.content.decode()
    assert talk(reem).waits_on_us
    assert desk.post(at(reem, "no-reply/"), {"reason": "Only a thank you"}).url == "/desk/messages/"
    assert talk(reem).state == "quiet"
    assert "Only a thank you" in desk.get(at(reem)).content.decode()
    late = desk.post(at(reem, "no-reply/"), {"reason": "Again"})
    assert "Nothing waits for a reply here any more." in late.content.decode()


def test_a_waiting_conversation_is_not_put_to_rest(desk: Browser, reem: Lead) -> None:
    refused = desk.post(at(reem, "rest/"))
    assert refused.status_code == 422
    assert "The client still waits." in refused.content.decode()
    desk.post(at(reem, "reply/"), filled(desk.get(at(reem)).context["reply"], body="Done"))
    assert desk.post(at(reem, "rest/")).url == "/desk/messages/"
    assert talk(reem).state == "quiet"


def test_a_call_is_logged_with_its_own_time_on_the_business_clock(desk: Browser, nour: Freelancer, reem: Lead) -> None:
    called = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=30)
    wall = f"{called.astimezone(ZoneInfo(nour.business.zone)):%Y-%m-%dT%H:%M}"
    form = desk.get(at(reem, "log/")).context["form"]
    answer = desk.post(at(reem, "log/"), filled(form, body="She asks for a menu too", via="phone", happened_at=wall))
    assert answer.url == at(reem)
    message = Message.objects.get(body="She asks for a menu too")
    assert (message.direction, message.via, message.happened_at) == ("in", "phone", called)


def test_what_we_answered_elsewhere_stops_the_clock_and_sends_nothing(desk: Browser, tariq: Lead) -> None:
    form = desk.get(at(tariq, "log/")).context["form"]
    assert form["via"].value() == "platform"
    desk.post(at(tariq, "log/"), filled(form, direction="out", body="Answered in the inbox"))
    assert talk(tariq).state == "theirs"
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()


def test_a_time_to_come_is_refused(desk: Browser, reem: Lead) -> None:
    form = desk.get(at(reem, "log/")).context["form"]
    ahead = f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    page = desk.post(at(reem, "log/"), filled(form, body="Kept text", happened_at=ahead))
    assert page.status_code == 422
    assert page.context["form"]["body"].value() == "Kept text"
    assert "This time is still to come." in page.content.decode()


def test_whose_message_it_is_is_found_by_any_spelling(desk: Browser, reem: Lead, hannah: Lead) -> None:
    found = desk.get("/desk/messages/new/", {"q": "رِيم"}).context["clients"]
    assert [client.name for client in found] == ["ريم السالم"]
    assert len(desk.get("/desk/messages/new/").context["clients"]) == 2


def test_long_talks_go_back_page_by_page(desk: Browser, reem: Lead, nour: Freelancer) -> None:
    row = talk(reem)
    now = timezone.now()
    Message.objects.bulk_create(
        Message(
            business=nour.business, conversation=row, direction="out", via="phone", body=f"No {number}",
            happened_at=now - timedelta(minutes=100 - number), recorded_at=now, actor_kind="owner",
        )
        for number in range(70)
    )  # fmt: skip
    page = desk.get(at(reem))
    assert [one.message.body for one in page.context["said"]][-1] == "No 69"
    earlier = desk.get(at(reem), {"before": page.context["earlier"]})
    assert earlier.context["said"][-1].message.body == "No 9"


@pytest.mark.parametrize("act", ["", "log/"])
def test_sam_gets_404(sams_desk: Browser, reem: Lead, act: str) -> None:
    assert sams_desk.get(at(reem, act)).status_code == 404


@pytest.mark.parametrize("act", ["reply/", "no-reply/", "rest/", "log/"])
def test_sam_cannot_act(sams_desk: Browser, reem: Lead, act: str) -> None:
    assert sams_desk.post(at(reem, act), {"body": "x", "reason": "x"}).status_code == 404
    assert talk(reem).waits_on_us
