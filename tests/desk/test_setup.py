"""The first-run steps of a new freelancer."""

import pytest
from django.test import Client as Browser

from accounts.models import Business, User
from clients.models import Criterion, ReplyWindow
from tests.cast import Freelancer
from tests.desk.conftest import HTMX, filled

STEP_1, STEP_2, STEP_3 = "/desk/setup/", "/desk/setup/windows/", "/desk/setup/criteria/"


@pytest.fixture
def layla(db: None) -> Browser:
    """A new freelancer who has only signed up."""
    browser = Browser()
    browser.force_login(User.objects.create_user("layla@maktab.example", "x-long-password", language="en"))
    return browser


def opened(layla: Browser) -> Business:
    form = layla.get(STEP_1, {"country": "EG"}).context["form"]
    answer = layla.post(STEP_1, filled(form, full_name="Layla Fathi", name="Layla Writes"))
    assert (answer.status_code, answer.url) == (302, STEP_2)
    return Business.objects.get(name="Layla Writes")


def test_the_desk_sends_a_new_freelancer_to_the_first_step(layla: Browser) -> None:
    assert layla.get("/desk/").url == STEP_1
    assert layla.get("/desk/clients/").url == STEP_1


def test_a_country_suggests_its_currency_clock_and_week(layla: Browser) -> None:
    part = layla.get(STEP_1, {"country": "EG"}, **HTMX)
    assert "<html" not in part.content.decode()
    form = part.context["form"]
    assert (form["currency"].value(), form["zone"].value()) == ("EGP", "Africa/Cairo")
    assert form["working_days"].value() == [7, 1, 2, 3, 4]
    assert layla.get(STEP_1, {"country": "AE"}).context["form"]["working_days"].value() == [1, 2, 3, 4, 5]


def test_without_scripts_a_button_suggests_and_keeps_the_names(layla: Browser) -> None:
    page = layla.post(STEP_1, {"country": "KW", "name": "Layla Writes", "full_name": "Layla", "suggest": "1"})
    form = page.context["form"]
    assert (form["currency"].value(), form["name"].value(), form["full_name"].value()) == (
        "KWD",
        "Layla Writes",
        "Layla",
    )
    assert not Business.objects.exists()


def test_step_one_opens_the_business_with_two_windows(layla: Browser) -> None:
    business = opened(layla)
    assert (business.currency, business.zone, business.owner.full_name) == ("EGP", "Africa/Cairo", "Layla Fathi")
    assert ReplyWindow.objects.owned_by(business).count() == 2


def test_step_one_refuses_an_empty_name_and_keeps_the_rest(layla: Browser) -> None:
    form = layla.get(STEP_1, {"country": "EG"}).context["form"]
    page = layla.post(STEP_1, filled(form, full_name="Layla", name=""))
    assert page.status_code == 422
    assert page.context["form"]["full_name"].value() == "Layla"
    assert not Business.objects.exists()


def test_a_second_press_finds_the_business_open(layla: Browser) -> None:
    opened(layla)
    assert layla.post(STEP_1, {"name": "Again"}).url == STEP_2
    assert Business.objects.count() == 1


def test_a_single_window_brings_the_warning_before_going_on(layla: Browser) -> None:
    opened(layla)
    answer = layla.post(STEP_2, {"starts_0": "09:00", "ends_0": "10:00", "starts_1": "", "ends_1": ""})
    assert answer.url == STEP_2
    page = layla.get(STEP_2).content.decode()
    assert "With a single window a day a client may wait a whole day." in page
    assert STEP_3 in page


def test_two_windows_lead_to_the_ideal_client(layla: Browser) -> None:
    business = opened(layla)
    times = {"starts_0": "٠٨:٠٠", "ends_0": "٠٩:٠٠", "starts_1": "15:00", "ends_1": "16:00"}
    assert layla.post(STEP_2, times).url == STEP_3
    assert str(ReplyWindow.objects.owned_by(business).in_order()[0]) == "08:00–09:00"


def test_a_half_given_window_is_refused_on_its_field(layla: Browser) -> None:
    opened(layla)
    page = layla.post(STEP_2, {"starts_0": "09:00", "ends_0": ""})
    assert page.status_code == 422
    assert page.context["form"].errors["ends_0"] == ["Enter both times, or neither."]


def test_the_list_starts_with_what_we_know_and_ends_on_today(layla: Browser) -> None:
    business = opened(layla)
    form = layla.get(STEP_3).context["form"]
    assert form["label_0"].value() == "Willing to pay in advance"
    assert form["keep_0"].value() is True
    assert layla.post(STEP_3, filled(form)).url == "/desk/"
    keys = set(Criterion.objects.owned_by(business).current().values_list("key", flat=True))
    assert keys == {"advance", "responsive", "enjoy"}


def test_fewer_than_three_traits_are_refused(layla: Browser) -> None:
    opened(layla)
    form = layla.get(STEP_3).context["form"]
    page = layla.post(STEP_3, filled(form, keep_1=False))
    assert page.status_code == 422
    assert "At least three traits are needed." in page.content.decode()
    assert not Criterion.objects.exists()


def test_leaving_out_payment_in_advance_asks_with_the_reason_then_obeys(layla: Browser) -> None:
    opened(layla)
    form = layla.get(STEP_3).context["form"]
    without = filled(form, keep_0=False, keep_3="on")
    page = layla.post(STEP_3, without)
    assert page.status_code == 422
    assert "it is what keeps you from chasing money later" in page.content.decode()
    assert not Criterion.objects.exists()
    assert layla.post(STEP_3, without | {"confirm_advance_removal": "on"}).url == "/desk/"
    assert not Criterion.objects.filter(key="advance").exists()


def test_the_list_may_wait_and_is_reminded_of(layla: Browser) -> None:
    opened(layla)
    assert 'href="/desk/"' in layla.get(STEP_3).content.decode()
    assert "/desk/settings/criteria/" in layla.get("/desk/").content.decode()


def test_a_trait_of_ones_own_joins_the_list(layla: Browser) -> None:
    business = opened(layla)
    form = layla.get(STEP_3).context["form"]
    layla.post(STEP_3, filled(form, keep_6="on", label_6="Pays by bank transfer", weight_6="2"))
    assert Criterion.objects.owned_by(business).current().filter(label="Pays by bank transfer", weight=2).exists()


def test_a_finished_freelancer_is_sent_to_today(desk: Browser, criteria: list[Criterion]) -> None:
    assert desk.get(STEP_1).url == "/desk/"


def test_strangers_sign_in_first_and_bookkeepers_go_to_the_books(basma: User, sam: Freelancer) -> None:
    assert Browser().get(STEP_1).url.startswith("/accounts/login/")
    browser = Browser()
    browser.force_login(basma)
    assert browser.get(STEP_1).url == "/books/"
    assert browser.post(STEP_1, {"name": "Hers"}).url == "/books/"
