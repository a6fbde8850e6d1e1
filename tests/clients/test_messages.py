from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from accounts.scoping import get_own
from clients.errors import EmptyMessage, NoReplyNeedsReason, NothingWaits, NotYet, StillUnanswered
from clients.models import Client, Conversation, Lead, Message
from clients.services.messages import archive, log_reply, no_reply_needed, receive_message, reply
from core.actors import Actor
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import riyadh

LATER = NOW + timedelta(minutes=20)


def again(talk: Conversation) -> Conversation:
    return Conversation.objects.get(pk=talk.pk)


def hear(talk: Conversation, body: str, now=LATER, **more) -> Message:
    who = Actor.contact(talk.client.contacts.get().ref)
    return receive_message(conversation=talk, body=body, via="portal", by=who, now=now, **more)


def answer(nour: Freelancer, talk: Conversation, body: str = "أهلًا ريم", now=LATER, **more) -> Message:
    return reply(conversation=talk, body=body, by=nour.actor, now=now, **more)


def test_answering_clears_the_clock(nour: Freelancer, talk: Conversation):
    answer(nour, talk)
    talk = again(talk)
    assert (talk.state, talk.reply_due_at, talk.waiting_since, talk.last_text) == ("theirs", None, None, "أهلًا ريم")
    assert not talk.messages.unanswered().exists()


def test_the_answer_goes_to_the_client_with_a_personal_link(nour: Freelancer, reem: Lead, talk: Conversation):
    message = answer(nour, talk)
    letter = Letter.objects.get(template="message_reply")
    link = reem.contact.links.get()
    assert (letter.ref, message.via) == (message.letter_ref, "mail")
    assert (letter.recipient, letter.language, letter.reply_to) == ("reem@alwaha.example", "ar", nour.user.email)
    assert "أهلًا ريم" in letter.body
    assert link.url in letter.body
    assert nour.business.name in letter.subject


def test_on_a_platform_nothing_is_mailed_and_the_text_is_copy_ready(nour: Freelancer, tariq: Lead):
    message = answer(nour, tariq.client.conversation, "نعم، متاح")
    assert (message.via, message.letter_ref) == ("platform", "")
    assert again(tariq.client.conversation).state == "theirs"
    assert not Letter.objects.exists()


def test_a_platform_client_is_not_mailed_even_where_the_address_is_known(nour: Freelancer, tariq: Lead):
    tariq.client.contacts.update(email="tariq@else.example")
    answer(nour, tariq.client.conversation)
    assert not Letter.objects.exists()


def test_an_answer_sent_twice_is_one_message_and_one_letter(nour: Freelancer, talk: Conversation):
    once = uuid4()
    first = answer(nour, talk, once=once)
    assert answer(nour, talk, once=once) == first
    assert talk.messages.filter(direction="out").count() == Letter.objects.filter(template="message_reply").count() == 1


def test_a_portal_message_sent_twice_is_one(talk: Conversation):
    once = uuid4()
    assert hear(talk, "وصلت الملفات؟", once=once) == hear(talk, "وصلت الملفات؟", once=once)
    assert talk.messages.count() == 2


def test_every_message_of_the_client_must_be_answered(nour: Freelancer, talk: Conversation):
    hear(talk, "وهل يشمل السعر الطباعة؟")
    assert talk.messages.unanswered().count() == 2
    answer(nour, talk)
    assert talk.messages.unanswered().count() == 0


def test_an_answer_by_phone_logged_late_answers_what_had_been_said_by_then(nour: Freelancer, talk: Conversation):
    hear(talk, "سؤال ثانٍ", now=riyadh(22, 12))
    called = riyadh(22, 11, 30)
    message = log_reply(
        conversation=talk, body="اتفقنا هاتفيًا", via="phone", by=nour.actor, happened_at=called, now=riyadh(22, 13)
    )
    talk = again(talk)
    assert (talk.state, talk.waiting_since) == ("ours", riyadh(22, 12))
    assert talk.messages.in_order().first().answered_at == called
    assert message.letter_ref == ""
    assert not Letter.objects.filter(template="message_reply").exists()


