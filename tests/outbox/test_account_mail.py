"""Account mail: a letter like any other, in the person's language, forgotten once sent."""

from datetime import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from outbox.models import Letter, LetterState
from outbox.services.delivery import deliver
from outbox.services.sweeps import forget_old_bodies
from tests.cast import Freelancer
from tests.inbox import Inbox

pytestmark = pytest.mark.django_db


def ask_for_a_new_password(address: str) -> Any:
    return Client().post("/accounts/password/reset/", {"email": address})


def account_letter(address: str) -> Letter:
    return Letter.objects.get(recipient=address, business=None)


@pytest.mark.parametrize("person", ["nour", "sam"])
def test_it_speaks_the_persons_language(request: pytest.FixtureRequest, person: str) -> None:
    freelancer: Freelancer = request.getfixturevalue(person)
    assert ask_for_a_new_password(freelancer.user.email).status_code == 302
    letter = account_letter(freelancer.user.email)
    assert letter.language == freelancer.user.language
    with translation.override(letter.language):
        assert letter.subject == gettext("Choose a new password")
    assert "/accounts/password/reset/key/" in letter.body


def test_its_link_works_and_is_not_kept_once_sent(sam: Freelancer, inbox: Inbox) -> None:
    ask_for_a_new_password(sam.user.email)
    letter = account_letter(sam.user.email)
    assert deliver(letter_id=letter.pk, now=timezone.now())
    [link] = inbox.wait_for(sam.user.email).links
    assert Client().get(link.removeprefix("http://testserver"), follow=True).status_code == 200
    letter.refresh_from_db()
    assert (letter.state, letter.body) == (LetterState.SENT, "")


def test_a_stranger_is_told_kindly_and_no_page_says_who_has_an_account(db: None) -> None:
    assert ask_for_a_new_password("nobody@maktab.example").status_code == 302
    assert "/accounts/signup/" in account_letter("nobody@maktab.example").body


def test_signing_up_sends_one_confirmation(db: None) -> None:
    form = {"email": "new@maktab.example", "password1": "a-long-desk-password"}
    assert Client().post("/accounts/signup/", form).status_code == 302
    assert "/accounts/confirm-email/" in account_letter("new@maktab.example").body


def test_signing_up_twice_tells_the_owner_of_the_address(sam: Freelancer) -> None:
    EmailAddress.objects.create(user=sam.user, email=sam.user.email, verified=True, primary=True)
    Client().post("/accounts/signup/", {"email": sam.user.email, "password1": "a-long-desk-password"})
    assert "/accounts/password/reset/" in account_letter(sam.user.email).body


def test_without_a_mail_server_no_link_lies_about(sam: Freelancer, settings, caplog) -> None:
    settings.HAS_MAIL = False
    assert ask_for_a_new_password(sam.user.email).status_code == 302
    assert not Letter.objects.filter(business=None).exists()
    assert "changepassword" in caplog.text


def test_words_are_forgotten_after_a_year_but_not_the_fact(write: Any, now: datetime) -> None:
    letter = write()
    assert forget_old_bodies(now=now.replace(year=now.year + 1, day=1)) == 0
    assert forget_old_bodies(now=now.replace(year=now.year + 1, day=30)) == 1
    letter.refresh_from_db()
    assert (letter.body, letter.subject) == ("", "عرض جديد")
