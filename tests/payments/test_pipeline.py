"""Every amount is in exactly one place, and the places are the ledger's, whatever was done to the money."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Business
from core.errors import Refused
from core.money import Money
from payments.models import Account, AccountKind, Payout, PayoutMethod, PlatformEarning
from payments.models.ledger import IN_HAND
from payments.pipeline import Pipeline, next_releases, pipeline_of, under_way
from payments.services.audit import unbalanced
from payments.services.ledger import balance_of
from payments.services.payout_steps import Arrival, fail_payout, hand_over, receive_payout, send_payout
from payments.services.payouts import request_payout
from tests.payments.conftest import Tell
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER, JANUARY = (
    datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
)  # fmt: skip


def pipeline(business: Business) -> Pipeline:
    return pipeline_of(business, [OCTOBER, NOVEMBER, DECEMBER, JANUARY])


def said(amounts: list[Money]) -> list[str]:
    return [f"{one.decimal} {one.currency}" for one in amounts]


def test_a_new_business_has_nothing_on_its_way(home: Home) -> None:
    now = pipeline(home.nour.business)
    assert [now.expected, now.held, now.withdrawable, now.on_the_way, now.arrived, now.currencies] == [[]] * 6


def test_direct_money_is_planned_owed_reported_and_arrived(tell: Tell) -> None:
    story = tell("4000")
    assert said(pipeline(story.business).expected) == ["4000.00 SAR"]
    story.bills()
    now = pipeline(story.business)
    assert (said(now.expected), now.planned[0].parts, now.planned[0].orders) == (["4000.00 SAR"], 3, 1)
    claim = story.claims("1200")  # more than is owed: only what is owed can be on its way
    now = pipeline(story.business)
    assert (said(now.expected), said(now.on_the_way)) == (["3000.00 SAR"], ["1000.00 SAR"])
    story.confirms(claim)
    now = pipeline(story.business)
    assert (said(now.expected), said(now.on_the_way), said(now.arrived)) == (["3000.00 SAR"], [], [])
    assert said(now.months["SAR"].sums) == ["0.00 SAR", "1200.00 SAR", "0.00 SAR"]
    assert now.payments_this_month == 0
    november = pipeline_of(story.business, [OCTOBER, NOVEMBER, DECEMBER])
    assert (said(november.arrived), november.payments_this_month) == (["1200.00 SAR"], 1)


def test_platform_money_goes_from_place_to_place(home: Home) -> None:
    order = home.wins("400")
    home.completes(order)
    home.expects("100")
    now = pipeline(home.nour.business)
    assert (said(now.expected), said(now.held)) == (["85.00 USD"], ["340.00 USD"])
    assert next_releases(home.nour.business) == {("mostaql", "USD"): home.now.date() + timedelta(days=14)}
    home.earns("100")
    payout = home.sends(home.asks("300"), fee="3")
    now = pipeline(home.nour.business)
    assert (said(now.withdrawable), said(now.on_the_way)) == (["125.00 USD"], ["297.00 USD"])
    assert under_way(home.nour.business) == [payout]
    home.receives(payout, "1086.02", "SAR")
    now = pipeline(home.nour.business)
    assert (now.on_the_way, said(now.arrived), now.payments_this_month) == ([], ["1086.02 SAR"], 1)
    assert now.currencies == ["SAR", "USD"]
    assert now.by_platform() == {("mostaql", "USD"): {AccountKind.WITHDRAWABLE: home.money("125")}}


def test_the_count_of_queries_is_flat(home: Home, django_assert_max_num_queries: Any) -> None:
    home.earns("100")
    home.receives(home.sends(home.asks("25", "wise")), "23.85", why="fee")
    with django_assert_max_num_queries(8) as few:
        pipeline(home.nour.business)
    for _at in range(3):
        home.earns("50")
        home.receives(home.sends(home.asks("25", "wise")), "23.85", why="fee")
    with django_assert_max_num_queries(len(few.captured_queries)):
        pipeline(home.nour.business)


def test_sams_money_is_not_in_nours_pipeline(home: Home, sam: object) -> None:
    home.earns("200")
    assert pipeline(sam.business).currencies == []  # type: ignore[attr-defined]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "send", "arrive", "exchange", "hand", "fail", "fail_keep"]),
        st.integers(0, 5),
        st.integers(1, 30_000),
        st.sampled_from(["paypal", "wise", "payoneer", "agent", "pickup"]),
    ),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_after_any_payouts_every_amount_is_in_one_place(rich_home: Home, acts: list) -> None:
    with transaction.atomic():
        for act, at, minor, way in acts:
            try:
                with transaction.atomic():
                    _do(rich_home, act, at, minor, way)
            except Refused:
                continue
        _all_is_well(rich_home)
        transaction.set_rollback(True)


@pytest.fixture
def rich_home(home: Home) -> Home:
    home.earns("400")
    home.completes(home.wins("100"))
    home.expects("50")
    return home


def _do(home: Home, act: str, at: int, minor: int, way: str) -> None:
    who = {"by": home.nour.actor, "now": home.now}
    if act == "ask":
        method = PayoutMethod.objects.get(business=home.nour.business, slug=way)
        request_payout(platform=home.platform, method=method, amount=Money(minor, "USD"), once=uuid4(), **who)
        return
    payouts = list(Payout.objects.owned_by(home.nour.business).order_by("pk"))
    if not payouts:
        return
    payout = payouts[at % len(payouts)]
    if act == "send":
        send_payout(payout=payout, fee=Money(minor % 500, "USD"), **who)
    elif act in {"arrive", "exchange"}:
        came = Money(minor, "USD" if act == "arrive" else "KWD")
        arrival = Arrival(received=came, received_on=home.now.date(), why="fee", fee=Money(minor % 90, "USD"))
        receive_payout(payout=payout, arrival=arrival, **who)
    elif act == "hand" and payout.received_minor:
        hand_over(payout=payout, handed=Money(minor % (payout.received_minor + 2), payout.received_currency), **who)
    elif act.startswith("fail"):
        fail_payout(payout=payout, reason="رُفض", fee_returned=act == "fail", **who)


def _all_is_well(home: Home) -> None:
    """The books agree, no place is overdrawn, and the way home holds all that was earned and neither came nor cost."""
    business = home.nour.business
    assert unbalanced(business) == []
    now = pipeline(business)
    for stage in (now.expected, now.held, now.withdrawable, now.on_the_way):
        assert all(one.minor > 0 for one in stage)
    sums = {
        (kind, currency): sum(balance_of(one).minor for one in Account.objects.filter(kind=kind, currency=currency))
        for kind in AccountKind
        for currency in ("USD", "KWD")
    }
    here = sum(one.minor for stage in (now.held, now.withdrawable, now.on_the_way) for one in stage
               if one.currency == "USD")  # fmt: skip
    earned = sum(one.net_minor for one in PlatformEarning.objects.filter(held_at__isnull=False))
    in_hand = sum(sums[kind, "USD"] for kind in IN_HAND)
    assert earned == here + in_hand + sums[AccountKind.FEES, "USD"] + sums[AccountKind.CLEARING, "USD"]
    came_in_dinars = sum(sums[kind, "KWD"] for kind in (*IN_HAND, AccountKind.AGENT, AccountKind.FEES))
    assert came_in_dinars + sums[AccountKind.CLEARING, "KWD"] == 0
    arrived_usd = now.months["USD"].sums if "USD" in now.months else []
    assert sum(one.minor for one in arrived_usd) == in_hand
