"""Sam names Nour as his bookkeeper without asking her. Her own books must not change for it, and he learns nothing."""

import pytest
from django.test import Client

from accounts.models import Membership, User
from payments.models import Invoice
from tests.books.conftest import signed_in
from tests.cast import Freelancer
from tests.payments.conftest import Story

pytestmark = pytest.mark.django_db
LIST = "/books/payments/invoice/"


def named(user: User, freelancer: Freelancer) -> None:
    Membership.objects.create(user=user, business=freelancer.business, role=Membership.Role.BOOKKEEPER)


def sheet(browser: Client, question: str = "") -> str:
    return b"".join(browser.get(f"{LIST}export.csv{question}").streaming_content).decode()


@pytest.fixture
def nours(nour: Freelancer, sam: Freelancer, story: Story, sams_invoice: Invoice) -> Client:
    named(nour.user, sam)
    return signed_in(nour.user)


def test_her_list_and_sheet_hold_her_own_invoices_alone(nours: Client) -> None:
    page = nours.get(LIST).content.decode()
    assert "3,000.00" in page
    assert "900.00" not in page
    assert "3000.00" in sheet(nours)
    assert "900.00" not in sheet(nours)


def test_the_other_books_open_when_she_chooses_them(nours: Client, sam: Freelancer) -> None:
    assert f"?of={sam.business.ref}" in nours.get(LIST).content.decode()
    chosen = f"?of={sam.business.ref}"
    assert "900.00" in sheet(nours, chosen)
    assert "3000.00" not in sheet(nours, chosen)


def test_a_bookkeeper_of_two_sees_first_whom_she_served_first(
    basma: User, nour: Freelancer, story: Story, sams_invoice: Invoice
) -> None:
    named(basma, nour)
    browser = signed_in(basma)
    assert "900.00" in sheet(browser)
    assert "3000.00" not in sheet(browser)
    assert "3000.00" in sheet(browser, f"?of={nour.business.ref}")


def test_books_that_are_not_theirs_cannot_be_chosen(stranger: Client, story: Story) -> None:
    assert "3000.00" not in sheet(stranger, f"?of={story.business.ref}")
    assert "900.00" in sheet(stranger, f"?of={story.business.ref}")


def test_naming_an_address_does_not_tell_whose_it_is(nour: Freelancer, sam: Freelancer) -> None:
    named(nour.user, sam)
    page = signed_in(sam.user).get("/desk/settings/bookkeeper/").content.decode()
    assert nour.user.email in page
    assert nour.user.full_name not in page
