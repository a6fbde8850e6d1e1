"""What an order through a platform brings: expected, held for the platform's days, then withdrawable."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from core.money import Money
from orders.models import Order
from outbox.models import Event, Todo
from outbox.services.sweeps import drain
from outbox.wording import describe
from payments.errors import NotThroughPlatform
from payments.models import AccountKind, EarningState, Invoice, PlatformEarning
from payments.services.earnings import expect_earning, free_earning, free_earnings, hold_earning
from tests.cast import NOW, Freelancer
from tests.payments.conftest import Tell, register_for_vat
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
EXPECTED, HELD, WITHDRAWABLE = AccountKind.EXPECTED, AccountKind.HELD, AccountKind.WITHDRAWABLE


def test_a_won_order_is_expected_and_no_income_yet(home: Home) -> None:
    earning = home.expects("200")
    assert (earning.gross, earning.commission, earning.net) == (home.money("200"), home.money("30"), home.money("170"))
    assert earning.state == EarningState.EXPECTED
    assert home.stands(EXPECTED) == home.stands(AccountKind.PROMISED) == "170.00"
    assert home.stands(AccountKind.INCOME) == "0.00"
    assert home.books_agree()


def test_completion_makes_it_income_that_the_platform_holds(home: Home) -> None:
    order = home.wins("200")
    home.later(days=3)
    earning = home.completes(order)
    assert (earning.state, earning.release_on) == (EarningState.HELD, date(2026, 12, 9))
    assert (home.stands(EXPECTED), home.stands(AccountKind.PROMISED)) == ("0.00", "0.00")
    assert (home.stands(HELD), home.stands(AccountKind.COMMISSION), home.stands(AccountKind.INCOME)) == (
        "170.00", "30.00", "200.00",
    )  # fmt: skip
    assert home.books_agree()


def test_the_vat_in_the_price_belongs_to_the_tax_office(home: Home, nour: Freelancer) -> None:
    register_for_vat(nour)
    earning = home.completes(home.wins("100"))
    assert (earning.gross, earning.vat) == (home.money("115"), home.money("15"))
    assert (home.stands(AccountKind.INCOME), home.stands(AccountKind.VAT)) == ("100.00", "15.00")
    assert home.books_agree()


def test_it_is_freed_on_its_day_in_the_business_zone_and_not_before(home: Home) -> None:
    earning = home.completes(home.wins("200"))
    assert free_earnings(now=NOW + timedelta(days=13)) == 0
    assert home.stands(HELD) == "170.00"
    midnight = NOW.replace(hour=21, minute=0) + timedelta(days=13)  # 00:00 of the 14th day in Riyadh
    assert free_earnings(now=midnight - timedelta(minutes=1)) == 0
    assert free_earnings(now=midnight) == 1
    assert free_earnings(now=midnight) == 0
    earning.refresh_from_db()
    assert (earning.state, earning.freed_at) == (EarningState.FREED, midnight)
    assert (home.stands(HELD), home.stands(WITHDRAWABLE)) == ("0.00", "170.00")
    assert home.books_agree()


def test_a_platform_that_holds_nothing_lets_it_out_at_once(home: Home) -> None:
    home.platform.__class__.objects.filter(pk=home.platform.pk).update(hold_days=0)
    assert home.completes(home.wins("200")).state == EarningState.FREED
    assert home.stands(WITHDRAWABLE) == "170.00"


def test_days_and_commission_are_those_of_the_day_it_was_won(home: Home) -> None:
    order = home.wins("200")
    earning = expect_earning(order=order, by=home.nour.actor, now=home.now)
    home.platform.__class__.objects.filter(pk=home.platform.pk).update(hold_days=1, commission_bp=9000)
    again = home.completes(order)
    assert (again.pk, again.hold_days, again.commission) == (earning.pk, 14, home.money("30"))


@pytest.mark.parametrize(
    ("price", "commission"),
    [("266.64", "26.66"), ("333.36", "33.34"), ("0.05", "0.01"), ("0.04", "0.00")],  # 10%, rounded half up
)
def test_commission_is_rounded_half_up_to_the_minor_unit(home: Home, price: str, commission: str) -> None:
    home.platform.__class__.objects.filter(pk=home.platform.pk).update(commission_bp=1000)
    earning = home.expects(price)
    assert earning.commission == home.money(commission)
    assert earning.commission + earning.net == earning.gross


@pytest.mark.parametrize(("currency", "net"), [("JPY", Money(850, "JPY")), ("KWD", Money(850_001, "KWD"))])
def test_currencies_without_and_with_three_decimals(nour: Freelancer, currency: str, net: Money) -> None:
    home = Home(nour, currency=currency)
    earning = home.completes(home.wins("1000" if currency == "JPY" else "1000.001"))
    assert earning.net == net
    assert home.books_agree()


def test_everything_twice_is_harmless(home: Home) -> None:
    order = home.wins("200")
    first = expect_earning(order=order, by=home.nour.actor, now=home.now)
    assert expect_earning(order=order, by=home.nour.actor, now=home.now) == first
    assert home.completes(order) == home.completes(order) == first
    first.refresh_from_db()
    assert free_earning(earning=first, by=home.nour.actor, now=home.now)
    assert not free_earning(earning=first, by=home.nour.actor, now=home.now)
    assert home.stands(WITHDRAWABLE) == "170.00"
    assert Event.objects.filter(verb__startswith="earning.").count() == 3
    assert home.books_agree()


def test_a_direct_order_has_no_earning(tell: Tell) -> None:
    story = tell("1000")
    with pytest.raises(NotThroughPlatform):
        expect_earning(order=story.order, by=story.owner, now=story.now)
    story.worker()
    assert not PlatformEarning.objects.exists()


def test_the_worker_books_it_when_the_order_opens_and_invoices_nothing(home: Home) -> None:
    order = home.wins("200")
    drain(now=home.now)
    earning = PlatformEarning.objects.get(order=order)
    assert (earning.expected_at, earning.state) == (order.opened_at, EarningState.EXPECTED)
    assert not Invoice.objects.exists()
    assert "170.00" in describe(Event.objects.get(verb="earning.expected")).text


def test_a_completion_told_before_the_opening_still_books_both(home: Home) -> None:
    """Reactions may run in any order; the completion brings what the opening still owed."""
    order = home.wins("200")
    hold_earning(order=order, by=home.nour.actor, now=home.now)
    drain(now=home.now)
    assert PlatformEarning.objects.get(order=order).state == EarningState.HELD
    assert home.stands(EXPECTED) == "0.00"
    assert home.books_agree()


def test_the_threshold_is_told_once_until_the_next_withdrawal(home: Home) -> None:
    """Payoneer lets 50 dollars out, PayPal and Wise less; Mostaql itself says 25."""
    home.earns("20")
    assert not Todo.objects.filter(key__startswith="payout-ready").exists()
    home.earns("20")
    home.earns("20")
    todo = Todo.objects.get(key__startswith="payout-ready")
    assert "Mostaql" in todo.text or "مستقل" in todo.text
    payout = home.asks("30", "wise")
    todo.refresh_from_db()
    assert todo.done_at == home.now
    home.comes_back(payout)
    assert Todo.objects.filter(key__startswith="payout-ready", done_at=None).count() == 1


def test_the_database_refuses_what_does_not_sum_or_skips_a_step(home: Home) -> None:
    rows = PlatformEarning.objects.filter(pk=home.expects("200").pk)
    wrongs = ({"net_minor": 5}, {"release_on": NOW.date()}, {"freed_at": NOW}, {"vat_minor": F("gross_minor")})
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    assert rows.get().state == EarningState.EXPECTED


def test_it_is_told_on_the_timeline_of_its_order_and_client(home: Home) -> None:
    earning = home.earns("200")
    order = Order.objects.get(pk=earning.order_id)
    verbs = Event.objects.of_order(home.nour.business, order.ref).values_list("verb", flat=True)
    assert {"earning.expected", "earning.held", "earning.freed"} <= set(verbs)
    for event in Event.objects.filter(verb__startswith="earning."):
        assert "%(" not in describe(event).text
        assert "—" not in describe(event).text
