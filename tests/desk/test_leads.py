"""Inquiries on the desk: arriving, rated, in talks, taken, declined with courtesy, taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Criterion, Lead
from clients.services.leads import note_lead
from outbox.models import Letter
from tests.cast import Freelancer
from tests.desk.conftest import filled


def at(lead: Lead, act: str = "") -> str:
    return f"/desk/leads/{lead.ref}/{act}"


def rated(desk: Browser, lead: Lead, *ratings: int | str) -> Any:
    form = desk.get(at(lead)).context["rating"]
    return desk.post(at(lead, "score/"), dict(zip(form.fields, ratings, strict=False)))


def state(lead: Lead) -> str:
    lead.refresh_from_db()
    return lead.state


def test_the_list_shows_open_leads_and_narrows_by_state(desk: Browser, reem: Lead, hannah: Lead) -> None:
    desk.post(at(hannah, "decline/"), {"reason": "1", "text": ""})
    assert [row.ref for row in desk.get("/desk/leads/").context["page"].rows] == [reem.ref]
    declined = desk.get("/desk/leads/?state=declined")
    assert [row.ref for row in declined.context["page"].rows] == [hannah.ref]
    assert [tab["label"] for tab in declined.context["tabs"] if tab["current"]] == ["declined"]
    assert len(desk.get("/desk/leads/?state=all").context["page"].rows) == 2


def test_the_list_offers_the_inquiry_forms_address(desk: Browser, nour: Freelancer) -> None:
    assert f"http://testserver/i/{nour.business.slug}/" in desk.get("/desk/leads/").content.decode()


def test_the_list_costs_the_same_for_3_and_30(desk: Browser, nour: Freelancer, django_assert_num_queries: Any) -> None:
    def more(count: int) -> None:
        for number in range(count):
            note_lead(business=nour.business, name=f"N {number}", text="x", by=nour.actor, now=timezone.now())

    more(3)
    desk.get("/desk/leads/")
    with django_assert_num_queries(4):
        desk.get("/desk/leads/")
    more(27)
    with django_assert_num_queries(4):
        desk.get("/desk/leads/")


def test_one_typed_in_by_hand_keeps_its_text_and_starts_the_clock(desk: Browser, nour: Freelancer) -> None:
    form = desk.get("/desk/leads/new/").context["form"]
    platforms = {row.slug: row.pk for row in form.fields["platform"].queryset}
    text = "تصميم شعار\n  الميزانية: $300"
    answer = desk.post("/desk/leads/new/", filled(form, name="سالم", text=text, platform=platforms["mostaql"]))
    lead = Lead.objects.owned_by(nour.business).get()
    assert answer.url == at(lead)
    assert (lead.text, lead.platform.slug, lead.source) == (text, "mostaql", "manual")
    assert lead.client.conversation.waits_on_us


def test_direct_work_belongs_to_no_platform(desk: Browser) -> None:
    form = desk.get("/desk/leads/new/").context["form"]
    direct = next(row.pk for row in form.fields["platform"].queryset if row.is_direct)
    desk.post("/desk/leads/new/", filled(form, name="Reem", text="Hello", platform=direct))
    assert Lead.objects.get().platform is None


def test_the_same_form_twice_makes_one_lead(desk: Browser) -> None:
    form = desk.get("/desk/leads/new/").context["form"]
    sent = filled(form, name="Reem", text="Hello", platform=form.fields["platform"].queryset[0].pk)
    first, second = desk.post("/desk/leads/new/", sent), desk.post("/desk/leads/new/", sent)
    assert first.url == second.url
    assert Lead.objects.count() == 1


def test_a_time_to_come_is_refused_on_its_field_and_the_text_stays(desk: Browser) -> None:
    form = desk.get("/desk/leads/new/").context["form"]
    tomorrow = f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    direct = form.fields["platform"].queryset[0].pk
    page = desk.post("/desk/leads/new/", filled(form, name="Reem", text="Kept", platform=direct, received_at=tomorrow))
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == "Kept"
    assert not Lead.objects.exists()


def test_a_known_client_asks_again(desk: Browser, reem: Lead) -> None:
    address = f"/desk/leads/new/?client={reem.client.ref}"
    form = desk.get(address).context["form"]
    assert "name" not in form.fields
    desk.post(address, filled(form, text="And a menu?", platform=form.fields["platform"].queryset[0].pk))
    assert reem.client.leads.count() == 2


def test_rating_shows_the_score_with_its_reasons(desk: Browser, reem: Lead, criteria: list[Criterion]) -> None:
    assert rated(desk, reem, 4, 4, 4, 3, "", 2).url == at(reem)
    page = desk.get(at(reem)).content.decode()
    assert state(reem) == "scored"
    assert reem.score.verdict == "accept"
    assert "Speaks for: Willing to pay in advance" in page
    assert "Unknown: The budget fits my prices" in page


def test_a_missing_must_have_says_no_whatever_the_total(desk: Browser, reem: Lead, criteria: list[Criterion]) -> None:
    rated(desk, reem, 0, 4, 4, 4, 4, 4)
    assert state(reem) == "scored"
    assert reem.score.verdict == "decline"
    assert "Must-have not met: Willing to pay in advance" in desk.get(at(reem)).content.decode()


def test_a_rating_out_of_range_is_refused(desk: Browser, reem: Lead, criteria: list[Criterion]) -> None:
    assert rated(desk, reem, 9).status_code == 422
    assert state(reem) == "new"


def test_talks_are_refused_without_the_list_and_lead_to_it(desk: Browser, reem: Lead) -> None:
    page = desk.post(at(reem, "talks/"))
    assert page.status_code == 422
    assert "First write down what your ideal client is like" in page.content.decode()
    assert 'href="/desk/settings/criteria/"' in page.content.decode()
    assert state(reem) == "new"


def test_talks_begin_once(desk: Browser, reem: Lead, criteria: list[Criterion]) -> None:
    assert desk.post(at(reem, "talks/")).url == at(reem)
    assert state(reem) == "talks"
    again = desk.post(at(reem, "talks/"))
    assert again.status_code == 422
    assert "has moved on meanwhile" in again.content.decode()


def test_accepting_unrated_needs_a_reason(desk: Browser, reem: Lead) -> None:
    refused = desk.post(at(reem, "acceptance/"), {"reason": ""})
    assert refused.status_code == 422
    assert "without a score in its favour" in refused.content.decode()
    assert desk.post(at(reem, "acceptance/"), {"reason": "An old friend"}).url == at(reem)
    assert state(reem) == "accepted"


def test_accepting_a_good_fit_asks_for_nothing(desk: Browser, reem: Lead, criteria: list[Criterion]) -> None:
    rated(desk, reem, 4, 4, 4, 4, 4, 4)
    assert desk.post(at(reem, "acceptance/"), {}).url == at(reem)
    assert state(reem) == "accepted"


def test_two_clicks_decline_with_a_courteous_letter(desk: Browser, reem: Lead) -> None:
    form = desk.get(at(reem, "decline/")).context["form"]
    assert form["text"].value().startswith("مرحبًا") or "ريم" in form["text"].value()
    answer = desk.post(at(reem, "decline/"), filled(form))
    assert answer.url == at(reem)
    assert state(reem) == "declined"
    assert Letter.objects.filter(template="lead_declined", recipient="reem@alwaha.example").count() == 1
    assert reem.decline_reason not in Letter.objects.get(template="lead_declined").body
    assert not reem.client.conversation.messages.unanswered().exists()


def test_another_ready_text_can_be_chosen(desk: Browser, hannah: Lead) -> None:
    page = desk.get(at(hannah, "decline/") + "?text=fit")
    assert "lies outside what I do best" in page.context["form"]["text"].value()


def test_on_a_platform_the_text_is_kept_for_copying(desk: Browser, tariq: Lead) -> None:
    form = desk.get(at(tariq, "decline/")).context["form"]
    desk.post(at(tariq, "decline/"), filled(form, text="Thank you, not this time."))
    page = desk.get(at(tariq)).content.decode()
    assert state(tariq) == "declined"
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()
    assert 'data-copy="Thank you, not this time."' in page


def test_another_reason_must_be_written(desk: Browser, reem: Lead) -> None:
    page = desk.post(at(reem, "decline/"), {"reason": "other", "note": "", "text": "No"})
    assert page.status_code == 422
    assert "Only you will see it." in page.content.decode()
    assert state(reem) == "new"


def test_declining_twice_is_said_and_sends_one_letter(desk: Browser, reem: Lead) -> None:
    form = filled(desk.get(at(reem, "decline/")).context["form"])
    desk.post(at(reem, "decline/"), form)
    assert desk.post(at(reem, "decline/"), form).status_code == 422
    assert Letter.objects.filter(template="lead_declined").count() == 1


def test_a_decline_is_taken_back_with_a_reason(desk: Browser, reem: Lead) -> None:
    desk.post(at(reem, "decline/"), {"reason": "1", "text": ""})
    assert desk.post(at(reem, "reopening/"), {"reason": ""}).status_code == 422
    assert desk.post(at(reem, "reopening/"), {"reason": "The budget grew"}).url == at(reem)
    assert state(reem) == "new"


@pytest.mark.parametrize("act", ["", "acceptance/", "decline/"])
def test_sam_gets_404(sams_desk: Browser, reem: Lead, act: str) -> None:
    assert sams_desk.get(at(reem, act)).status_code == 404


@pytest.mark.parametrize("act", ["score/", "talks/", "acceptance/", "decline/", "reopening/"])
def test_sam_cannot_act(sams_desk: Browser, reem: Lead, act: str) -> None:
    assert sams_desk.post(at(reem, act), {"reason": "1"}).status_code == 404
    assert state(reem) == "new"


@pytest.mark.parametrize("act", ["score/", "talks/", "reopening/"])
def test_acts_are_posted(desk: Browser, reem: Lead, act: str) -> None:
    assert desk.get(at(reem, act)).status_code == 405
