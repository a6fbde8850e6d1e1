"""Settings: the business, its windows, the ideal client, platforms, the person, the inquiry form, the bookkeeper."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import Business, Membership, User
from clients.models import Criterion, DayOff, Platform, ReplyWindow
from tests.cast import Freelancer
from tests.desk.conftest import filled

IBAN = "SA03 8000 0000 6080 1016 7519"


def changed(desk: Browser, address: str, **changes: Any) -> Any:
    return desk.post(address, filled(desk.get(address).context["form"], **changes))


def fresh(freelancer: Freelancer) -> Business:
    return Business.objects.get(pk=freelancer.business.pk)


def test_papers_get_the_vat_number_and_the_iban_without_spaces(desk: Browser, nour: Freelancer) -> None:
    answer = changed(
        desk, "/desk/settings/", legal_name="مؤسسة نور", vat_number="٣١٠ 1223 9350 0003", vat_rate_bp="15", iban=IBAN
    )
    assert answer.url == "/desk/settings/"
    business = fresh(nour)
    assert (business.vat_number, business.vat_rate_bp) == ("310122393500003", 1500)
    assert business.iban == "SA0380000000608010167519"
    assert business.legal_name == "مؤسسة نور"


def test_a_wrong_saudi_vat_number_says_the_rule_and_keeps_what_was_typed(desk: Browser, nour: Freelancer) -> None:
    page = changed(desk, "/desk/settings/", vat_number="12345", city="Riyadh")
    assert page.status_code == 422
    assert "15 digits, the first and the last are 3." in str(page.context["form"].errors["vat_number"])
    assert page.context["form"]["city"].value() == "Riyadh"
    assert fresh(nour).city == ""


def test_a_short_iban_says_how_many_characters_are_right(desk: Browser, nour: Freelancer) -> None:
    page = changed(desk, "/desk/settings/", iban="SA44 2000 0001 23")
    assert page.context["form"].errors["iban"] == ["An IBAN that starts with SA has 24 characters; this one has 14."]
    swapped = changed(desk, "/desk/settings/", iban=IBAN[:-1] + "8")
    assert "check digits" in str(swapped.context["form"].errors["iban"])


def test_without_a_vat_number_there_is_no_rate(desk: Browser, nour: Freelancer) -> None:
    changed(desk, "/desk/settings/", vat_rate_bp="15")
    assert fresh(nour).vat_rate_bp == 0


def test_windows_are_saved_and_a_single_one_warns(desk: Browser, nour: Freelancer) -> None:
    answer = changed(desk, "/desk/settings/windows/", starts_1="", ends_1="")
    assert answer.url == "/desk/settings/windows/"
    assert ReplyWindow.objects.owned_by(nour.business).count() == 1
    assert "may wait a whole day" in desk.get("/desk/settings/windows/").content.decode()


def test_overlapping_windows_are_refused(desk: Browser, nour: Freelancer) -> None:
    page = changed(desk, "/desk/settings/windows/", starts_1="10:00", ends_1="12:00")
    assert page.status_code == 422
    assert "Two reply windows overlap." in page.content.decode()
    assert str(ReplyWindow.objects.owned_by(nour.business).in_order()[1]) == "16:00–17:00"


def test_the_week_and_its_zone_change(desk: Browser, nour: Freelancer) -> None:
    desk.post("/desk/settings/windows/week/", {"zone": "Africa/Cairo", "working_days": ["6", "7", "1"]})
    assert (fresh(nour).zone, fresh(nour).working_days) == ("Africa/Cairo", [1, 6, 7])
    refused = desk.post("/desk/settings/windows/week/", {"zone": "Africa/Cairo"})
    assert refused.status_code == 422
    assert "Choose at least one working day." in refused.content.decode()


def test_a_day_off_comes_and_goes(desk: Browser, nour: Freelancer) -> None:
    day = timezone.localdate() + timedelta(days=9)
    desk.post("/desk/settings/windows/days-off/", {"date": day.isoformat(), "reason": "Eid"})
    row = DayOff.objects.owned_by(nour.business).get()
    assert (row.date, row.reason) == (day, "Eid")
    desk.post(f"/desk/settings/windows/days-off/{row.ref}/removal/")
    assert not DayOff.objects.exists()


def test_the_ideal_client_is_rewritten_as_a_new_version(
    desk: Browser, nour: Freelancer, criteria: list[Criterion]
) -> None:
    answer = changed(desk, "/desk/settings/criteria/", weight_1="5")
    assert answer.url == "/desk/settings/criteria/"
    assert {row.version for row in Criterion.objects.owned_by(nour.business).current()} == {2}


def test_removing_payment_in_advance_is_confirmed(desk: Browser, nour: Freelancer, criteria: list[Criterion]) -> None:
    page = changed(desk, "/desk/settings/criteria/", keep_0=False)
    assert page.status_code == 422
    assert "Leave it out all the same" in page.content.decode()
    assert changed(desk, "/desk/settings/criteria/", keep_0=False, confirm_advance_removal="on").status_code == 302
    assert not Criterion.objects.owned_by(nour.business).current().filter(key="advance").exists()


def test_a_platforms_figure_is_confirmed_as_a_new_copy(desk: Browser, nour: Freelancer) -> None:
    old = Platform.objects.owned_by(nour.business).get(slug="mostaql")
    assert "not confirmed" in desk.get("/desk/settings/platforms/").content.decode()
    changed(desk, f"/desk/settings/platforms/{old.ref}/", commission_bp="١٢٫٥")
    now = Platform.objects.owned_by(nour.business).offered().get(slug="mostaql")
    assert (now.commission_bp, now.verified) == (1250, True)
    old.refresh_from_db()
    assert old.commission_bp == 1500
    assert desk.get(f"/desk/settings/platforms/{old.ref}/").status_code == 404


def test_an_impossible_commission_is_refused(desk: Browser, nour: Freelancer) -> None:
    ref = Platform.objects.owned_by(nour.business).get(slug="mostaql").ref
    assert changed(desk, f"/desk/settings/platforms/{ref}/", commission_bp="140").status_code == 422


def test_the_inquiry_forms_address_changes_unless_taken(desk: Browser, nour: Freelancer, sam: Freelancer) -> None:
    changed(desk, "/desk/settings/inquiry/", slug="nour-design")
    page = desk.get("/desk/settings/inquiry/").content.decode()
    assert "http://testserver/i/nour-design/" in page
    assert "&lt;iframe" in page
    taken = changed(desk, "/desk/settings/inquiry/", slug=sam.business.slug)
    assert taken.status_code == 422
    assert "Another business uses this address already." in taken.content.decode()
    assert changed(desk, "/desk/settings/inquiry/", slug="نور").status_code == 422
    assert fresh(nour).slug == "nour-design"


def test_i_choose_my_language_and_digits(desk: Browser, nour: Freelancer) -> None:
    changed(desk, "/desk/settings/me/", full_name="  Nour  Hashimi ", digits="arab", language="ar")
    nour.user.refresh_from_db()
    assert (nour.user.full_name, nour.user.digits, nour.user.language) == ("Nour Hashimi", "arab", "ar")


def test_nour_does_not_close_sams_books_to_his_bookkeeper(desk: Browser, basma: User) -> None:
    assert desk.post(f"/desk/settings/bookkeeper/{basma.ref}/removal/").status_code == 404
    assert Membership.objects.filter(user=basma).exists()


def test_sam_gets_404_for_nours_platforms_and_days(sams_desk: Browser, nour: Freelancer) -> None:
    platform = Platform.objects.owned_by(nour.business).get(slug="mostaql")
    day = DayOff.objects.create(business=nour.business, date=timezone.localdate())
    assert sams_desk.get(f"/desk/settings/platforms/{platform.ref}/").status_code == 404
    assert sams_desk.post(f"/desk/settings/windows/days-off/{day.ref}/removal/").status_code == 404
    assert DayOff.objects.filter(pk=day.pk).exists()


@pytest.mark.parametrize("page", ["", "windows/", "criteria/", "platforms/", "inquiry/", "me/", "bookkeeper/"])
def test_every_part_of_the_settings_opens_and_names_itself(desk: Browser, page: str) -> None:
    answer = desk.get(f"/desk/settings/{page}")
    assert answer.status_code == 200
    assert [tab["href"] for tab in answer.context["tabs"] if tab["current"]] == [f"/desk/settings/{page}"]
