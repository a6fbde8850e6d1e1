"""The final files on the client's page: a locked list with sizes, then the files; and wishes after the hand-over."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from clients.models import Contact
from orders.models import ChangeList, ChangeOrder, Download, Instalment, Order, WorkFile
from orders.services.delivering import deliver_order
from orders.services.instalments import fall_due, mark_paid
from outbox.services.sweeps import drain
from tests.cast import NOW
from tests.orders.staged import Work
from tests.portal.conftest import Clock, Desk, content, text
from tests.portal.working import AtWork

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> AtWork:
    return AtWork.of(Work.begun(desk, reem, revisions=1))


@pytest.fixture
def delivered(at_work: AtWork) -> AtWork:
    """Handed over with one file of the whole, and nothing but the deposit paid."""
    at_work.work.add(None, b"everything", "دليل الهوية.pdf")
    deliver_order(order=at_work.work.order, by=at_work.work.by, now=NOW, reason="سُلّم للمعاينة")
    return at_work


def pay_all(at_work: AtWork) -> None:
    from django.db import transaction

    for part in Instalment.objects.filter(order=at_work.work.order).exclude(state="paid").order_by("position"):
        with transaction.atomic():
            fall_due(instalments=[part], by=at_work.work.by, now=NOW)
        mark_paid(instalment=part, by=at_work.work.by, now=NOW)


def test_before_payment_the_list_is_locked_and_says_when_it_opens(at_work: AtWork) -> None:
    assert at_work.visit.get().context["files"] is None
    at_work.shows()
    page = at_work.visit.get()
    assert not page.context["files"].is_open
    assert "شعار 1.png" in text(page)
    assert "/files/" not in text(page)


def test_the_last_payment_opens_the_download(delivered: AtWork) -> None:
    pay_all(delivered)
    page = delivered.visit.get()
    assert page.context["step"] == "done"
    file = WorkFile.objects.get(original__name="دليل الهوية.pdf")
    address = delivered.visit.at("file", file.ref)
    assert address in text(page)
    assert content(delivered.visit.http.get(address)) == b"everything"
    assert Download.objects.get().by_kind == "contact"


def test_files_of_earlier_versions_stand_apart(at_work: AtWork) -> None:
    at_work.work.changes(at_work.shows())
    at_work.shows(files=2, changed="لون أهدأ")
    files = at_work.visit.get().context["files"]
    assert [file.original.name for file in files.final] == ["شعار 1.png", "شعار 2.png"]
    assert [file.original.name for file in files.earlier] == ["شعار 1.png"]


def test_final_changes_count_and_are_asked_once(delivered: AtWork) -> None:
    page = delivered.visit.get()
    assert page.context["can_change"]
    for _press in range(2):
        assert delivered.visit.post("final-changes", text="صفحة الغلاف أوضح").status_code == 302
    assert ChangeList.objects.get().submission is None
    page = delivered.visit.get()
    assert page.context["deal"].order.state == "final_changes"
    assert "صفحة الغلاف أوضح" in text(page)
    assert delivered.visit.post("final-changes", text="وشيء آخر").status_code == 422


def test_before_the_last_payment_the_page_says_what_it_ends_and_meanwhile_what_is_worked_on(
    delivered: AtWork, clock: Clock
) -> None:
    """Whoever asked for final changes and is asked for money must not think the list was lost."""
    drain(now=clock.later(seconds=5))
    page = delivered.visit.get()
    assert page.context["step"] == "pay"
    assert 'href="#wish"' in text(page)
    assert 'id="wish"' in text(page)
    delivered.visit.post("final-changes", text="صفحة الغلاف أوضح")
    with translation.override("ar"):
        said = _("Your final changes are being worked on. Wanted meanwhile: <b>the payment below</b>. "
                 "The final files open when everything is paid.")  # fmt: skip
    page = delivered.visit.get()
    assert page.context["step"] == "pay"
    assert said in text(page)
    assert 'href="#wish"' not in text(page)


def test_with_nothing_left_the_wish_becomes_extra_work(delivered: AtWork) -> None:
    Order.objects.update(revisions=0)
    refused = delivered.visit.post("final-changes", text="نسخة إنجليزية")
    assert refused.status_code == 422
    assert "نسخة إنجليزية" in text(refused)
    assert delivered.visit.at("extra") in text(refused)
    assert delivered.visit.post("extra", text="نسخة إنجليزية").status_code == 302
    assert ChangeOrder.objects.get().milestone is None
    assert "نسخة إنجليزية" in text(delivered.visit.get())


def test_after_the_last_payment_only_extra_work_can_be_asked_for(delivered: AtWork) -> None:
    pay_all(delivered)
    assert not delivered.visit.get().context["can_change"]
    assert delivered.visit.post("final-changes", text="شيء").status_code == 422
    assert delivered.visit.post("extra", text="حملة رمضان").status_code == 302
    assert not ChangeList.objects.exists()


def test_wishes_are_written_first(delivered: AtWork) -> None:
    for act in ("final-changes", "extra"):
        assert delivered.visit.post(act, text=" ").status_code == 422


def test_before_an_order_there_is_nothing_to_wish_for(visit: Any) -> None:
    for act in ("final-changes", "extra"):
        assert visit.post(act, text="x").status_code == 404
    assert visit.get("file", "AAAAAAAAAA").status_code == 404


def test_the_page_of_finished_work_costs_the_same_for_one_file_and_twenty(
    delivered: AtWork, django_assert_num_queries: Any
) -> None:
    for _size in ("one", "many"):
        with django_assert_num_queries(14):
            assert delivered.visit.get().status_code == 200
        for number in range(20):
            delivered.work.add(None, b"x", f"{number}.pdf")
