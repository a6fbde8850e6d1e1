"""Clients on the desk: the list, the page, corrections, the next contact, the links given out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import ClientLink, Contact, Criterion, Lead
from clients.services.leads import score_lead
from clients.services.links import link_for
from clients.services.people import add_client
from core.money import Money
from outbox.models import Todo
from tests.cast import Freelancer
from tests.desk.conftest import filled
from tests.payments.conftest import Story, agree, sign


def at(lead: Lead, act: str = "") -> str:
    return f"/desk/clients/{lead.client.ref}/{act}"


def link_of(lead: Lead) -> ClientLink:
    return link_for(contact=lead.contact, kind="client", ref=lead.client.ref, purpose="talk", now=timezone.now())


def test_the_list_is_searched_whatever_the_spelling(desk: Browser, reem: Lead, hannah: Lead) -> None:
    found = desk.get("/desk/clients/", {"q": "رِيـم"}).context["page"].rows
    assert [row.name for row in found] == ["ريم السالم"]
    assert [row.name for row in desk.get("/desk/clients/", {"q": "VOGEL"}).context["page"].rows] == ["Hannah Vogel"]
    assert "No client by this name" in desk.get("/desk/clients/", {"q": "zzz"}).content.decode()


def test_the_list_is_sorted_by_last_contact_or_by_name(desk: Browser, reem: Lead, hannah: Lead) -> None:
    latest = [row.name for row in desk.get("/desk/clients/").context["page"].rows]
    by_name = [row.name for row in desk.get("/desk/clients/?sort=name").context["page"].rows]
    assert latest == ["ريم السالم", "Hannah Vogel"]
    assert by_name == ["Hannah Vogel", "ريم السالم"]


def test_an_empty_list_encourages(desk: Browser) -> None:
    assert "The first client is an inquiry away" in desk.get("/desk/clients/").content.decode()


def test_the_list_pages_and_costs_the_same_for_3_and_30(
    desk: Browser, nour: Freelancer, django_assert_num_queries: Any
) -> None:
    def more(count: int, first: int) -> None:
        for number in range(first, first + count):
            add_client(business=nour.business, name=f"Client {number:03}", by=nour.actor, now=timezone.now())

    more(3, 0)
    desk.get("/desk/clients/?sort=name")
    with django_assert_num_queries(5):
        desk.get("/desk/clients/?sort=name")
    more(27, 3)
    with django_assert_num_queries(5):
        page = desk.get("/desk/clients/?sort=name").context["page"]
    following = desk.get(f"/desk/clients/{page.older}").context["page"]
    assert following.rows[0].name == "Client 025"


def test_the_page_shows_who_they_are_and_why(
    desk: Browser, nour: Freelancer, reem: Lead, criteria: list[Criterion]
) -> None:
    ratings = {row.ref: 4 for row in criteria}
    score_lead(lead=reem, ratings=ratings, by=nour.actor, now=timezone.now())
    page = desk.get(at(reem)).content.decode()
    assert "ريم السالم" in page
    assert "reem@alwaha.example" in page
    assert "Speaks for: Willing to pay in advance" in page
    assert "أحتاج هوية بصرية لمقهى جديد" in page
    assert "An inquiry came in" in page


def test_the_page_sums_what_is_owed_and_paid(desk: Browser, nour: Freelancer, reem: Lead) -> None:
    order = sign(nour, agree(nour, reem.contact, "8000", [2500, 7500]))
    story = Story(nour, order)
    story.bills(1)
    story.pays("500")
    page = desk.get(at(reem))
    assert page.context["paid"] == [Money.of("500", "SAR")]
    assert page.context["owed"] == [Money.of("1500", "SAR")]
    assert order.number in page.content.decode()
    assert story.invoice(1).number in page.content.decode()


def test_the_page_costs_the_same_for_one_and_six_orders(desk: Browser, nour: Freelancer, reem: Lead) -> None:
    def more(count: int) -> None:
        for _number in range(count):
            Story(nour, sign(nour, agree(nour, reem.contact, "8000", [10_000]))).bills(1)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            desk.get(at(reem))
        return len(seen)

    more(1)
    desk.get(at(reem))
    first = cost()
    more(5)
    assert cost() == first
    assert first <= 20


def test_details_are_corrected(desk: Browser, reem: Lead) -> None:
    form = desk.get(at(reem, "edit/")).context["form"]
    assert desk.post(at(reem, "edit/"), filled(form, organisation="مقهى النخيل", city="جدة")).url == at(reem)
    reem.client.refresh_from_db()
    assert (reem.client.organisation, reem.client.city) == ("مقهى النخيل", "جدة")


def test_an_empty_name_is_refused(desk: Browser, reem: Lead) -> None:
    form = desk.get(at(reem, "edit/")).context["form"]
    assert desk.post(at(reem, "edit/"), filled(form, name="")).status_code == 422


def test_a_contacts_language_is_changed_and_another_is_added(desk: Browser, reem: Lead) -> None:
    address = at(reem, f"contacts/{reem.contact.ref}/")
    desk.post(address, filled(desk.get(address).context["form"], language="en", phone="0500000000"))
    reem.contact.refresh_from_db()
    assert (reem.contact.language, reem.contact.phone) == ("en", "0500000000")
    new = at(reem, "contacts/new/")
    desk.post(new, filled(desk.get(new).context["form"], name="Her accountant", email="books@alwaha.example"))
    assert Contact.objects.filter(client=reem.client, is_main=False).get().name == "Her accountant"


def test_the_next_contact_stands_on_today_and_is_moved_not_doubled(desk: Browser, reem: Lead) -> None:
    day = timezone.localdate() + timedelta(days=3)
    desk.post(at(reem, "next-contact/"), {"on": day.isoformat(), "note": "the menu"})
    desk.post(at(reem, "next-contact/"), {"on": (day + timedelta(days=1)).isoformat()})
    todo = Todo.objects.open().get()
    assert (todo.due_on, todo.client_ref) == (day + timedelta(days=1), reem.client.ref)
    assert todo.text == "Be in touch with ريم السالم"
    desk.post(at(reem, "next-contact/done/"))
    assert not Todo.objects.open().exists()


def test_a_day_that_is_none_is_refused(desk: Browser, reem: Lead) -> None:
    assert desk.post(at(reem, "next-contact/"), {"on": "soon"}).status_code == 422
    assert not Todo.objects.exists()


def test_a_link_is_listed_taken_back_and_given_anew(desk: Browser, reem: Lead) -> None:
    link = link_of(reem)
    old = link.url
    assert old in desk.get(at(reem)).content.decode()
    assert desk.post(f"/desk/links/{link.ref}/revocation/").url == at(reem) + "?links=open#links"
    page = desk.get(at(reem)).content.decode()
    assert old not in page
    assert "taken back" in page
    desk.post(f"/desk/links/{link.ref}/revocation/")
    desk.post(f"/desk/links/{link.ref}/renewal/")
    link.refresh_from_db()
    assert link.revoked_at is None
    assert link.url != old
    assert link.url in desk.get(at(reem)).content.decode()


@pytest.mark.parametrize("act", ["", "edit/", "contacts/new/"])
def test_sam_gets_404(sams_desk: Browser, reem: Lead, act: str) -> None:
    assert sams_desk.get(at(reem, act)).status_code == 404


def test_sam_cannot_act(sams_desk: Browser, reem: Lead) -> None:
    link = link_of(reem)
    for act in ("edit/", "contacts/new/", f"contacts/{reem.contact.ref}/", "next-contact/", "next-contact/done/"):
        assert sams_desk.post(at(reem, act), {"name": "x", "on": "2027-01-01"}).status_code == 404
    for act in ("revocation", "renewal"):
        assert sams_desk.post(f"/desk/links/{link.ref}/{act}/").status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_one_clients_contact_is_not_edited_through_another(desk: Browser, reem: Lead, hannah: Lead) -> None:
    assert desk.get(at(reem, f"contacts/{hannah.contact.ref}/")).status_code == 404
