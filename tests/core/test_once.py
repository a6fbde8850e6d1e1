"""A creating form sent twice makes one row: after each other, at the same moment, and never for another business."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from accounts.models import Business
from clients.models import Client, Contact, Lead
from core.once import first_of_once
from tests.cast import NOW, Freelancer


def make_lead(business: Business, once: object) -> Lead:
    client = Client.objects.create(business=business, name="ريم", folded="ريم", created_at=NOW, last_contact_at=NOW)
    contact = Contact.objects.create(business=business, client=client, name="ريم", language="ar", is_main=True)
    return Lead.objects.create(
        business=business, client=client, contact=contact, source="manual", text="شعار", folded="شعار",
        received_at=NOW, once=once,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_row(nour: Freelancer) -> None:
    once, rows = uuid4(), Lead.objects.owned_by(nour.business)
    first = first_of_once(rows, once, lambda: make_lead(nour.business, once))
    second = first_of_once(rows, once, lambda: make_lead(nour.business, once))
    assert (first[0], first[1], second[1]) == (second[0], True, False)
    assert Client.objects.owned_by(nour.business).count() == 1


@pytest.mark.django_db
def test_another_form_makes_another_row(nour: Freelancer) -> None:
    rows = Lead.objects.owned_by(nour.business)
    made = [
        first_of_once(rows, once, lambda once=once: make_lead(nour.business, once))
        for once in (uuid4(), uuid4(), None, None)
    ]
    assert [is_new for _row, is_new in made] == [True] * 4
    assert rows.count() == 4


@pytest.mark.django_db
def test_the_same_once_of_another_business_is_its_own(nour: Freelancer, sam: Freelancer) -> None:
    once = uuid4()
    for one in (nour, sam):
        assert first_of_once(Lead.objects.owned_by(one.business), once, lambda one=one: make_lead(one.business, once))[
            1
        ]
    assert Lead.objects.filter(once=once).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_the_loser_gets_the_winners_row(nour: Freelancer) -> None:
    once, rows = uuid4(), Lead.objects.owned_by(nour.business)
    won: list[Lead] = []

    def win() -> None:
        try:
            won.append(first_of_once(rows.all(), once, lambda: make_lead(nour.business, once))[0])
        finally:
            connection.close()

    def lose() -> Lead:
        """Between looking and making, the other sending is served to its end."""
        other = Thread(target=win)
        other.start()
        other.join()
        return make_lead(nour.business, once)

    assert first_of_once(rows, once, lose) == (won[0], False)
    assert Client.objects.owned_by(nour.business).count() == 1


@pytest.mark.django_db
def test_a_broken_rule_of_another_kind_is_not_taken_for_a_repeat(nour: Freelancer) -> None:
    def broken() -> Lead:
        lead = make_lead(nour.business, None)
        Lead.objects.filter(pk=lead.pk).update(state="nonsense")
        return lead

    with pytest.raises(IntegrityError, match="lead_state_is_known"):
        first_of_once(Lead.objects.owned_by(nour.business), uuid4(), broken)
