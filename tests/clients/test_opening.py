from datetime import time

import pytest

from accounts.models import Business, Membership, User
from clients.countries import COUNTRIES, defaults_for
from clients.models import Platform, ReplyWindow, WindowClock
from clients.services.opening import open_business
from core.money import CURRENCIES
from core.windows import WorkCalendar
from outbox.models import Event
from tests.cast import NOW, Freelancer

from .conftest import riyadh


def owner(email: str = "new@maktab.example") -> User:
    return User.objects.create_user(email, full_name="نورة", language="ar")


def test_a_business_has_exactly_two_windows_morning_and_evening(nour: Freelancer):
    windows = list(ReplyWindow.objects.owned_by(nour.business).in_order().values_list("starts", "ends"))
    assert windows == [(time(9), time(11)), (time(16), time(17))]


def test_it_says_once_that_the_business_was_opened(nour: Freelancer):
    event = Event.objects.owned_by(nour.business).get(verb="business.opened")
    assert (event.actor_kind, event.actor_ref, event.subject_ref) == ("owner", nour.user.ref, nour.business.ref)


def test_its_clock_stands_at_the_next_window(nour: Freelancer):
    assert WindowClock.objects.get(business=nour.business).opens_at == riyadh(22, 16)


def test_opening_twice_gives_the_same_business(nour: Freelancer):
    again = open_business(owner=nour.user, name="Another name", country="EG", now=NOW)
    assert again == nour.business
    assert Business.objects.count() == Membership.objects.count() == 1
    assert Event.objects.filter(verb="business.opened").count() == 1


@pytest.mark.django_db
def test_what_is_left_empty_follows_the_country():
    business = open_business(owner=owner(), name="مكتب القاهرة", country="eg", now=NOW)
    assert (business.country, business.currency, business.zone) == ("EG", "EGP", "Africa/Cairo")
    assert business.working_days == [7, 1, 2, 3, 4]
    assert business.vat_number == ""
    assert business.vat_rate_bp == 0


@pytest.mark.django_db
def test_emirates_work_from_monday_to_friday_and_a_choice_wins():
    business = open_business(owner=owner(), name="Studio", country="AE", currency="USD", now=NOW)
    assert (business.working_days, business.currency, business.zone) == ([1, 2, 3, 4, 5], "USD", "Asia/Dubai")


@pytest.mark.parametrize("country", [*COUNTRIES, "ZZ"])
def test_the_usual_values_of_every_country_make_a_working_calendar(country: str):
    usual = defaults_for(country)
    calendar = WorkCalendar(usual.zone, frozenset(usual.working_days), ())
    assert usual.currency in CURRENCIES
    assert len(calendar.working_days) == 5
    assert calendar.is_working_day(riyadh(23, 9).date())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("نور للتصميم", "nur-lltsmim"),
        ("Sam Carter Studio", "sam-carter-studio"),
        ("استوديو ٧ Seven", "astudiu-7-seven"),
        ("مُسْتَقِلّ", "mstql"),
        ("وئام يوسف", "wiam-yusf"),
    ],
)
def test_the_address_of_the_form_is_the_name_in_latin_letters(name: str, slug: str):
    assert open_business(owner=owner(), name=name, country="SA", now=NOW).slug == slug


@pytest.mark.django_db
def test_a_name_without_letters_gets_an_address_all_the_same():
    business = open_business(owner=owner(), name="★ ★", country="SA", now=NOW)
    assert len(business.slug) == 10
    assert business.slug.isalnum()


def test_two_businesses_of_one_name_have_two_addresses(nour: Freelancer):
    other = open_business(owner=owner(), name=nour.business.name, country="SA", now=NOW)
    assert other.slug.startswith(nour.business.slug + "-")
    assert other.slug != nour.business.slug


@pytest.mark.django_db
def test_a_very_long_name_fits_the_address():
    assert len(open_business(owner=owner(), name="ن" * 120, country="SA", now=NOW).slug) <= 40


def test_the_platforms_are_the_business_own_dated_copies(nour: Freelancer, sam: Freelancer):
    rows = {row.slug: row for row in Platform.objects.owned_by(nour.business).offered()}
    assert {slug: (row.commission_bp, row.mode) for slug, row in rows.items()} == {
        "direct": (0, "direct"), "mostaql": (1500, "bid"), "khamsat": (2000, "shop"), "upwork": (1000, "bid"),
        "fiverr": (2000, "shop"), "freelancer": (1000, "bid"), "other": (0, "other"),
    }  # fmt: skip
    assert rows["direct"].verified
    assert rows["direct"].contact_allowed
    assert rows["direct"].currency == "SAR"
    assert not rows["mostaql"].verified
    assert not rows["mostaql"].contact_allowed
    assert all(row.source_note and row.checked_on and row.valid_from for row in rows.values())
    assert Platform.objects.owned_by(sam.business).count() == len(rows)
