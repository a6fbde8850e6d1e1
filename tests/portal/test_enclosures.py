"""Pictures and PDFs beside a list of changes or a wish: kept with the words, given to the two sides and nobody else."""

import io
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clients.models import Contact
from files.models import StoredFile
from files.services.store import MEGABYTE
from orders.errors import TooManyEnclosures
from orders.models import ChangeList, ChangeOrder, Enclosure, Order
from orders.services.delivering import deliver_order
from orders.services.enclosing import LIMITS, MOST
from outbox.models import Letter
from outbox.services.sweeps import drain
from tests.cast import NOW
from tests.orders.staged import Work, picture
from tests.portal.conftest import Clock, Desk, Visitor, content, text
from tests.portal.test_paying import pixel_bomb
from tests.portal.working import AtWork

pytestmark = pytest.mark.django_db

WORDS = "كبّروا الشعار\nكما في الصورة"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "فارغة.png": b"",
    "program.png": b"MZ\x90\x00" + b"\x00" * 400,
    "drawing.svg": SVG,
    "named.png": SVG,
    "bomb.png": pixel_bomb(),
    "torn.png": picture()[:-30],
    "large.pdf": b"%PDF-1.7\n" + b"\x00" * (LIMITS.max_bytes),
}


def pdf() -> bytes:
    document, target = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(100, 100)
    document.save(target)
    return target.getvalue()


def photo(name: str = "المقصود.png", body: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if body is None else body)


@pytest.fixture
def at_work(desk: Desk, reem: Contact) -> AtWork:
    return AtWork.of(Work.begun(desk, reem, revisions=2))


def asks(at_work: AtWork, *files: SimpleUploadedFile, act: str = "stage-changes", **typed: Any) -> Any:
    shown = at_work.work.stage(1).submissions.latest("round")
    typed = {"shown": shown.ref, "text": WORDS, "file": list(files)} | typed
    return at_work.visit.post(act, "1", **typed)


def kept() -> list[str]:
    return list(
        StoredFile.objects.filter(purpose__in=["changes", "look"]).order_by("pk").values_list("name", flat=True)
    )


def test_pictures_are_kept_with_the_list_and_shown_back(at_work: AtWork, clock: Clock) -> None:
    at_work.shows()
    page = at_work.visit.get("stage", "1")
    assert 'enctype="multipart/form-data"' in text(page)
    assert asks(at_work, photo(), photo("أمثلة.pdf", pdf())).status_code == 302
    first, second = ChangeList.objects.get().enclosures.in_order()
    assert (first.file.name, second.file.name, second.look) == ("المقصود.png", "أمثلة.pdf", None)
    page = text(at_work.visit.get("stage", "1"))
    for one in (first, second):
        assert at_work.visit.at("enclosure", one.ref) in page
    assert at_work.visit.at("enclosure-look", second.ref) not in page
    download = at_work.visit.get("enclosure", second.ref)
    assert "attachment" in download.headers["Content-Disposition"]
    assert content(download).startswith(b"%PDF")
    look = at_work.visit.get("enclosure-look", first.ref)
    assert (look.headers["Content-Type"], look.headers["Content-Disposition"]) == ("image/jpeg", "inline")
    assert content(look).startswith(b"\xff\xd8")
    assert at_work.visit.get("enclosure-look", second.ref).status_code == 404
    drain(now=clock.later(seconds=1))
    with translation.override("ar"):
        files = "%(counter)s files came with these words; they open on your desk."
        said = ngettext("%(counter)s file came with these words; it opens on your desk.", files, 2) % {"counter": 2}
    assert said in Letter.objects.get(template="stage_changes").body


def test_pressed_twice_it_is_one_list_with_its_files_once(at_work: AtWork) -> None:
    at_work.shows()
    once = str(uuid4())
    for _press in range(2):
        assert asks(at_work, photo(), once=once).status_code == 302
    assert ChangeList.objects.count() == Enclosure.objects.count() == 1
    assert kept() == ["المقصود.png", "look.jpg"]
    late = asks(at_work, photo())  # a second tab: the same words, and a picture that must not be lost in silence
    assert late.status_code == 422
    assert kept() == ["المقصود.png", "look.jpg"]


def test_what_cannot_be_taken_is_named_and_nothing_is_kept_or_lost(at_work: AtWork) -> None:
    at_work.shows()
    for name, body in BAD.items():
        page = asks(at_work, photo(), photo(name, body))
        assert page.status_code == 422, name
        (sentence,) = page.context["form"].errors["file"]
        assert name in sentence
        assert "المقصود.png" not in sentence
        assert "كبّروا الشعار" in text(page)
    page = asks(at_work, photo("first.png", SVG), photo("second.png", b""))
    assert [sentence[:8] for sentence in page.context["form"].errors["file"]] == ["\u2068first.p", "\u2068second."]
    with translation.override("ar"):
        assert _("The files that were chosen are not kept yet; please choose them once more.") in text(page)
    assert kept() == []
    assert not ChangeList.objects.exists()


