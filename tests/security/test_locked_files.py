"""Before everything is paid no address gives an original to anybody but the owner, however it is asked for."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from clients.services.links import link_for, revoke_link
from core.text import new_ref
from files.models import StoredFile, vault
from orders.models import Download, Order, WorkFile
from orders.services.release import release_by_hand
from outbox.models import Event
from tests.cast import NOW, Freelancer
from tests.orders.staged import Work
from tests.portal.conftest import (
    Clock,
    Desk,
    Visitor,
    _nobody_pressed_yet,
    clock,
    content,
    desk,
    hannah,
    reem,
    text,
    visitor_of,
)
from tests.portal.working import AtWork

__all__ = ["Clock", "Desk", "_nobody_pressed_yet", "clock", "desk", "hannah", "reem"]

pytestmark = pytest.mark.django_db
SECRET = b"the real thing, all layers"
RANGES = ["bytes=0-", "bytes=0-3", "bytes=-5", "bytes=5-9,12-14"]


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> AtWork:
    return AtWork.of(Work.begun(desk, reem))


@pytest.fixture
def original(at_work: AtWork) -> WorkFile:
    """Shown to Reem at the first stage; a picture of it was made."""
    file = at_work.work.add(1, SECRET, "شعار.ai")
    at_work.shows()
    file.refresh_from_db()
    return file


def opened(at_work: AtWork) -> None:
    release_by_hand(order=at_work.work.order, reason="اختبار", by=at_work.work.by, now=NOW)


def gives_nothing(answer: Any) -> bool:
    body = content(answer) if getattr(answer, "streaming", False) else answer.content
    return SECRET[:8] not in body


def test_the_owner_takes_it_always(at_work: AtWork, original: WorkFile, desk: Desk) -> None:
    browser = Browser()
    browser.force_login(desk.nour.user)
    address = reverse("desk:order-file", args=[at_work.work.order.ref, original.ref])
    assert content(browser.get(address)) == SECRET


@pytest.mark.parametrize("header", [{}, *({"HTTP_RANGE": value} for value in RANGES)])
def test_the_client_gets_the_page_that_says_when_it_opens(
    at_work: AtWork, original: WorkFile, header: dict[str, str]
) -> None:
    answer = at_work.visit.http.get(at_work.visit.at("file", original.ref), **header)
    assert answer.status_code == 403
    assert gives_nothing(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Disposition" not in answer.headers


def test_head_tells_nothing_of_it(at_work: AtWork, original: WorkFile) -> None:
    answer = at_work.visit.http.head(at_work.visit.at("file", original.ref))
    assert answer.status_code == 403
    assert str(original.original.size) != answer.headers.get("Content-Length")
    assert original.original.name not in str(dict(answer.headers))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_ways_of_asking_are_refused(at_work: AtWork, original: WorkFile, method: str) -> None:
    answer = getattr(at_work.visit.http, method)(at_work.visit.at("file", original.ref))
    assert answer.status_code == 405
    assert gives_nothing(answer)


def test_guessed_and_borrowed_refs_lead_nowhere(at_work: AtWork, original: WorkFile) -> None:
    """Neither a random one, nor the stored file's, nor those of its picture, its round or its order."""
    sample = at_work.work.order.work_files.exclude(samples=None).get().samples.get()
    refs = [new_ref(), original.original.ref, sample.ref, sample.picture.ref, original.submission.ref]  # type: ignore[union-attr]
    refs += [at_work.work.order.ref, original.ref.lower() + "x", "..", original.original.key.replace("/", "%2F")]
    opened(at_work)
    for ref in refs:
        answer = at_work.visit.http.get(at_work.visit.at("file", "REF").replace("REF", ref))
        assert answer.status_code == 404, ref
        assert gives_nothing(answer)


def test_the_address_of_pictures_gives_pictures_only(at_work: AtWork, original: WorkFile) -> None:
    sample = at_work.work.order.work_files.exclude(samples=None).get().samples.get()
    for ref in (original.ref, original.original.ref, sample.picture.ref, sample.file.ref, sample.file.original.ref):
        assert at_work.visit.get("sample", "1", ref).status_code == 404
    assert at_work.visit.get("sample", "2", sample.ref).status_code == 404
    for header in RANGES:
        shown = at_work.visit.http.get(at_work.visit.at("sample", "1", sample.ref), HTTP_RANGE=header)
        assert shown.status_code == 200
        assert gives_nothing(shown)
    StoredFile.objects.filter(pk=sample.picture.pk).update(content_type="image/svg+xml")
    assert at_work.visit.get("sample", "1", sample.ref).status_code == 404


def test_pictures_of_what_was_not_shown_yet_are_shut(at_work: AtWork, original: WorkFile) -> None:
    sample = at_work.work.order.work_files.exclude(samples=None).get().samples.get()
    WorkFile.objects.filter(pk=sample.file.pk).update(submission=None)
    assert at_work.visit.get("sample", "1", sample.ref).status_code == 404


