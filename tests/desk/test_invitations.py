"""Nour asks somebody to keep her books: they answer themselves, and see nothing before they say yes."""

from typing import Any

import pytest
from django.test import Client as Browser

from accounts.models import Invitation, Membership, User
from outbox.models import Letter
from tests.cast import Freelancer

PAGE = "/desk/settings/bookkeeper/"
BASMA = {"email": "Basma@Books.example", "full_name": "بسمة", "language": "en"}


def reader_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.fixture
def invited(desk: Browser) -> Invitation:
    assert desk.post(PAGE, BASMA).status_code == 302
    return Invitation.objects.get()


def answer(invitation: Invitation, word: str, browser: Browser | None = None, **more: Any) -> Any:
    return (browser or reader_of(invitation.user)).post(
        f"/invitations/{invitation.ref}/answer/", {"answer": word}, **more
    )


def keeps(user: User) -> bool:
    return Membership.objects.filter(user=user, role=Membership.Role.BOOKKEEPER).exists()


def test_who_is_new_gets_a_letter_and_reads_nothing_yet(desk: Browser, invited: Invitation, nour: Freelancer) -> None:
    letter = Letter.objects.get(recipient="basma@books.example")
    assert letter.business is None
    assert nour.business.name in letter.subject
    assert "/accounts/password/reset/key/" in letter.body
    assert not keeps(invited.user)
    assert reader_of(invited.user).get("/books/").status_code == 302
    page = desk.get(PAGE).content.decode()
    assert "basma@books.example" in page
    assert f"/invitations/{invited.ref}/withdrawal/" in page


def test_she_chooses_a_password_signs_in_and_accepts(invited: Invitation) -> None:
    body = Letter.objects.get(recipient="basma@books.example").body
    path = next(word for word in body.split() if "/reset/key/" in word).removeprefix("http://testserver")
    browser = Browser()
    form_page = browser.get(path, follow=True).redirect_chain[-1][0]
    browser.post(form_page, {"password1": "a-long-books-word", "password2": "a-long-books-word"})
    browser.post("/accounts/login/", {"login": "basma@books.example", "password": "a-long-books-word"})
    assert browser.get("/desk/").url == "/invitations/"
    assert "نور للتصميم" in browser.get("/invitations/").content.decode()
    accepted = answer(invited, "accept", browser)
    assert accepted.url == f"/books/?of={invited.business.ref}"
    assert browser.get(accepted.url).status_code == 200
    assert browser.get("/desk/").url == "/books/"


def test_who_has_an_account_is_led_to_the_answer_by_letter(desk: Browser, sam: Freelancer) -> None:
    desk.post(PAGE, {**BASMA, "email": sam.user.email})
    letter = Letter.objects.get(recipient=sam.user.email)
    assert "http://testserver/invitations/" in letter.body
    assert "/reset/key/" not in letter.body
    answer(Invitation.objects.get(), "accept")
    assert set(Membership.objects.filter(user=sam.user).values_list("role", flat=True)) == {"owner", "bookkeeper"}


def test_declining_opens_nothing(invited: Invitation) -> None:
    browser = reader_of(invited.user)
    assert answer(invited, "decline", browser).url == "/invitations/"
    assert not keeps(invited.user)
    assert browser.get("/desk/").url == "/desk/setup/"


@pytest.mark.parametrize("word", ["", "perhaps"])
def test_no_answer_is_no_refusal(invited: Invitation, word: str) -> None:
    page = answer(invited, word)
    assert page.status_code == 422
    assert "Choose one of the two answers." in page.content.decode()
    assert f"/invitations/{invited.ref}/answer/" in page.content.decode()
    assert Invitation.objects.get().state == "waiting"


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_an_answer_after_the_end_is_told_so(desk: Browser, invited: Invitation, end: str) -> None:
    if end == "declined":
        answer(invited, "decline")
    else:
        desk.post(f"{PAGE}invitations/{invited.ref}/withdrawal/")
    page = answer(invited, "accept", follow=True)
    assert "This invitation was answered or withdrawn already." in page.content.decode()
    assert not keeps(invited.user)
    assert Invitation.objects.get().state == end


def test_a_withdrawal_after_the_answer_is_told_so(desk: Browser, invited: Invitation) -> None:
    answer(invited, "accept")
    page = desk.post(f"{PAGE}invitations/{invited.ref}/withdrawal/", follow=True)
    assert "This invitation was answered or withdrawn already." in page.content.decode()
    assert keeps(invited.user)


def test_a_stranger_answers_for_nobody(invited: Invitation, sam: Freelancer) -> None:
    assert answer(invited, "accept", reader_of(sam.user)).status_code == 404
    assert answer(invited, "accept", Browser()).url.startswith("/accounts/login/")
    assert reader_of(invited.user).get(f"/invitations/{invited.ref}/answer/").status_code == 405
    assert reader_of(sam.user).post(f"{PAGE}invitations/{invited.ref}/withdrawal/").status_code == 404
    assert Invitation.objects.get().state == "waiting"


def test_asking_twice_says_that_the_answer_is_awaited(desk: Browser, invited: Invitation) -> None:
    again = desk.post(PAGE, BASMA)
    assert again.status_code == 422
    assert "invited already" in again.content.decode()
    assert Invitation.objects.count() == 1


def test_neither_a_bookkeeper_nor_the_owner_is_asked(desk: Browser, invited: Invitation, nour: Freelancer) -> None:
    answer(invited, "accept")
    assert "keeps your books already" in desk.post(PAGE, BASMA).content.decode()
    assert "This is your own address." in desk.post(PAGE, {**BASMA, "email": nour.user.email}).content.decode()
    desk.post(f"{PAGE}{invited.user.ref}/removal/")
    assert not keeps(invited.user)
    assert User.objects.filter(pk=invited.user.pk).exists()


def test_invitations_are_few_an_hour(desk: Browser) -> None:
    for number in range(5):
        desk.post(PAGE, {**BASMA, "email": f"person{number}@books.example"})
    refused = desk.post(PAGE, {**BASMA, "email": "sixth@books.example"})
    assert refused.status_code == 422
    assert Invitation.objects.count() == 5
