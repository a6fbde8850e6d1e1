"""The ways home themselves: seeded, changed as dated copies, ruled by platforms, closed or taken off the list."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps

from payments import errors
from payments.models import PayoutMethod, PayoutState
from payments.services.payout_methods import (
    MethodFigures,
    add_method,
    change_method,
    remove_rule,
    retire_method,
    seed_methods,
    set_rule,
)
from tests.cast import Freelancer
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(home: Home) -> Home:
    """340 dollars withdrawable."""
    home.earns("400")
    return home


def test_closed_retired_and_unoffered_ways_are_refused(rich: Home) -> None:
    with pytest.raises(errors.MethodClosed, match="Payza"):
        rich.asks("100", "payza")
    wise = rich.method("wise")
    set_rule(method=wise, platform=rich.platform, is_offered=False, figures={})
    with pytest.raises(errors.MethodNotOffered, match="Wise"):
        rich.asks("100", "wise")
    retire_method(method=rich.method("paypal"), now=rich.now)
    with pytest.raises(PayoutMethod.DoesNotExist):
        rich.method("paypal")


def test_a_change_is_a_dated_copy_and_a_payout_keeps_its_own(rich: Home) -> None:
    payout = rich.asks("100", "paypal")
    figures = MethodFigures(
        name="PayPal", kind="paypal", lands_in="wallet", currency="USD", arrives_in="USD", percent_bp=500
    )
    fresh = change_method(method=payout.method, figures=figures, now=rich.now)
    assert (fresh.verified, fresh.slug, rich.method("paypal")) == (True, "paypal", fresh)
    payout.refresh_from_db()
    assert (payout.method.percent_bp, payout.fee_expected) == (290, rich.money("3.20"))
    assert rich.asks("100", "paypal").fee_expected == rich.money("5")
    with pytest.raises(errors.FeesDisagree):
        change_method(method=fresh, figures=replace(figures, fee_min_minor=5, fee_cap_minor=4), now=rich.now)
    assert retire_method(method=fresh, now=rich.now) == retire_method(method=fresh, now=rich.now)
    with pytest.raises(errors.MethodClosed):
        change_method(method=fresh, figures=figures, now=rich.now)


def test_a_way_of_ones_own_and_a_rule_that_goes_again(rich: Home) -> None:
    figures = MethodFigures(name="خزنة", kind="wallet", lands_in="wallet", currency="USD", arrives_in="USD", days=0)
    own = add_method(business=rich.nour.business, figures=figures, now=rich.now)
    assert rich.asks("100", own.slug).net_expected == rich.money("100")
    rule = set_rule(method=own, platform=rich.platform, is_offered=True, figures={"minimum_minor": 20_000})
    with pytest.raises(errors.BelowMinimum):
        rich.asks("100", own.slug)
    remove_rule(rule=rule)
    assert rich.asks("100", own.slug).state == PayoutState.REQUESTED


def test_the_usual_ways_are_given_once(home: Home, sam: Freelancer) -> None:
    assert seed_methods(business=home.nour.business, today=home.now.date()) == []
    seeded = seed_methods(business=sam.business, today=home.now.date())
    assert {row.slug for row in seeded if row.is_closed} == {"payza"}
    assert not any(row.verified for row in seeded)
    assert {"skrill", "neteller", "perfect-money"} <= {row.slug for row in seeded if row.is_live and row.source_note}


def test_a_business_that_has_its_ways_is_given_the_new_ones(home: Home, sam: Freelancer) -> None:
    new = {"skrill", "neteller", "perfect-money"}
    migration = import_module("payments.migrations.0009_more_usual_ways_home")
    mine = PayoutMethod.objects.owned_by(home.nour.business)
    mine.filter(slug__in=new).delete()
    for _again in range(2):
        migration.add(apps, None)
        assert set(mine.listed().filter(slug__in=new, verified=False).values_list("slug", flat=True)) == new
    assert not PayoutMethod.objects.owned_by(sam.business).exists()
    migration.remove(apps, None)
    assert not mine.filter(slug__in=new).exists()
