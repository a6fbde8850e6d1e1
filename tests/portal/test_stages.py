"""The client's page of a stage: look, approve, or one list of changes; and what an answer brings about, said before."""

from datetime import timedelta
from typing import Any

import pytest

from clients.models import Contact
from orders.models import ChangeList, ChangeOrder, Milestone, Order
from orders.services.outlook import approval_outlook
from orders.services.pricing import PartSpec, half_half, quarters
from outbox.models import Letter
from outbox.services.sweeps import drain
from payments.models import Invoice
from tests.cast import NOW
from tests.orders.staged import STAGES, Work
from tests.portal.conftest import Clock, Desk, Visitor, content, text, visitor_of
from tests.portal.working import AtWork

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> AtWork:
    return AtWork.of(Work.begun(desk, reem, revisions=1))


def test_the_deal_says_that_a_stage_waits_and_leads_to_it(at_work: AtWork) -> None:
    assert at_work.visit.get().context["step"] == "begun"
    at_work.shows()
    page = at_work.visit.get()
    assert page.context["step"] == "review"
    assert at_work.visit.at("stage", "1") in text(page)


def test_the_stage_shows_its_pictures_its_words_and_until_when(at_work: AtWork) -> None:
    at_work.work.add(1, b"AI source", "شعار.ai")
    submission = at_work.shows(files=2)
    page = text(at_work.visit.get("stage", "1"))
    for file in submission.files.exclude(samples=None):
        assert at_work.visit.at("sample", "1", file.samples.get().ref) in page
        assert file.ref not in page
    assert "شعار.ai" in page
    assert "ثلاثة اتجاهات" in page
    assert "الجمعة 27 نوفمبر" in page  # five days to answer
    assert page.count("<h1") == 1


def test_a_stage_that_was_not_shown_leads_back_and_one_that_is_not_there_is_not(at_work: AtWork) -> None:
    assert at_work.visit.get("stage", "1").headers["Location"] == at_work.visit.at("subject")
    assert at_work.visit.get("stage", "9").status_code == 404
    for act in ("stage-approve", "stage-changes", "stage-extra"):
        assert at_work.visit.post(act, "1", shown="AAAAAAAAAA", text="x").status_code == 404


@pytest.mark.parametrize("plan", [quarters("ar"), half_half("ar"), STAGES], ids=["quarters", "halves", "approval"])
def test_what_is_said_before_approving_is_what_falls_due(desk: Desk, reem: Contact, plan: list[PartSpec]) -> None:
    work = Work.begun(desk, reem, parts=plan)
    for position in range(1, len(plan) + 1):
        stage, order = work.stage(position), Order.objects.get(pk=work.order.pk)
        parts = list(order.instalments.select_related("milestone").order_by("position"))
        said = approval_outlook(order=order, milestone=stage, plan=parts, is_paused=False)
        before = set(work.due())
        work.approved(position)
        assert {part.position for part in said.due} == set(work.due()) - before
        begun = Milestone.objects.filter(order=order, position=position + 1, state="working").first()
        assert said.opens == begun
        assert said.is_last is (position == len(plan))


def test_the_page_names_the_invoice_and_the_next_stage(desk: Desk, reem: Contact) -> None:
    at_work = AtWork.of(Work.begun(desk, reem))
    at_work.work.approved(1)
    at_work.shows(2)
    page = at_work.visit.get("stage", "2")
    assert [bill.part.position for bill in page.context["page"].bills] == [2]
    assert "2,200" in text(page)
    assert "الأحد 29 نوفمبر" in text(page)  # a week after issue
    assert "الموقع" in text(page)
    asked = text(page).split('<p class="ask">')[1].split("</p>")[0]
    assert "2,200" in asked  # what one press costs is said above everything, not only where nobody scrolls
    assert "الأحد 29 نوفمبر" in asked


def test_whoever_follows_ask_for_changes_finds_the_form_open(at_work: AtWork) -> None:
    """Browsers open a fold for an address inside it, without a script; on the fold itself they do not."""
    at_work.shows()
    page = text(at_work.visit.get("stage", "1"))
    assert 'href="#changes"' in page
    fold = page.split("<details")[-1].split("</details>")[0]
    assert '<form id="changes"' in fold.partition("</summary>")[2]


def test_approving_bills_once_however_often_it_is_pressed(desk: Desk, reem: Contact, clock: Clock) -> None:
    at_work = AtWork.of(Work.begun(desk, reem))
    at_work.work.approved(1)
    shown = at_work.shows(2)
    for _press in range(2):
        assert at_work.approves(shown, 2).headers["Location"] == at_work.visit.at("subject")
    assert at_work.visit.get().context["step"] == "pay"
    drain(now=clock.later(seconds=5))
    assert Invoice.objects.filter(order=at_work.work.order, instalment__position=2).count() == 1
    page = at_work.visit.get()
    assert page.context["step"] == "pay"
    assert page.context["payable"].invoice.instalment.position == 2
    letter = Letter.objects.get(template="stage_approved", subject__contains="الشعار")
    assert letter.reply_to == reem.email


def test_an_answer_to_an_older_version_is_refused_and_keeps_the_text(at_work: AtWork) -> None:
    Order.objects.update(revisions=3)
    first = at_work.shows()
    at_work.work.changes(first)
    at_work.shows(changed="لون أهدأ")
    for answer in (at_work.approves(first), at_work.asks(first, "خط أوضح")):
        assert answer.status_code == 422
        assert "تغيّرت هذه المرحلة" in text(answer) or "This stage changed" in text(answer)
    assert "خط أوضح" in text(answer)
    assert Milestone.objects.get(order=at_work.work.order, position=1).state == "submitted"
    assert ChangeList.objects.count() == 1


