"""The Money page: where every amount is, what each way home costs, and each step of a withdrawal."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead, Platform
from core.money import Money
from payments.models import Payout, PayoutMethod, PayoutState, PlatformMethodRule
from payments.services.audit import unbalanced
from tests.cast import Freelancer
from tests.desk.conftest import filled
from tests.desk.deals import Deals
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
NEW = "/desk/money/payouts/new/?platform=mostaql&currency=USD"


@pytest.fixture
def home(nour: Freelancer) -> Home:
    """Nour on Mostaql, 20 days ago."""
    return Home(nour, now=timezone.now() - timedelta(days=20))


def text(desk: Browser, address: str = "/desk/money/") -> str:
    return desk.get(address).content.decode()


def asked(desk: Browser, **changes: Any) -> Any:
    return desk.post(NEW, filled(desk.get(NEW).context["form"], **changes))


def way(home: Home, slug: str) -> str:
    return home.method(slug).ref


def test_an_empty_page_says_what_will_stand_there(desk: Browser) -> None:
    assert "No money is on its way yet" in text(desk)


def test_every_place_shows_its_amount_and_currencies_are_never_added(
    desk: Browser, home: Home, deals: Deals, reem: Lead
) -> None:
    home.earns("400")
    home.now = timezone.now()
    home.completes(home.wins("200"))
    home.expects("100")
    order = deals.signed(reem)
    deals.claimed(order)
    page = desk.get("/desk/money/")
    now = page.context["page"].pipeline
    assert [str(one.decimal) for one in now.expected] == ["1050.00", "85.00"]
    assert [str(one.decimal) for one in now.held + now.withdrawable] == ["170.00", "340.00"]
    assert [str(one.decimal) for one in now.on_the_way] == ["350.00"]
    said = page.content.decode()
    for amount in ("1,050", "85", "170", "340", "350"):
        assert amount in said
    assert "2 payments not invoiced yet" in said


def test_ways_home_are_compared_and_the_minimum_is_shown_as_progress(desk: Browser, home: Home) -> None:
    home.earns("40")
    page = desk.get("/desk/money/")
    routes = page.context["page"].routes
    assert [route.way.method.slug for route in routes if route.is_best] == ["wise"]
    assert [route.way.method.slug for route in routes if route.is_fastest] == ["paypal"]
    payoneer = next(route for route in routes if route.way.method.slug == "payoneer")
    assert (payoneer.is_open, payoneer.gap) == (False, home.money("16"))
    assert "Payza" not in page.content.decode()
    assert "16.00 short" in page.content.decode().replace("</bdi></span>", "")
    assert page.context["page"].balances[0].gap is None


def test_below_every_minimum_the_gap_stands_at_the_balance(desk: Browser, home: Home) -> None:
    home.earns("10")
    balance = desk.get("/desk/money/").context["page"].balances[0]
    assert (balance.gap, balance.threshold) == (home.money("16.50"), home.money("25"))
    refused = asked(desk, method=way(home, "wise"))
    assert refused.status_code == 422
    assert "16.50 more is needed" in refused.content.decode()


def test_a_withdrawal_from_request_to_the_bank(desk: Browser, home: Home) -> None:
    home.earns("400")
    answer = asked(desk, amount="٣٠٠", method=way(home, "payoneer"))
    payout = Payout.objects.get()
    assert answer.url == f"/desk/money/payouts/{payout.ref}/"
    assert "It was sent" in text(desk, answer.url)
    desk.post(f"{answer.url}sending/", {"fee": "3"})
    form = desk.get(answer.url).context["arrival"]
    done = desk.post(f"{answer.url}arrival/", filled(form, received="1,086.02"))
    assert done.url == "/desk/money/"
    payout.refresh_from_db()
    assert (payout.state, payout.why) == (PayoutState.RECEIVED, "exchange")
    page = text(desk, answer.url)
    assert "3.6566" in page
    assert "1,086.02" in page
    assert "1,086" in text(desk)
    assert "1,086.02" in text(desk, "/desk/money/payouts/")
    assert unbalanced(home.nour.business) == []


def test_the_same_form_twice_is_one_withdrawal(desk: Browser, home: Home) -> None:
    home.earns("400")
    form = filled(desk.get(NEW).context["form"], amount="100", method=way(home, "wise"))
    assert desk.post(NEW, form).url == desk.post(NEW, form).url
    assert Payout.objects.count() == 1
    other = asked(desk, amount="300", method=way(home, "wise"))
    assert "Only $240.00 can be withdrawn now." in other.content.decode()


def test_a_difference_without_its_reason_comes_back_with_what_was_typed(desk: Browser, home: Home) -> None:
    home.earns("400")
    payout = home.sends(home.asks("100", "paypal"))
    address = f"/desk/money/payouts/{payout.ref}/"
    form = filled(desk.get(address).context["arrival"], received="90")
    refused = desk.post(f"{address}arrival/", form)
    assert refused.status_code == 422
    assert "$96.80 was expected" in refused.content.decode()
    assert refused.context["arrival"]["received"].value() == "90"
    desk.post(f"{address}arrival/", form | {"why": "fee"})
    payout.refresh_from_db()
    assert payout.fee == home.money("10")


def test_a_second_report_with_other_figures_is_refused_in_words(desk: Browser, home: Home) -> None:
    home.earns("400")
    address = f"/desk/money/payouts/{home.sends(home.asks('100', 'paypal')).ref}/"
    form = filled(desk.get(address).context["arrival"], received="96.80")
    assert [desk.post(f"{address}arrival/", form).status_code for _again in range(2)] == [302, 302]
    refused = desk.post(f"{address}arrival/", form | {"received": "90", "why": "fee"})
    assert refused.status_code == 422
    assert "It is written down already that $96.80 arrived on" in refused.content.decode()


def test_an_agent_hands_over_and_a_failure_comes_back(desk: Browser, home: Home) -> None:
    home.earns("400")
    address = f"/desk/money/payouts/{home.sends(home.asks('100', 'agent')).ref}/"
    desk.post(f"{address}arrival/", filled(desk.get(address).context["arrival"], received="370"))
    assert "It was handed over" in text(desk)
    assert "more can be handed over" in desk.post(f"{address}handover/", {"handed": "371"}).content.decode()
    assert desk.post(f"{address}handover/", {"handed": "360"}).url == "/desk/money/"
    other = f"/desk/money/payouts/{home.asks('100').ref}/"
    assert desk.post(f"{other}failure/", {"reason": ""}).status_code == 422
    desk.post(f"{other}failure/", {"reason": "البنك رفضها", "fee_returned": "on"})
    assert "البنك رفضها" in text(desk, other)
    assert unbalanced(home.nour.business) == []


def test_the_figures_can_be_had_as_a_sheet(desk: Browser, home: Home) -> None:
    home.earns("400")
    answer = desk.get("/desk/money/export.csv")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))
    assert ["Withdrawable", home.platform.name, "USD", "340.00"] in rows


def test_what_arrived_is_a_chart_with_its_table(desk: Browser, deals: Deals, reem: Lead) -> None:
    deals.working(reem)
    chart = desk.get("/desk/money/").context["page"].charts[0]
    assert (len(chart.bars), chart.bars[-1].is_now, chart.bars[-1].height) == (6, True, 100)
    assert "As a table" in text(desk)


def test_queries_are_flat(desk: Browser, home: Home, django_assert_max_num_queries: Any) -> None:
    home.earns("100")
    desk.get("/desk/money/")
    with django_assert_max_num_queries(15) as few:
        desk.get("/desk/money/")
    for _at in range(3):
        home.earns("100")
        home.asks("25", "wise")
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get("/desk/money/")


def test_sam_gets_404_and_sees_nothing_of_nours(sams_desk: Browser, home: Home) -> None:
    home.earns("400")
    payout = home.asks("100")
    address = f"/desk/money/payouts/{payout.ref}/"
    assert sams_desk.get(address).status_code == 404
    for step in ("sending", "arrival", "handover", "failure"):
        assert sams_desk.post(f"{address}{step}/").status_code == 404
    method = f"/desk/settings/payout-methods/{home.method().ref}/"
    assert sams_desk.get(method).status_code == sams_desk.post(f"{method}retirement/").status_code == 404
    assert not sams_desk.get("/desk/money/").context["page"].pipeline.currencies
    stolen = sams_desk.post(NEW, {"amount": "100", "method": home.method().ref})
    assert stolen.status_code == 422


def test_the_ways_are_compared_for_the_amount_that_is_typed(desk: Browser, home: Home) -> None:
    home.earns("400")
    assert desk.get(f"{NEW}&amount=١٠٠").context["amount"] == Money.of(100, "USD")
    for not_an_amount in ("", "0", "x"):
        page = desk.get(f"{NEW}&amount={not_an_amount}").context
        assert page["amount"] == page["available"] > Money.zero("USD")


def test_nothing_to_withdraw_from_leads_back(desk: Browser, home: Home) -> None:
    assert desk.get("/desk/money/payouts/new/").url == "/desk/money/"
    assert desk.get("/desk/money/payouts/new/?platform=mostaql&currency=XXX").url == "/desk/money/"
    assert "Nothing was withdrawn yet" in text(desk, "/desk/money/payouts/")


def test_methods_are_seeded_changed_ruled_and_retired(desk: Browser, nour: Freelancer) -> None:
    folder = "/desk/settings/payout-methods/"
    assert "No way is written down yet" in text(desk, folder)
    desk.post(f"{folder}usual/")
    assert PayoutMethod.objects.owned_by(nour.business).selectable().count() == 9
    wise = PayoutMethod.objects.get(slug="wise")
    changed = desk.post(f"{folder}{wise.ref}/", filled(desk.get(f"{folder}{wise.ref}/").context["form"], fixed="2.50"))
    assert changed.url == folder
    fresh = PayoutMethod.objects.get(slug="wise", valid_to=None)
    assert (fresh.fixed_minor, fresh.verified, fresh.percent_bp) == (250, True, 60)
    assert desk.get(f"{folder}{wise.ref}/").status_code == 404
    page = f"{folder}{fresh.ref}/"
    desk.post(f"{page}rules/", {"platform": "khamsat", "minimum": "90", "percent_bp": "", "is_offered": "on"})
    rule = PlatformMethodRule.objects.get()
    assert (rule.platform_slug, rule.minimum_minor, rule.is_offered) == ("khamsat", 9000, True)
    assert "90.00" in text(desk, page)
    desk.post(f"{page}rules/{rule.ref}/removal/")
    assert not PlatformMethodRule.objects.exists()
    desk.post(f"{page}retirement/")
    assert not PayoutMethod.objects.selectable().filter(slug="wise").exists()


def test_an_own_way_is_added_and_odd_figures_are_refused(desk: Browser, nour: Freelancer) -> None:
    address = "/desk/settings/payout-methods/new/"
    form = filled(desk.get(address).context["form"], name="خزنة", kind="wallet", lands_in="wallet")
    odd = desk.post(address, form | {"fee_min": "5", "fee_cap": "4"})
    assert odd.status_code == 422
    assert "The largest fee is smaller" in odd.content.decode()
    desk.post(address, form | {"fixed": "1.25"})
    assert PayoutMethod.objects.owned_by(nour.business).get().fixed_minor == 125


def test_a_platforms_hold_and_minimum_are_confirmed(desk: Browser, nour: Freelancer) -> None:
    old = Platform.objects.owned_by(nour.business).offered().get(slug="khamsat")
    address = f"/desk/settings/platforms/{old.ref}/"
    desk.post(address, filled(desk.get(address).context["form"], hold_days="10", minimum="٤٠", review_days=""))
    now = Platform.objects.owned_by(nour.business).offered().get(slug="khamsat")
    assert (now.hold_days, now.minimum_minor, now.commission_bp) == (10, 4000, old.commission_bp)
    page = text(desk, "/desk/settings/platforms/")
    assert "Money is held for 10 days." in page.replace('<bdi dir="ltr">', "").replace("</bdi>", "")
