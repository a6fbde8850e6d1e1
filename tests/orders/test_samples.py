"""After a stage was shown a worker makes its samples and writes to the client: once, and whatever the files are."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from clients.models import Contact
from core.pdf import render_pdf
from files.models import StoredFile, vault
from orders.models import Sample, Submission, WorkFile
from orders.services import samples
from orders.services.links import deal_link
from orders.services.offers import award_offer
from outbox.models import Event, Letter, Reaction, Todo
from outbox.services.reactions import run_reaction
from tests.cast import NOW

from .conftest import Desk
from .staged import Work, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> Work:
    return Work.begun(desk, reem)


def shown(at_work: Work) -> Event:
    at_work.show(1)
    return Event.objects.get(verb="milestone.submitted")


def work_through(event: Event) -> None:
    samples.MAKE_SAMPLES.apply(event, samples.MAKE_SAMPLES.prepare(event), now=NOW)


def test_a_picture_and_a_brochure_get_samples_and_other_kinds_a_tile(at_work: Work) -> None:
    logo = at_work.add(1, picture((2400, 1200)), "شعار سري.png")
    brochure = at_work.add(1, render_pdf("<p>one<p style='break-before: page'>two"), "كتيب.pdf")
    font = at_work.add(1, b"\x00\x01\x00\x00 a font", "خط.ttf")
    work_through(shown(at_work))
    found = {file: list(file.samples.order_by("page")) for file in WorkFile.objects.all()}
    assert {file.original.name: file.sampling for file in found} == {
        "شعار سري.png": "ready", "كتيب.pdf": "ready", "خط.ttf": "tile",
    }  # fmt: skip
    assert [(one.page, one.width, one.height) for one in found[logo]] == [(1, 1200, 600)]
    assert [one.page for one in found[brochure]] == [1, 2]
    assert found[font] == []


def test_nothing_of_the_original_is_in_its_sample(at_work: Work) -> None:
    file = at_work.add(1, picture((2400, 1200)), "شعار سري.png")
    work_through(shown(at_work))
    sample = Sample.objects.select_related("picture").get()
    assert (sample.picture.content_type, sample.picture.name) == ("image/jpeg", "sample-001.jpg")
    assert sample.picture.sha256 != file.original.sha256
    with vault().open(sample.picture.key) as stored, Image.open(stored) as made:
        assert (made.format, max(made.size), dict(made.getexif())) == ("JPEG", 1200, {})
        assert len(made.convert("L").resize((60, 30)).getcolors() or []) > 10  # the flat teal carries a mark


def test_the_letter_leads_to_the_stage_in_the_clients_language(desk: Desk, hannah: Contact) -> None:
    at_work = Work.begun(desk, hannah)
    at_work.add(1)
    event = shown(at_work)
    work_through(event)
    letter = Letter.objects.get(template="stage_shown")
    assert (letter.recipient, letter.language, letter.order_ref) == (hannah.email, "en", at_work.order.ref)
    link = deal_link(offer=at_work.order.offer, contact=hannah, now=NOW)
    path = reverse("portal:stage", args=[link.token, 1])
    assert f"\n\n{settings.PUBLIC_URL}{path}\n\n" in letter.body  # by itself: it becomes the letter's button
    assert "Friday, 27 November 2026" in letter.body or "27 November 2026" in letter.body


def test_a_new_version_says_what_changed(at_work: Work) -> None:
    at_work.changes(at_work.show(1))
    at_work.show(1, changed="لون أهدأ\nخط أوضح")
    work_through(Event.objects.filter(verb="milestone.submitted").latest("pk"))
    assert "لون أهدأ\nخط أوضح" in Letter.objects.get(template="stage_shown").body


@pytest.mark.parametrize("content", [b"%PDF-1.7 torn", picture()[:-30], b"GIF89a"])
def test_a_broken_original_is_told_and_keeps_nothing_back(at_work: Work, content: bytes) -> None:
    broken = at_work.add(1, content, "x.pdf")
    whole = at_work.add(1)
    work_through(shown(at_work))
    states = dict(WorkFile.objects.values_list("pk", "sampling"))
    assert states == {broken.pk: "failed", whole.pk: "ready"}
    assert Letter.objects.filter(template="stage_shown").count() == 1


def test_an_original_the_vault_lost_keeps_nothing_back(at_work: Work) -> None:
    lost = at_work.add(1)
    vault().delete(lost.original.key)
    work_through(shown(at_work))
    assert WorkFile.objects.get().sampling == "failed"
    assert Letter.objects.filter(template="stage_shown").exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_died_half_way_leaves_one_set_of_samples(desk: Desk, reem: Contact) -> None:
    at_work = Work.begun(desk, reem)
    at_work.add(1)
    event = shown(at_work)
    samples.MAKE_SAMPLES.prepare(event)  # then the worker died
    owed = Reaction.objects.get(event=event)
    assert [run_reaction(reaction_id=owed.pk, now=NOW) for _worker in range(2)] == [True, False]
    assert (Sample.objects.count(), Letter.objects.filter(template="stage_shown").count()) == (1, 1)
    assert StoredFile.objects.filter(purpose="sample").count() == 2  # the first one points at nothing and is swept


def test_at_last_the_letter_goes_without_pictures(at_work: Work) -> None:
    at_work.add(1)
    samples.MAKE_SAMPLES.give_up(shown(at_work), now=NOW)
    assert WorkFile.objects.get().sampling == "failed"
    assert Letter.objects.filter(template="stage_shown").exists()


def test_without_an_address_the_owner_is_asked_to_send_the_link(at_work: Work, reem: Contact) -> None:
    Contact.objects.filter(pk=reem.pk).update(email="")
    work_through(shown(at_work))
    assert not Letter.objects.filter(template="stage_shown").exists()
    assert Todo.objects.filter(key=f"show:{Submission.objects.get().ref}").exists()


def test_what_was_answered_meanwhile_is_not_announced(at_work: Work) -> None:
    event = shown(at_work)
    at_work.approve(Submission.objects.get())
    work_through(event)
    assert not Letter.objects.filter(template="stage_shown").exists()


def test_a_platforms_client_gets_neither_letter_nor_link(desk: Desk, tariq: Contact) -> None:
    offer = desk.sent(tariq)
    order = award_offer(offer=offer, by=desk.nour.actor, now=NOW)
    at_work = Work(order, desk.nour.actor, tariq)
    at_work.add(1)
    work_through(shown(at_work))
    assert WorkFile.objects.get().sampling == "ready"
    assert not Letter.objects.filter(client_ref=tariq.client.ref).exists()
    assert not Todo.objects.filter(key__startswith="show:").exists()


def test_originals_from_a_bucket_are_copied_piece_by_piece(
    at_work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = at_work.add(1)

    def pathless(_vault: object, _key: str) -> str:
        raise NotImplementedError

    monkeypatch.setattr(type(vault()), "path", pathless)
    monkeypatch.setattr(type(vault()), "open", lambda _vault, _key: (tmp_path / "far").open("rb"))
    (tmp_path / "far").write_bytes(picture((90, 60)))
    with samples._on_disk(file.original, tmp_path) as source:
        assert source.read_bytes() == picture((90, 60))


def test_where_arabic_cannot_be_joined_the_mark_is_the_orders_number(
    at_work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = samples._submission(shown(at_work))
    assert samples._mark(submission) == "ريم السالم · الأحد 22 نوفمبر 2026"
    monkeypatch.setattr(samples, "shapes_arabic", lambda: False)
    assert samples._mark(submission) == f"{at_work.order.number} · 2026-11-22"
