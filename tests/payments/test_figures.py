"""What the pages say about money, at a flat price in queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.money import Money
from payments.figures import claims_to_answer, credit_of, order_money, orders_money, owed_by_currency
from payments.models import Invoice
from tests.cast import Freelancer
from tests.payments.conftest import Tell

pytestmark = pytest.mark.django_db


def test_an_orders_money_adds_up(tell: Tell) -> None:
    story = tell("12000")
    story.bills(1)
    story.bills(2)
    story.pays("3000", 1)
    story.claims("500", 2)
    money = order_money(story.order)
    assert [money.agreed, money.invoiced, money.paid, money.claimed] == [
        story.money(text) for text in ("12000", "6000", "3000", "500")
    ]
    assert [money.owed, money.not_invoiced, money.balance] == [story.money(text) for text in ("3000", "6000", "9000")]


def test_an_order_without_invoices_owes_nothing_yet(tell: Tell) -> None:
    money = order_money(tell("12000").order)
    assert (money.owed, money.balance) == (Money(0, "SAR"), Money(1_200_000, "SAR"))


def test_many_orders_cost_as_much_as_one(tell: Tell, django_assert_num_queries: Callable) -> None:
    stories = [tell("1000") for _ in range(4)]
    for story in stories:
        story.bills()
    with django_assert_num_queries(2):
        orders_money([story.order for story in stories])
    with django_assert_num_queries(2):
        order_money(stories[0].order)


def test_currencies_are_never_added(tell: Tell, nour: Freelancer) -> None:
    tell("12000").bills()
    tell("1000", currency="USD").bills()
    tell("100", currency="USD").bills()
    assert owed_by_currency(nour.business) == [Money(300_000, "SAR"), Money(27_500, "USD")]


def test_claims_wait_oldest_first_and_only_mine(tell: Tell, nour: Freelancer, sam: Freelancer) -> None:
    first, second = tell("1000"), tell("2000").later(hours=1)
    for story in (second, first):
        story.bills()
        story.claims()
    assert [claim.invoice.order for claim in claims_to_answer(nour.business)] == [first.order, second.order]
    assert not claims_to_answer(sam.business).exists()


def test_credit_by_client(tell: Tell, nour: Freelancer) -> None:
    story = tell("12000")
    story.bills()
    assert credit_of(nour.business, story.order.client.ref) == []
    story.pays("3200")
    assert credit_of(nour.business, story.order.client.ref) == [Money(20_000, "SAR")]


def test_who_to_chase_the_longest_wait_first(tell: Tell, nour: Freelancer) -> None:
    late, later, claimed, paid = tell("1"), tell("2"), tell("3"), tell("4")
    for days, story in enumerate((late, later, claimed, paid)):
        story.later(days=days).bills()
    paid.pays("1")
    claimed.claims()
    own, day = Invoice.objects.owned_by(nour.business), late.now.date()
    assert [invoice.order for invoice in own.to_chase(day + timedelta(days=60))] == [late.order, later.order]
    assert [invoice.order for invoice in own.to_chase(day + timedelta(days=8))] == [late.order]
    assert [invoice.order for invoice in own.claimed()] == [claimed.order]


def test_documents_are_newest_first(tell: Tell, nour: Freelancer) -> None:
    story = tell("12000")
    first = story.bills(1)
    second = story.later(days=1).bills(2)
    assert list(Invoice.objects.owned_by(nour.business).documents()) == [second, first]