def test_too_many_are_told_before_any_is_kept(at_work: AtWork, settings: Any) -> None:
    assert MOST * LIMITS.max_bytes + MEGABYTE <= settings.LARGEST_BODY
    at_work.shows()
    page = asks(at_work, *[photo(f"{number}.png") for number in range(MOST + 1)])
    assert page.status_code == 422
    with translation.override("ar"):
        assert str(TooManyEnclosures(most=MOST)) in text(page)
    assert kept() == []


def test_without_words_or_against_an_older_version_no_file_is_kept(at_work: AtWork) -> None:
    first = at_work.shows()
    assert asks(at_work, photo(), text=" ").status_code == 422
    at_work.work.changes(first)
    at_work.shows(changed="أكبر")
    refused = asks(at_work, photo(), shown=first.ref)
    assert refused.status_code == 422
    assert kept() == []
    again = refused.context["form"].data
    assert asks(at_work, photo(), once=again["once"], shown=again["shown"]).status_code == 302
    assert Enclosure.objects.get().change_list.submission.round == 2


def test_a_form_sent_before_is_a_new_sending_for_a_new_version(at_work: AtWork) -> None:
    """Whoever goes back in the browser and writes again must not be told that it arrived, while nothing did."""
    first, once = at_work.shows(), str(uuid4())
    assert asks(at_work, once=once).status_code == 302
    at_work.shows(changed="أكبر")
    refused = asks(at_work, once=once, shown=first.ref, text="وأوضح")
    assert refused.status_code == 422
    again = refused.context["form"].data
    assert again["once"] != once
    assert asks(at_work, once=again["once"], shown=again["shown"], text="وأوضح").status_code == 302
    assert ChangeList.objects.count() == 2


def test_a_wish_beyond_the_agreement_brings_its_pictures_too(at_work: AtWork, clock: Clock) -> None:
    at_work.shows()
    once = str(uuid4())
    for _press in range(2):
        assert asks(at_work, photo(), act="stage-extra", once=once).status_code == 302
    one = ChangeOrder.objects.get().enclosures.get()
    for page in (at_work.visit.get("stage", "1"), at_work.visit.get()):
        assert at_work.visit.at("enclosure", one.ref) in text(page)
    assert kept() == ["المقصود.png", "look.jpg"]
    drain(now=clock.later(seconds=1))
    assert Letter.objects.filter(template="change_order_asked").count() == 1


def test_final_changes_bring_theirs(at_work: AtWork, clock: Clock) -> None:
    deliver_order(order=at_work.work.order, by=at_work.work.by, now=NOW, reason="سُلّم للمعاينة")
    once = str(uuid4())
    refused = at_work.visit.post("final-changes", text=WORDS, file=photo("فارغة.png", b""))
    assert refused.status_code == 422
    assert "كبّروا الشعار" in text(refused)
    for _press in range(2):
        assert at_work.visit.post("final-changes", text=WORDS, once=once, file=photo()).status_code == 302
    one = ChangeList.objects.get().enclosures.get()
    assert at_work.visit.at("enclosure", one.ref) in text(at_work.visit.get())
    assert at_work.visit.post("final-changes", text=WORDS, file=photo()).status_code == 422
    assert kept() == ["المقصود.png", "look.jpg"]
    assert Letter.objects.filter(template="final_changes").count() == 1


def test_nobody_elses_link_gives_them(at_work: AtWork, desk: Desk, reem: Contact, strangers: Visitor) -> None:
    at_work.shows()
    asks(at_work, photo())
    ref = Enclosure.objects.get().ref
    others = AtWork.of(Work.begun(desk, reem)).visit  # Reem's own, but of another order
    for visit in (strangers, others):
        assert visit.get("enclosure", ref).status_code == 404
        assert visit.get("enclosure-look", ref).status_code == 404
    assert at_work.visit.post("enclosure", ref).status_code == 405


def test_the_page_costs_the_same_for_one_file_and_ten(at_work: AtWork, django_assert_num_queries: Any) -> None:
    Order.objects.update(revisions=9)
    at_work.shows()
    asks(at_work, photo())
    for number in range(2, 4):
        with django_assert_num_queries(11):
            assert at_work.visit.get("stage", "1").status_code == 200
        at_work.shows(changed="أكبر")
        asks(at_work, *[photo(f"{place}.png") for place in range(MOST)], text=f"قائمة {number}")