@pytest.mark.parametrize("death", ["expired", "revoked"])
def test_a_dead_link_opens_nothing_even_when_the_files_are_open(
    at_work: AtWork, original: WorkFile, clock: Clock, death: str
) -> None:
    opened(at_work)
    link = at_work.visit.link
    if death == "expired":
        link_for(
            contact=link.contact, kind="offer", ref=link.subject_ref, purpose=link.purpose, now=NOW,
            expires_at=clock.now,
        )  # fmt: skip
        clock.later(minutes=1)
    else:
        revoke_link(link=type(link).objects.get(pk=link.pk), by=at_work.work.by, now=clock.now)
    for name, more in (("file", (original.ref,)), ("stage", ("1",)), ("sample", ("1", original.ref))):
        answer = at_work.visit.get(name, *more)
        assert answer.status_code == 410
        assert gives_nothing(answer)
    assert not Download.objects.exists()


def test_a_forged_token_opens_nothing(at_work: AtWork, original: WorkFile) -> None:
    opened(at_work)
    address = at_work.visit.at("file", original.ref).replace(at_work.visit.link.token, "AAAAAAAAAA.1:forged")
    assert Browser().get(address).status_code == 404


def test_other_links_and_other_people_find_nothing_before_and_after(
    at_work: AtWork, original: WorkFile, desk: Desk, hannah: Contact, sam: Freelancer
) -> None:
    order = at_work.work.order
    hannahs = visitor_of(desk.sent(hannah), hannah)
    hannahs_order = AtWork.of(Work.begun(desk, hannah)).visit
    talk = link_for(contact=order.contact, kind="client", ref=order.client.ref, purpose="talk", now=NOW)
    sams = Browser()
    sams.force_login(sam.user)
    theirs = reverse("desk:order-file", args=[order.ref, original.ref])
    for _moment in ("locked", "open"):
        for visitor in (hannahs, hannahs_order, Visitor(talk)):
            assert visitor.get("file", original.ref).status_code == 404
        assert sams.get(theirs).status_code == 404
        assert Browser().get(theirs).status_code == 302
        opened(at_work)
    assert not Download.objects.exists()


def test_open_files_come_whole_and_each_time_is_written_down(
    at_work: AtWork, original: WorkFile, reem: Contact
) -> None:
    opened(at_work)
    address = at_work.visit.at("file", original.ref)
    for header in ({}, *({"HTTP_RANGE": value} for value in RANGES)):
        answer = at_work.visit.http.get(address, REMOTE_ADDR="203.0.113.5", **header)
        assert answer.status_code == 200
        assert content(answer) == SECRET
        assert answer.headers["Accept-Ranges"] == "none"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(Download.objects.values_list("sha256", "by_kind", "by_ref", "ip"))
    assert rows == [(original.original.sha256, "contact", reem.ref, "203.0.113.5")] * 5
    head = at_work.visit.http.head(address)
    assert head.status_code == 200
    content(head)
    assert Download.objects.count() == 5


def test_what_the_vault_has_lost_is_not_written_down_as_taken(at_work: AtWork, original: WorkFile, desk: Desk) -> None:
    """The log is what a dispute is settled by: it must not say that somebody got a file that nobody could give."""
    opened(at_work)
    vault().delete(original.original.key)
    owner = Browser()
    owner.force_login(desk.nour.user)
    assert at_work.visit.get("file", original.ref).status_code == 404
    assert owner.get(reverse("desk:order-file", args=[at_work.work.order.ref, original.ref])).status_code == 404
    assert not Download.objects.exists()
    assert not Event.objects.filter(verb="file.taken").exists()


def test_a_conditional_request_is_answered_afresh(at_work: AtWork, original: WorkFile) -> None:
    """Nothing a browser or a proxy kept from an open time stands in for the check."""
    opened(at_work)
    address = at_work.visit.at("file", original.ref)
    first = at_work.visit.http.get(address)
    content(first)
    assert "ETag" not in first.headers
    assert "Last-Modified" not in first.headers
    Order.objects.update(released_at=None)
    late = at_work.visit.http.get(
        address, HTTP_IF_NONE_MATCH="*", HTTP_IF_MODIFIED_SINCE="Sat, 01 Jan 2050 00:00:00 GMT"
    )
    assert late.status_code == 403


def test_what_was_not_shown_stays_shut_even_when_open(at_work: AtWork, original: WorkFile) -> None:
    tray = at_work.work.add(2, SECRET, "لم يُعرض.ai")
    final = at_work.work.add(None, SECRET, "نهائي.ai")
    opened(at_work)
    for file in (tray, final):
        assert at_work.visit.get("file", file.ref).status_code == 404


def test_no_page_of_the_client_names_the_place_where_files_lie(at_work: AtWork, original: WorkFile) -> None:
    for page in (at_work.visit.get(), at_work.visit.get("stage", "1")):
        assert original.original.key not in text(page)
        assert original.ref not in text(page)
