from datetime import timedelta

import pytest

from clients import wording
from clients.errors import (
    AcceptNeedsReason,
    CriteriaChanged,
    DeclineNeedsReason,
    NoCriteriaYet,
    RatingOutOfRange,
    ReopenNeedsReason,
    WrongLeadState,
)
from clients.models import Criterion, Lead, Score
from clients.services.leads import accept_lead, decline_lead, reopen_lead, score_lead, start_talks
from clients.services.profile import Trait, write_criteria
from outbox.models import Event, Letter
from outbox.wording import describe
from tests.cast import NOW, Freelancer

LATER = NOW + timedelta(hours=1)


def rate(nour: Freelancer, lead: Lead, criteria: list[Criterion], **by_key: int | None) -> Score:
    """All traits fully met, except those named."""
    ratings = {row.ref: by_key.get(row.key, 4) for row in criteria}
    return score_lead(lead=lead, ratings=ratings, by=nour.actor, now=NOW)


def test_scoring_moves_the_lead_and_keeps_the_figures(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    score = rate(nour, reem, criteria, responsive=2)
    reem.refresh_from_db()
    assert (reem.state, reem.score) == ("scored", score)
    assert (score.total, score.confidence, score.verdict, score.version) == (93, 100, "accept", 1)
    reem.client.refresh_from_db()
    assert reem.client.score == score


def test_the_joy_of_it_counts(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    assert rate(nour, reem, criteria, enjoy=0).total < rate(nour, reem, criteria, enjoy=4).total


def test_reasons_are_sentences_in_the_readers_language(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    score = rate(nour, reem, criteria, advance=0, responsive=None)
    reasons = wording.score_reasons(score)
    assert [kind for kind, _sentence in reasons] == ["stop", "strong", "strong", "strong", "strong", "unknown"]
    assert criteria[0].label in reasons[0][1]
    assert score.verdict == "decline"


def test_scoring_again_keeps_the_first_score(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    rate(nour, reem, criteria, enjoy=1)
    second = rate(nour, reem, criteria)
    assert reem.scores.count() == 2
    assert Lead.objects.get(pk=reem.pk).score == second


def test_a_lead_in_talks_may_be_scored_anew_and_stays_in_talks(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    start_talks(lead=reem, by=nour.actor, now=NOW)
    rate(nour, reem, criteria)
    assert Lead.objects.get(pk=reem.pk).state == "talks"


def test_scoring_needs_the_list(nour: Freelancer, reem: Lead):
    with pytest.raises(NoCriteriaYet) as refused:
        score_lead(lead=reem, ratings={}, by=nour.actor, now=NOW)
    assert str(refused.value.hint)


def test_scoring_by_a_list_that_changed_meanwhile_is_refused(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    traits = [Trait("Kind", 1), Trait("Clear", 2), Trait("Pays first", 5, must_have=True, key="advance")]
    write_criteria(business=nour.business, criteria=traits, by=nour.actor, now=NOW)
    with pytest.raises(CriteriaChanged):
        rate(nour, reem, criteria)
    assert not Score.objects.exists()


@pytest.mark.parametrize("rating", [-1, 5])
def test_a_rating_beyond_the_scale_is_refused(nour: Freelancer, reem: Lead, criteria: list[Criterion], rating: int):
    with pytest.raises(RatingOutOfRange):
        rate(nour, reem, criteria, enjoy=rating)


def test_talks_are_refused_until_the_list_is_written(nour: Freelancer, reem: Lead):
    with pytest.raises(NoCriteriaYet) as refused:
        start_talks(lead=reem, by=nour.actor, now=NOW)
    assert str(refused.value.hint)
    assert Lead.objects.get(pk=reem.pk).state == "new"


def test_talks_start_once(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    start_talks(lead=reem, by=nour.actor, now=NOW)
    with pytest.raises(WrongLeadState):
        start_talks(lead=reem, by=nour.actor, now=NOW)
    assert Event.objects.filter(verb="lead.talks_started").count() == 1


def test_a_scored_lead_is_accepted_without_words(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    rate(nour, reem, criteria)
    accept_lead(lead=reem, by=nour.actor, now=LATER)
    reem.refresh_from_db()
    assert (reem.state, reem.decided_at, reem.accept_reason) == ("accepted", LATER, "")


def test_accepting_unscored_needs_a_reason(nour: Freelancer, reem: Lead):
    with pytest.raises(AcceptNeedsReason):
        accept_lead(lead=reem, by=nour.actor, now=NOW, reason="  ")
    assert Lead.objects.get(pk=reem.pk).state == "new"
    accept_lead(lead=reem, by=nour.actor, now=NOW, reason="عميلة سابقة")
    assert Lead.objects.get(pk=reem.pk).accept_reason == "عميلة سابقة"
    assert Event.objects.get(verb="lead.accepted").data == {"unscored": True}


def test_accepting_against_a_stop_needs_a_reason(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    rate(nour, reem, criteria, advance=0)
    with pytest.raises(AcceptNeedsReason):
        accept_lead(lead=reem, by=nour.actor, now=NOW)
    accept_lead(lead=reem, by=nour.actor, now=NOW, reason="تدفع عند التسليم وأثق بها")
    assert Lead.objects.get(pk=reem.pk).state == "accepted"


def test_two_tabs_deciding_the_faster_one_wins(nour: Freelancer, reem: Lead, criteria: list[Criterion]):
    rate(nour, reem, criteria)
    other_tab = Lead.objects.get(pk=reem.pk)
    decline_lead(lead=reem, reason="لا وقت", by=nour.actor, now=NOW)
    with pytest.raises(WrongLeadState) as refused:
        accept_lead(lead=other_tab, by=nour.actor, now=NOW)
    assert str(refused.value)
    assert Lead.objects.get(pk=reem.pk).state == "declined"
    assert not Event.objects.filter(verb="lead.accepted").exists()


def test_declining_sends_the_courteous_text_and_clears_the_clock(nour: Freelancer, hannah: Lead):
    text = wording.decline_texts(hannah)[0].body
    message = decline_lead(lead=hannah, reason="لا وقت", text=text, by=nour.actor, now=LATER)
    letter = Letter.objects.get(template="lead_declined")
    assert (letter.recipient, letter.language, letter.ref) == ("hannah@vogel.example", "en", message.letter_ref)
    assert letter.body.strip() == text
    assert hannah.client.conversation.__class__.objects.get().state == "theirs"
    hannah.refresh_from_db()
    assert (hannah.state, hannah.decline_reason, hannah.decline_text) == ("declined", "لا وقت", text)


def test_the_reason_never_leaves_the_house(nour: Freelancer, hannah: Lead):
    decline_lead(lead=hannah, reason="لا أرتاح لها", text="Thank you.", by=nour.actor, now=LATER)
    letter = Letter.objects.get(template="lead_declined")
    assert "أرتاح" not in letter.subject + letter.body
    assert "أرتاح" not in str(Event.objects.get(verb="lead.declined").data)


def test_on_a_platform_the_text_is_to_be_copied(nour: Freelancer, tariq: Lead):
    message = decline_lead(lead=tariq, reason="الميزانية", text="شكرًا لك.", by=nour.actor, now=LATER)
    assert (message.letter_ref, message.via, message.body) == ("", "platform", "شكرًا لك.")
    assert not Letter.objects.exists()


def test_a_decline_needs_a_reason(nour: Freelancer, reem: Lead):
    with pytest.raises(DeclineNeedsReason):
        decline_lead(lead=reem, reason=" ", text="شكرًا", by=nour.actor, now=NOW)
    assert Lead.objects.get(pk=reem.pk).state == "new"


def test_a_decline_without_words_leaves_the_client_waiting(nour: Freelancer, reem: Lead):
    assert decline_lead(lead=reem, reason="لا وقت", by=nour.actor, now=NOW) is None
    assert reem.client.conversation.__class__.objects.get().state == "ours"


def test_declining_twice_is_refused_and_sends_one_letter(nour: Freelancer, reem: Lead):
    decline_lead(lead=reem, reason="لا وقت", text="شكرًا", by=nour.actor, now=NOW)
    with pytest.raises(WrongLeadState):
        decline_lead(lead=reem, reason="لا وقت", text="شكرًا", by=nour.actor, now=NOW)
    assert Letter.objects.filter(template="lead_declined").count() == 1


def test_ready_texts_speak_the_clients_language(reem: Lead, hannah: Lead):
    assert all("Hannah Vogel" in text.body and "Hello" in text.body for text in wording.decline_texts(hannah))
    assert all(reem.contact.name in text.body for text in wording.decline_texts(reem))
    assert all("%(" not in text.body for text in [*wording.decline_texts(reem), *wording.decline_texts(hannah)])


def test_a_decline_can_be_taken_back_with_a_reason(
    nour: Freelancer, reem: Lead, hannah: Lead, criteria: list[Criterion]
):
    rate(nour, hannah, criteria)
    for lead, state in ((reem, "new"), (hannah, "scored")):
        decline_lead(lead=lead, reason="لا وقت", by=nour.actor, now=NOW)
        with pytest.raises(ReopenNeedsReason):
            reopen_lead(lead=lead, reason="", by=nour.actor, now=NOW)
        reopen_lead(lead=lead, reason="تفرّغ موعد", by=nour.actor, now=LATER)
        lead.refresh_from_db()
        assert (lead.state, lead.decline_reason, lead.decided_at) == (state, "", None)
    assert "تفرّغ موعد" in describe(Event.objects.filter(verb="lead.reopened").first()).text


def test_an_accepted_lead_cannot_be_reopened(nour: Freelancer, reem: Lead):
    accept_lead(lead=reem, by=nour.actor, now=NOW, reason="أعرفها")
    with pytest.raises(WrongLeadState):
        reopen_lead(lead=reem, reason="غيّرت رأيي", by=nour.actor, now=NOW)
    assert Lead.objects.get(pk=reem.pk).state == "accepted"