def test_one_list_counts_once_and_the_meter_says_so(at_work: AtWork, clock: Clock) -> None:
    Order.objects.update(revisions=3)
    shown = at_work.shows()
    for _press in range(2):
        assert at_work.asks(shown, "لون أهدأ\nخط أوضح").status_code == 302
    page = at_work.visit.get("stage", "1")
    assert "لون أهدأ\nخط أوضح" in text(page)
    assert not page.context["page"].is_open
    drain(now=clock.later(seconds=1))
    letter = Letter.objects.get(template="stage_changes")
    assert "لون أهدأ\nخط أوضح" in letter.body
    at_work.shows(changed="- لون أهدأ\n- خط أوضح")
    page = at_work.visit.get("stage", "1")
    assert (page.context["page"].allowance.used, page.context["page"].allowance.left) == (1, 2)
    assert page.context["page"].now_shown.changed == ["لون أهدأ", "خط أوضح"]
    assert [one.asked for one in page.context["page"].earlier] == ["لون أهدأ\nخط أوضح"]


def test_the_one_too_many_is_offered_as_extra_work_with_its_text(at_work: AtWork, clock: Clock) -> None:
    at_work.work.changes(at_work.shows())
    shown = at_work.shows(changed="لون أهدأ")
    refused = at_work.asks(shown, "صفحة متجر كاملة")
    assert refused.status_code == 422
    assert "صفحة متجر كاملة" in text(refused)
    assert at_work.visit.at("stage-extra", "1") in text(refused)
    assert ChangeList.objects.count() == 1
    once = refused.context["form"].data["once"]
    for _press in range(2):
        said = {"shown": shown.ref, "text": "صفحة متجر كاملة", "once": once}
        assert at_work.visit.http.post(at_work.visit.at("stage-extra", "1"), said).status_code == 302
    asked = ChangeOrder.objects.get()
    assert (asked.state, asked.milestone.position) == ("waiting", 1)
    page = text(at_work.visit.get("stage", "1"))
    assert "صفحة متجر كاملة" in page
    drain(now=clock.later(seconds=1))
    assert Letter.objects.filter(template="change_order_asked").count() == 1


def test_an_empty_list_is_refused(at_work: AtWork) -> None:
    shown = at_work.shows()
    assert at_work.asks(shown, "  ").status_code == 422
    assert not ChangeList.objects.exists()


def test_past_the_day_the_page_says_that_the_work_waits(at_work: AtWork, clock: Clock) -> None:
    at_work.shows()
    clock.later(days=7)
    page = at_work.visit.get("stage", "1")
    assert page.context["page"].is_overdue
    assert at_work.visit.at("stage-approve", "1") in text(page)


def test_pictures_are_shown_inside_the_page_and_kept_by_nobody(at_work: AtWork) -> None:
    sample = at_work.shows().files.get().samples.get()
    picture = at_work.visit.get("sample", "1", sample.ref)
    assert content(picture).startswith(b"\xff\xd8")
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert picture.headers["Content-Disposition"] == "inline"
    assert picture.headers["Cache-Control"] == "no-store"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_costs_the_same_for_one_picture_and_thirty(
    at_work: AtWork, django_assert_num_queries: Any, clock: Clock
) -> None:
    Order.objects.update(revisions=9)
    at_work.work.changes(at_work.shows())
    at_work.shows(files=1, changed="x")
    counts = []
    for _size in ("small", "large"):
        with django_assert_num_queries(13):
            page = at_work.visit.get("stage", "1")
        counts.append(len(page.context["page"].now_shown.pictures))
        at_work.work.changes(page.context["page"].now_shown.row, "again")
        at_work.shows(files=3, pages=10, changed="y")
    assert counts == [1, 30]


def test_the_page_speaks_english_to_hannah(desk: Desk, hannah: Contact) -> None:
    at_work = AtWork.of(Work.begun(desk, hannah))
    at_work.shows()
    page = text(at_work.visit.get("stage", "1"))
    assert "Approve the stage" in page
    assert '<html lang="en" dir="ltr"' in page


def test_another_client_finds_no_stage(at_work: AtWork, desk: Desk, hannah: Contact) -> None:
    shown = at_work.shows()
    strangers = AtWork.of(Work.begun(desk, hannah)).visit
    assert strangers.get("stage", "1").status_code == 302  # her own first stage, not shown yet
    assert strangers.post("stage-approve", "1", shown=shown.ref).status_code == 404
    assert strangers.get("sample", "1", shown.files.get().samples.get().ref).status_code == 404
    assert Visitor(visitor_of(desk.sent(hannah), hannah).link).get("stage", "1").status_code == 404


def test_extra_work_is_answered_to_whoever_asked(at_work: AtWork, desk: Desk, clock: Clock) -> None:
    from orders.services.changing import answer_change_order

    shown = at_work.shows()
    at_work.visit.post("stage-extra", "1", shown=shown.ref, text="متجر")
    answer_change_order(
        change_order=ChangeOrder.objects.get(), state="offered", answer="عرض مستقل غدًا", by=desk.nour.actor, now=NOW
    )
    drain(now=clock.later(seconds=1))
    letter = Letter.objects.get(template="change_order_answered")
    assert letter.recipient == at_work.work.contact.email
    assert "عرض مستقل غدًا" in letter.body
    assert "عرض مستقل غدًا" in text(at_work.visit.get("stage", "1"))


def test_a_stage_with_money_late_says_that_the_work_is_paused(at_work: AtWork, desk: Desk) -> None:
    from orders.services.holds import hold

    at_work.shows()
    hold(order=at_work.work.order, kind="unpaid", by=desk.nour.actor, now=NOW + timedelta(days=1))
    page = at_work.visit.get("stage", "1").context["page"]
    assert page.is_paused
    assert page.outlook.opens is None
