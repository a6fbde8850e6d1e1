from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from accounts.scoping import get_own
from clients.errors import LeadTextNeeded, NameNeeded, NotYet
from clients.models import Client, Conversation, Lead, Message
from clients.services.leads import note_lead, receive_inquiry
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import platform_of, riyadh

FORM = {"name": "Hannah Vogel", "email": "Hannah@Vogel.example ", "text": "Hello!", "language": "en", "now": NOW}


def test_an_inquiry_makes_client_contact_lead_and_a_waiting_conversation(nour: Freelancer, reem: Lead):
    client = reem.client
    assert (client.name, client.organisation, client.country) == ("ريم السالم", "مقهى الواحة", "SA")
    assert (reem.state, reem.source, reem.text) == ("new", "form", "أحتاج هوية بصرية لمقهى جديد")
    assert (reem.contact.email, reem.contact.language, reem.contact.is_main) == ("reem@alwaha.example", "ar", True)
    talk = client.conversation
    assert (talk.state, talk.waiting_since, talk.last_text) == ("ours", NOW, reem.text)
    assert talk.messages.get().via == "form"
    verbs = Event.objects.of_client(nour.business, client.ref).values_list("verb", flat=True)
    assert set(verbs) == {"client.added", "lead.received", "message.received"}


def test_the_sender_is_told_by_when_the_answer_comes(reem: Lead):
    # 09:30 is inside the morning window, so the promise is the end of the next one that opens: 17:00.
    letter = Letter.objects.get(template="inquiry_received")
    assert (letter.recipient, letter.language, letter.client_ref) == ("reem@alwaha.example", "ar", reem.client.ref)
    assert "17:00" in letter.body
    assert "الرياض" in letter.body


def test_the_letter_carries_nothing_that_was_typed_into_the_form(nour: Freelancer):
    bait = "Buy now https://bait.example"
    receive_inquiry(business=nour.business, **{**FORM, "name": bait, "text": bait})
    letter = Letter.objects.get(template="inquiry_received")
    assert "bait" not in letter.subject + letter.body
    assert "17:00" in letter.body
    assert "Riyadh" in letter.body


def test_many_inquiries_with_one_address_send_one_letter_a_day(nour: Freelancer):
    for _ in range(3):
        receive_inquiry(business=nour.business, **FORM)
    receive_inquiry(business=nour.business, **{**FORM, "now": NOW + timedelta(days=1)})
    assert Letter.objects.filter(template="inquiry_received").count() == 2


def test_a_form_sent_twice_makes_one_lead(nour: Freelancer):
    once = uuid4()
    first = receive_inquiry(business=nour.business, once=once, **FORM)
    assert receive_inquiry(business=nour.business, once=once, **FORM) == first
    assert (Lead.objects.count(), Client.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_the_same_once_in_another_business_is_another_lead(nour: Freelancer, sam: Freelancer):
    once = uuid4()
    receive_inquiry(business=nour.business, once=once, **FORM)
    receive_inquiry(business=sam.business, once=once, **FORM)
    assert Lead.objects.owned_by(sam.business).count() == Lead.objects.owned_by(nour.business).count() == 1


def test_an_inquiry_without_an_address_is_taken_and_gets_no_letter(nour: Freelancer):
    lead = receive_inquiry(business=nour.business, **{**FORM, "email": ""}, phone="+49 30 1234")
    assert lead.contact.phone == "+49 30 1234"
    assert not Letter.objects.exists()


def test_somebody_who_types_reems_address_does_not_enter_her_conversation(nour: Freelancer, reem: Lead):
    receive_inquiry(business=nour.business, **{**FORM, "email": "reem@alwaha.example"})
    assert reem.client.conversation.messages.count() == 1


@pytest.mark.parametrize(("changed", "refusal"), [({"name": "  "}, NameNeeded), ({"text": " \n "}, LeadTextNeeded)])
def test_an_empty_form_is_refused_and_leaves_nothing(nour: Freelancer, changed, refusal):
    with pytest.raises(refusal):
        receive_inquiry(business=nour.business, **{**FORM, **changed})
    assert not Client.objects.exists()


def test_a_lead_by_hand_keeps_its_platform_and_the_pasted_text(tariq: Lead):
    assert tariq.text == "تصميم واجهات تطبيق\nالميزانية: $300–$500"
    assert (tariq.platform.slug, tariq.source, tariq.client.platform) == ("mostaql", "manual", tariq.platform)
    assert tariq.client.conversation.messages.get().via == "platform"
    assert not Letter.objects.exists()


def test_a_lead_by_hand_waits_since_it_came_not_since_it_was_typed(nour: Freelancer):
    came = riyadh(21, 20)  # Saturday evening: a day without windows
    lead = note_lead(business=nour.business, name="Ali", text="مرحبا", by=nour.actor, received_at=came, now=NOW)
    talk = Conversation.objects.get(client=lead.client)
    assert (talk.waiting_since, talk.reply_due_at) == (came, riyadh(22, 11))
    assert lead.received_at == came


def test_a_lead_from_the_future_is_refused(nour: Freelancer):
    with pytest.raises(NotYet):
        note_lead(
            business=nour.business,
            name="Ali",
            text="مرحبا",
            by=nour.actor,
            received_at=NOW + timedelta(minutes=1),
            now=NOW,
        )
    assert not Lead.objects.exists()


def test_a_client_who_asks_again_gets_a_second_lead_and_keeps_the_conversation(nour: Freelancer, hannah: Lead):
    again = note_lead(
        business=nour.business, name="", text="And a poster?", client=hannah.client, by=nour.actor, now=NOW,
        platform=platform_of(nour.business, "direct"),
    )  # fmt: skip
    assert (again.client, again.contact) == (hannah.client, hannah.contact)
    assert hannah.client.conversation.messages.count() == 2
    assert Client.objects.count() == 1


def test_typed_twice_by_hand_is_one_lead(nour: Freelancer):
    once = uuid4()
    for _ in range(2):
        note_lead(business=nour.business, name="Ali", text="مرحبا", by=nour.actor, now=NOW, once=once)
    assert Lead.objects.count() == 1


def test_sam_finds_no_lead_of_nours(sam: Freelancer, reem: Lead):
    with pytest.raises(Http404):
        get_own(Lead, sam.business, ref=reem.ref)
    assert not Client.objects.owned_by(sam.business).search("ريم").exists()
