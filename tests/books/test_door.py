"""Who comes into the books."""

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import Membership, User
from tests.books.conftest import signed_in
from tests.cast import PASSWORD, Freelancer

pytestmark = pytest.mark.django_db
INVOICES = "/books/payments/invoice/"


def test_who_is_not_signed_in_signs_in_first(client: Client) -> None:
    for page in ("/books/", INVOICES, "/books/login/"):
        response = client.get(page, follow=True)
        assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=/books/")


def test_an_owner_and_a_bookkeeper_come_in(nour: Freelancer, badr: User) -> None:
    assert signed_in(nour.user).get("/books/").status_code == 200
    assert signed_in(badr).get(INVOICES).status_code == 200


def test_who_has_no_books_finds_nothing(db: None) -> None:
    nobody = signed_in(User.objects.create_user("x@maktab.example", PASSWORD))
    for page in ("/books/", INVOICES):
        assert nobody.get(page, follow=True).status_code == 404


def test_a_superuser_without_a_membership_finds_nothing(db: None) -> None:
    root = signed_in(User.objects.create_superuser("root@maktab.example", PASSWORD))
    assert root.get(INVOICES, follow=True).status_code == 404


def test_a_membership_that_ended_ends_it(badr: User) -> None:
    browser = signed_in(badr)
    Membership.objects.filter(user=badr).delete()
    assert browser.get(INVOICES, follow=True).status_code == 404


def test_only_the_books_are_shown() -> None:
    names = {model.__name__ for model in admin.site._registry}
    assert names == {"Invoice", "Receipt", "Account", "Entry", "PlatformEarning", "Payout"}
