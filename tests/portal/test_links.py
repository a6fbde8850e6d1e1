"""Personal links: live, expired, revoked, forged; reading changes nothing; the reader's language."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from clients.models import AccessLog, ClientLink, Contact
from clients.services.links import link_for, revoke_link
from orders.models import Order
from outbox.models import Todo
from payments.models import Invoice
from tests.cast import NOW
from tests.portal.conftest import Clock, Counts, Desk, Visitor, content, text

pytestmark = pytest.mark.django_db


def test_reading_writes_nothing_but_the_log(
    visit: Visitor, talk: Visitor, invoice: Invoice, counts: Callable[[], Counts], clock: Clock
) -> None:
    clock.later(minutes=5)
    before, opened = counts(), AccessLog.objects.count()
    links = list(ClientLink.objects.order_by("pk").values())
    invoices, orders = list(Invoice.objects.values()), list(Order.objects.values())
    addresses = [
        visit.at("subject"), visit.at("ask"), visit.at("decline"), visit.at("contract"), visit.at("decline-contract"),
        visit.at("signed-copy"), visit.at("invoice", invoice.ref), visit.at("invoice-file", invoice.ref),
        talk.at("subject"),
    ]  # fmt: skip
    for address in addresses:
        for read in (visit.http.get, visit.http.head):
            page = read(address)
            content(page)
            assert page.status_code in {200, 302}
    assert counts() == before
    assert AccessLog.objects.count() == opened + 2 * len(addresses)
    assert list(ClientLink.objects.order_by("pk").values()) == links
    assert list(Invoice.objects.values()) == invoices
    assert list(Order.objects.values()) == orders
    assert not AccessLog.objects.filter(path__contains=visit.link.token).exists()


@pytest.mark.parametrize("name", ["accept", "seen", "code", "sign", "language", "renewal", "say"])
def test_acts_are_not_read(visit: Visitor, name: str) -> None:
    assert visit.get(name).status_code == 405


def test_acts_need_the_forms_own_token(visit: Visitor, offer: object) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(visit.at("accept"), {"paper_hash": "x"}).status_code == 403
    assert not Order.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "AAAAAAAAAA.1:forged"])
def test_a_forged_link_is_not_there(visit: Visitor, token: str) -> None:
    for name in ("subject", "contract", "ask"):
        address = visit.at(name).replace(visit.link.token, token or visit.link.token[:-3])
        assert visit.http.get(address).status_code == 404
    assert visit.http.post(reverse("portal:renewal", args=[visit.link.token[:-2] + "zz"])).status_code == 404


def test_an_address_that_can_be_no_text_is_refused(visit: Visitor) -> None:
    assert visit.http.get("/c/%00/").status_code == 400


@pytest.mark.parametrize("death", ["expired", "revoked"])
def test_a_dead_link_gives_a_kind_page_and_can_be_renewed_once(
    visit: Visitor, desk: Desk, reem: Contact, clock: Clock, death: str
) -> None:
    link = visit.link
    if death == "expired":
        link_for(contact=reem, kind="offer", ref=link.subject_ref, purpose="answer", now=NOW, expires_at=clock.now)
        clock.later(minutes=1)
    else:
        revoke_link(link=ClientLink.objects.get(pk=link.pk), by=desk.nour.actor, now=clock.now)
    page = visit.get()
    assert page.status_code == 410
    assert visit.at("renewal") in text(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert "موقع الحجز" not in text(page)
    assert visit.post("accept", paper_hash="x").status_code == 410
    tasks = Todo.objects.count()
    for _press in range(2):
        assert visit.post("renewal").status_code == 200
    assert Todo.objects.count() == tasks + 1


def test_asking_to_renew_a_live_link_opens_it(visit: Visitor) -> None:
    assert visit.post("renewal").headers["Location"] == visit.at("subject")


def test_the_reader_switches_the_language_for_good(visit: Visitor, reem: Contact) -> None:
    page = visit.follow("language", language="en", next=visit.at("ask"))
    assert page.redirect_chain == [(visit.at("ask"), 302)]
    assert '<html lang="en" dir="ltr"' in text(page)
    reem.refresh_from_db()
    assert reem.language == "en"
    assert '<html lang="ar" dir="rtl"' in text(visit.follow("language", language="ar"))


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/desk/", "", "seen", "other"])
def test_the_switch_leads_nowhere_else(visit: Visitor, strangers: Visitor, back: str) -> None:
    address = {"seen": visit.at("seen"), "other": strangers.at("subject")}.get(back, back)
    assert visit.post("language", language="en", next=address).headers["Location"] == visit.at("subject")


def test_an_unknown_language_changes_nothing(visit: Visitor, reem: Contact) -> None:
    visit.post("language", language="fr")
    reem.refresh_from_db()
    assert reem.language == "ar"


def test_a_link_of_no_known_kind_is_not_there(reem: Contact) -> None:
    odd = Visitor(link_for(contact=reem, kind="dream", ref="AAAAAAAAAA", purpose="x", now=NOW))
    assert odd.get().status_code == 404


def test_every_page_of_an_offer_is_closed_to_a_link_for_talk(talk: Visitor, offer: object) -> None:
    for name in ("ask", "decline", "contract", "signed-copy", "decline-contract"):
        assert talk.get(name).status_code == 404
    for name in ("accept", "seen", "code", "sign"):
        assert talk.post(name).status_code == 404