def test_an_old_message_logged_after_its_answer_does_not_wait(nour: Freelancer, talk: Conversation):
    answer(nour, talk, now=riyadh(22, 12))
    late = hear(talk, "كتبتُ هذا صباحًا", now=riyadh(22, 13), happened_at=riyadh(22, 10))
    assert late.answered_at == riyadh(22, 12)
    assert again(talk).state == "theirs"


def test_no_reply_needed_wants_a_reason_and_keeps_it(nour: Freelancer, talk: Conversation):
    with pytest.raises(NoReplyNeedsReason):
        no_reply_needed(conversation=talk, reason="  ", by=nour.actor, now=LATER)
    assert again(talk).state == "ours"
    no_reply_needed(conversation=talk, reason="شكر فقط", by=nour.actor, now=LATER)
    message = talk.messages.get()
    assert (message.closed_reason, message.answered_at) == ("شكر فقط", LATER)
    assert (again(talk).state, again(talk).reply_due_at) == ("quiet", None)


def test_no_reply_needed_twice_says_that_nothing_waits(nour: Freelancer, talk: Conversation):
    no_reply_needed(conversation=talk, reason="شكر فقط", by=nour.actor, now=LATER)
    with pytest.raises(NothingWaits):
        no_reply_needed(conversation=talk, reason="شكر فقط", by=nour.actor, now=LATER)
    assert Event.objects.filter(verb="message.closed").count() == 1


def test_a_waiting_conversation_cannot_be_put_to_rest(nour: Freelancer, talk: Conversation):
    with pytest.raises(StillUnanswered) as refused:
        archive(conversation=talk, by=nour.actor, now=LATER)
    assert str(refused.value)
    assert again(talk).state == "ours"


def test_an_answered_one_is_put_to_rest_once_and_wakes_with_the_next_message(nour: Freelancer, talk: Conversation):
    answer(nour, talk)
    for _ in range(2):
        archive(conversation=again(talk), by=nour.actor, now=LATER)
    assert again(talk).state == "quiet"
    assert Event.objects.filter(verb="conversation.archived").count() == 1
    hear(talk, "عدت")
    assert again(talk).state == "ours"


@pytest.mark.parametrize("body", ["", " \n\t "])
def test_an_empty_message_is_refused(nour: Freelancer, talk: Conversation, body: str):
    with pytest.raises(EmptyMessage):
        hear(talk, body)
    with pytest.raises(EmptyMessage):
        answer(nour, talk, body)
    assert talk.messages.count() == 1


def test_nothing_is_logged_before_it_was_said(nour: Freelancer, talk: Conversation):
    with pytest.raises(NotYet):
        hear(talk, "غدًا", happened_at=LATER + timedelta(seconds=1))
    with pytest.raises(NotYet):
        log_reply(
            conversation=talk, body="غدًا", via="phone", by=nour.actor, now=LATER, happened_at=LATER + timedelta(days=1)
        )
    assert talk.messages.count() == 1


def test_a_message_may_say_which_paper_it_is_about(talk: Conversation):
    message = hear(talk, "ما معنى المرحلة الثانية؟", about=("offer", "0FFER00001"))
    assert (message.about_kind, message.about_ref) == ("offer", "0FFER00001")


def test_last_contact_moves_forward_only(talk: Conversation):
    hear(talk, "قديم", happened_at=NOW - timedelta(days=9))
    assert Client.objects.get().last_contact_at == NOW
    hear(talk, "جديد", now=LATER)
    assert Client.objects.get().last_contact_at == LATER


def test_the_timeline_tells_it_without_the_words(nour: Freelancer, talk: Conversation):
    hear(talk, "رقمي 0551234567")
    answer(nour, talk)
    events = Event.objects.of_client(nour.business, talk.client.ref).filter(verb__startswith="message.")
    assert [event.verb for event in events] == ["message.replied", "message.received", "message.received"]
    assert "0551234567" not in str([event.data for event in events])


def test_sam_finds_no_conversation_of_nours(sam: Freelancer, talk: Conversation):
    with pytest.raises(Http404):
        get_own(Conversation, sam.business, ref=talk.ref)
    assert not Conversation.objects.owned_by(sam.business).waiting_on_us().exists()
