"""Withdrawals from a platform: asked for, sent, arrived, handed over, or come back. The books agree at every step."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from core.errors import Refused
from outbox.models import Event
from outbox.wording import describe
from payments import errors
from payments.models import AccountKind, Entry, Payout, PayoutMethod, PayoutState
from payments.services.payout_steps import Arrival, fail_payout, receive_payout
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
WITHDRAWABLE, REQUESTED, IN_TRANSIT = AccountKind.WITHDRAWABLE, AccountKind.REQUESTED, AccountKind.IN_TRANSIT
FEES, BANK = AccountKind.FEES, AccountKind.BANK


@pytest.fixture
def rich(home: Home) -> Home:
    """340 dollars withdrawable."""
    home.earns("400")
    return home


def test_several_earnings_are_withdrawn_by_amount(home: Home) -> None:
    home.earns("200")
    home.earns("200")
    rich = home
    payout = rich.asks("300")
    assert (payout.fee_expected, payout.net_expected) == (rich.money("10.43"), rich.money("289.57"))  # 3 + 2.5% of 297
    assert payout.expected_on == rich.now.date() + timedelta(days=3)
    assert (rich.stands(WITHDRAWABLE), rich.stands(REQUESTED)) == ("40.00", "300.00")
    assert rich.books_agree()


def test_below_the_minimum_the_gap_is_said(home: Home) -> None:
    home.earns("40")
    with pytest.raises(errors.BelowMinimum) as refused:
        home.asks("34")
    assert (refused.value.params["gap"], refused.value.field) == (home.money("16"), "amount")
    assert "16.00" in str(refused.value)
    assert not Payout.objects.exists()


def test_the_platforms_own_minimum_counts_where_the_way_has_none(home: Home) -> None:
    home.earns("40")
    with pytest.raises(errors.BelowMinimum) as refused:
        home.asks("24.99", "wise")
    assert refused.value.params["gap"] == home.money("0.01")
    assert home.asks("25", "wise").state == PayoutState.REQUESTED


def test_no_more_than_there_is_can_be_asked_for(rich: Home) -> None:
    with pytest.raises(errors.NotSoMuch) as refused:
        rich.asks("340.01")
    assert "340.00" in str(refused.value)
    rich.asks("340")
    with pytest.raises(errors.NotSoMuch):
        rich.asks("50")


def test_a_fee_larger_than_the_amount_is_refused(rich: Home) -> None:
    PayoutMethod.objects.filter(slug="payoneer").update(fixed_minor=6000)
    with pytest.raises(errors.FeeEatsAll, match=r"60\.00"):
        rich.asks("60")


def test_the_same_form_twice_and_a_second_tab(rich: Home) -> None:
    once = uuid4()
    first = rich.asks("300", once=once)
    assert rich.asks("300", once=once) == first
    assert rich.stands(WITHDRAWABLE) == "40.00"
    with pytest.raises(errors.NotSoMuch):  # another tab, another form
        rich.asks("300")


def test_sent_with_the_fee_that_is_known_by_then(rich: Home) -> None:
    payout = rich.sends(rich.asks("300"), fee="3")
    assert (rich.stands(REQUESTED), rich.stands(IN_TRANSIT), rich.stands(FEES)) == ("0.00", "297.00", "3.00")
    assert rich.sends(payout, fee="3").sent_at == payout.sent_at
    assert rich.stands(FEES) == "3.00"
    assert rich.books_agree()
    with pytest.raises(errors.FeeOverAmount):
        rich.sends(rich.asks("40", "wise"), fee="40")


def test_arrived_in_the_same_currency_as_expected(rich: Home) -> None:
    payout = rich.sends(rich.asks("100", "paypal"))
    payout = rich.receives(payout, "96.80")  # 2.9% and 30 cents
    assert (payout.state, payout.fee) == (PayoutState.RECEIVED, rich.money("3.20"))
    assert payout.difference == rich.money("0")
    assert rich.stands(AccountKind.WALLET) == "96.80"
    assert rich.books_agree()


def test_an_earlier_day_of_arrival_is_the_day_in_the_books(rich: Home) -> None:
    payout = rich.sends(rich.asks("100", "paypal"))
    rich.later(days=3)
    day = rich.now.date() - timedelta(days=1)
    arrival = Arrival(received=rich.money("96.80"), received_on=day)
    payout = receive_payout(payout=payout, arrival=arrival, by=rich.nour.actor, now=rich.now)
    assert payout.arrived_at is not None
    assert payout.arrived_at.date() == day
    assert Entry.objects.get(key=f"payout:{payout.ref}:arrived").happened_at == payout.arrived_at
    assert payout.sent_at is not None
    assert payout.sent_at < payout.arrived_at < rich.now


def test_another_amount_needs_its_reason(rich: Home) -> None:
    payout = rich.sends(rich.asks("100", "paypal"), fee="1")
    with pytest.raises(errors.DifferenceUnexplained, match=r"96\.80"):
        rich.receives(payout, "95")
    with pytest.raises(errors.WordsMissing):
        rich.receives(payout, "95", why="other")
    payout = rich.receives(payout, "95", why="other", words="خصم البنك الوسيط")
    assert (payout.fee, payout.difference, payout.words) == (
        rich.money("5"), rich.money("-1.80"), "خصم البنك الوسيط",
    )  # fmt: skip
    assert rich.stands(FEES) == "5.00"
    assert rich.books_agree()


def test_more_than_was_sent_gives_back_of_the_fee(rich: Home) -> None:
    payout = rich.receives(rich.sends(rich.asks("100", "paypal"), fee="4"), "98", why="fee")
    assert (payout.fee, rich.stands(FEES)) == (rich.money("2"), "2.00")
    rich.receives(rich.sends(rich.asks("100", "paypal")), "101", why="other", words="مكافأة")
    assert rich.stands(FEES) == "1.00"
    assert rich.books_agree()


def test_an_exchange_goes_through_clearing_and_its_rate_follows_from_both_amounts(rich: Home) -> None:
    payout = rich.sends(rich.asks("300"), fee="3")
    payout = rich.receives(payout, "1086.02", "SAR", why="exchange")
    assert (payout.exchanged, payout.rate) == (rich.money("297"), Decimal("3.6566"))
    assert rich.stands(BANK, currency="SAR") == "1086.02"
    assert rich.stands(AccountKind.CLEARING) == "297.00"
    assert rich.stands(AccountKind.CLEARING, currency="SAR") == "-1086.02"
    assert rich.stands(IN_TRANSIT) == "0.00"
    assert rich.books_agree()


def test_an_exchange_after_a_fee_on_the_way(rich: Home) -> None:
    payout = rich.receives(rich.sends(rich.asks("300")), "85.001", "KWD", fee=rich.money("20"))
    assert (payout.fee, payout.exchanged) == (rich.money("20"), rich.money("280"))
    assert rich.stands(BANK, currency="KWD") == "85.001"
    assert rich.books_agree()
    with pytest.raises(errors.FeeOverAmount):
        rich.receives(rich.sends(rich.asks("40", "wise")), "9", "KWD", fee=rich.money("40"))


def test_an_agent_hands_over_and_keeps_a_share(rich: Home) -> None:
    payout = rich.receives(rich.sends(rich.asks("100", "agent")), "374", "SAR")
    assert payout.state == PayoutState.WITH_AGENT
    assert rich.stands(AccountKind.AGENT, holder="agent", currency="SAR") == "374.00"
    assert rich.books_agree()
    with pytest.raises(errors.MoreThanAgentHas, match=r"374\.00"):
        rich.is_handed(payout, "375", "SAR")
    payout = rich.is_handed(payout, "360", "SAR")
    assert rich.is_handed(payout, "360", "SAR").state == PayoutState.RECEIVED
    assert rich.stands(AccountKind.CASH, currency="SAR") == "360.00"
    assert rich.stands(FEES, currency="SAR") == "14.00"
    assert rich.books_agree()


def test_it_comes_back_before_it_was_sent(rich: Home) -> None:
    payout = rich.comes_back(rich.asks("300"))
    assert rich.comes_back(payout).failed_at == payout.failed_at
    assert rich.stands(WITHDRAWABLE) == "340.00"
    assert rich.books_agree()


@pytest.mark.parametrize(("fee_returned", "left", "fees"), [(True, "340.00", "0.00"), (False, "337.00", "3.00")])
def test_it_comes_back_from_its_way(rich: Home, fee_returned: bool, left: str, fees: str) -> None:
    payout = rich.comes_back(rich.sends(rich.asks("300"), fee="3"), fee_returned)
    assert payout.state == PayoutState.FAILED
    assert (rich.stands(WITHDRAWABLE), rich.stands(FEES)) == (left, fees)
    assert rich.books_agree()


def test_another_report_of_the_arrival_is_refused_and_the_same_one_is_harmless(rich: Home) -> None:
    payout = rich.sends(rich.asks("100"))
    rich.receives(payout, "94.57")
    assert rich.receives(payout, "94.57").received == rich.money("94.57")
    with pytest.raises(errors.ArrivalStands, match=r"94\.57"):
        rich.receives(payout, "90", why="fee")
    rich.later(days=1)
    with pytest.raises(errors.ArrivalStands):  # the same amount on another day
        rich.receives(payout, "94.57")
    assert (rich.stands(BANK), Entry.objects.filter(verb="payout.arrived").count()) == ("94.57", 1)


def test_another_report_of_an_exchange_is_refused_too(rich: Home) -> None:
    payout = rich.sends(rich.asks("100"), fee="1")
    for _again in range(2):
        rich.receives(payout, "370", "SAR", fee=rich.money("2"))
    for text, currency, fee in (("370", "SAR", "3"), ("371", "SAR", "2"), ("98", "USD", "2")):
        with pytest.raises(errors.ArrivalStands, match=r"370\.00"):
            rich.receives(payout, text, currency, fee=rich.money(fee), why="fee")
    assert rich.books_agree()


def test_another_fee_or_handover_than_was_written_down_is_refused(rich: Home) -> None:
    payout = rich.asks("100", "agent")
    for _again in range(2):
        rich.sends(payout, fee="1")
    with pytest.raises(errors.SendingStands, match=r"1\.00"):
        rich.sends(payout, fee="2")
    rich.receives(payout, "374", "SAR")
    for _again in range(2):
        rich.is_handed(payout, "360", "SAR")
    with pytest.raises(errors.HandoverStands, match=r"360\.00"):
        rich.is_handed(payout, "350", "SAR")
    with pytest.raises(errors.PayoutMoved):
        rich.is_handed(rich.receives(rich.sends(rich.asks("100")), "94.57"), "94.57", "USD")
    assert rich.books_agree()


def test_no_step_is_left_out_or_taken_back(rich: Home) -> None:
    payout = rich.asks("100", "paypal")
    with pytest.raises(errors.PayoutMoved):
        rich.receives(payout, "96.80")
    with pytest.raises(errors.PayoutMoved):
        rich.is_handed(payout, "96.80", "USD")
    arrived = rich.receives(rich.sends(payout), "96.80")
    with pytest.raises(errors.ArrivalStands):
        rich.receives(arrived, "1", why="fee")
    for act in (lambda: rich.comes_back(arrived), lambda: rich.sends(arrived)):
        with pytest.raises(errors.PayoutMoved):
            act()
    assert rich.books_agree()


def test_small_refusals_of_an_arrival(rich: Home) -> None:
    payout = rich.sends(rich.asks("100", "paypal"))
    with pytest.raises(errors.NothingArrived):
        rich.receives(payout, "0")
    tomorrow = Arrival(received=rich.money("96.80"), received_on=rich.now.date() + timedelta(days=2))
    with pytest.raises(errors.ArrivalInFuture):
        receive_payout(payout=payout, arrival=tomorrow, by=rich.nour.actor, now=rich.now)
    with pytest.raises(errors.WordsMissing):
        fail_payout(payout=payout, reason=" ", by=rich.nour.actor, now=rich.now)
    payout.refresh_from_db()
    assert payout.state == PayoutState.SENT


def test_every_step_reads_well(rich: Home) -> None:
    payout = rich.is_handed(rich.receives(rich.sends(rich.asks("100", "agent")), "374", "SAR"), "360", "SAR")
    rich.comes_back(rich.asks("100"))
    lines = [describe(event) for event in Event.objects.filter(verb__startswith="payout.")]
    assert len(lines) == 6
    assert all("%(" not in line.text and "—" not in line.text for line in lines)
    assert payout.state == PayoutState.RECEIVED


def test_the_database_refuses_impossible_payouts(rich: Home) -> None:
    rows = Payout.objects.filter(pk=rich.asks("100").pk)
    for wrong in ({"state": "received"}, {"net_expected_minor": 1}, {"sent_at": rich.now}, {"handed_minor": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    assert rows.get().state == PayoutState.REQUESTED
    assert issubclass(errors.BelowMinimum, Refused)
