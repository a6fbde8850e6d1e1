from datetime import date, timedelta

import pytest

from clients.errors import NameNeeded
from clients.models import Client, Contact, Lead
from clients.services.next_contact import drop_contact, next_contact, plan_contact
from clients.services.people import add_client, change_client, choose_language, main_contact, save_contact
from outbox.models import Event, Todo
from tests.cast import NOW, Freelancer

LATER = NOW + timedelta(hours=1)


def test_a_client_can_be_added_without_a_lead(nour: Freelancer):
    contact = add_client(
        business=nour.business, name=" سلمى  العتيبي ", email=" Salma@X.example", by=nour.actor, now=NOW
    )
    client = contact.client
    assert (client.name, contact.email, contact.language) == ("سلمى العتيبي", "salma@x.example", "ar")
    assert client.conversation.state == "quiet"
    assert not client.leads.exists()
    assert main_contact(client) == contact


def test_a_client_needs_a_name(nour: Freelancer):
    with pytest.raises(NameNeeded):
        add_client(business=nour.business, name=" ", by=nour.actor, now=NOW)
    assert not Client.objects.exists()


@pytest.mark.parametrize("typed", ["ريم", "الواحه", "REEM@alwaha", "رِيـم السالم", "  "])
def test_search_folds_letters_marks_and_cases(nour: Freelancer, reem: Lead, typed: str):
    assert Client.objects.owned_by(nour.business).search(typed).get() == reem.client


def test_search_finds_nothing_for_others(nour: Freelancer, sam: Freelancer, reem: Lead):
    assert not Client.objects.owned_by(nour.business).search("حنة").exists()
    assert not Client.objects.owned_by(sam.business).search("ريم").exists()
    assert Lead.objects.owned_by(nour.business).search("هويه بصريه").get() == reem


def test_details_are_corrected_and_found_by_the_new_ones(nour: Freelancer, reem: Lead):
    change_client(
        client=reem.client,
        name="ريم بنت سالم",
        organisation="مقهى النخلة",
        country="sa",
        city="جدة",
        by=nour.actor,
        now=NOW,
    )
    found = Client.objects.owned_by(nour.business).search("نخله").get()
    assert (found.name, found.country, found.city) == ("ريم بنت سالم", "SA", "جدة")
    assert Client.objects.search("reem@alwaha").exists()
    with pytest.raises(NameNeeded):
        change_client(client=found, name="", organisation="", country="", city="", by=nour.actor, now=NOW)


def test_a_further_contact_is_added_and_searched_and_the_main_one_stays(nour: Freelancer, reem: Lead):
    added = save_contact(
        client=reem.client,
        name="ماجد",
        email="Majed@alwaha.example",
        phone="+966 55",
        language="en",
        by=nour.actor,
        now=NOW,
    )
    assert (added.is_main, added.email) == (False, "majed@alwaha.example")
    assert main_contact(reem.client) == reem.contact
    assert Client.objects.search("ماجد").get() == reem.client
    assert Event.objects.filter(verb="client.changed", client_ref=reem.client.ref).exists()


def test_a_contact_is_changed_in_place(nour: Freelancer, reem: Lead):
    save_contact(
        client=reem.client, contact=reem.contact, name="ريم", email="new@alwaha.example", phone="", language="en",
        by=nour.actor, now=NOW,
    )  # fmt: skip
    assert Contact.objects.get().email == "new@alwaha.example"
    assert Client.objects.search("new@").exists()
    assert not Client.objects.search("reem@").exists()


def test_lists_cost_the_same_for_few_and_many(nour: Freelancer, reem: Lead, django_assert_num_queries):
    for number in range(12):
        add_client(business=nour.business, name=f"عميل {number}", by=nour.actor, now=NOW)
    mine = Client.objects.owned_by(nour.business)
    with django_assert_num_queries(1):
        rows = [(one.name, one.conversation.state, one.platform, one.score) for one in mine.for_list().by_name()]
    assert len(rows) == 13
    assert rows == sorted(rows, key=lambda row: row[0])
    with django_assert_num_queries(1):
        assert len([(one.client.name, one.score) for one in Lead.objects.owned_by(nour.business).for_list()]) == 1
    with django_assert_num_queries(2):
        page = mine.for_page().get(pk=reem.client.pk)
        assert [contact.name for contact in page.contacts.all()] == ["ريم السالم"]


def test_the_next_contact_is_one_task_that_moves(nour: Freelancer, reem: Lead):
    plan_contact(client=reem.client, on=date(2026, 12, 1), now=NOW)
    todo = plan_contact(client=reem.client, on=date(2026, 12, 8), note=" عن  الشعار ", now=LATER)
    assert next_contact(reem.client) == todo
    assert (todo.due_on, todo.params) == (date(2026, 12, 8), {"name": "ريم السالم", "note": "عن الشعار"})
    assert Todo.objects.owned_by(nour.business).open().count() == 1
    assert drop_contact(client=reem.client, now=LATER)
    assert not drop_contact(client=reem.client, now=LATER)
    assert next_contact(reem.client) is None


@pytest.mark.parametrize(("chosen", "language"), [("en", "en"), ("fr", "ar"), ("", "ar")])
def test_a_contact_chooses_between_the_languages_there_are(reem: Lead, chosen: str, language: str):
    choose_language(contact=reem.contact, language=chosen)
    assert Contact.objects.get().language == reem.contact.language == language
