"""Entries made of transfers: balanced whatever happens, written once, never changed."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.money import Money
from payments.models import Account, AccountKind, Entry, Transfer
from payments.services.audit import assert_balanced
from payments.services.ledger import Move, account_of, balance_of, paired, post, reverse
from payments.services.opening import COMMON, open_books
from tests.cast import NOW, Freelancer

pytestmark = pytest.mark.django_db
KINDS = list(AccountKind)


def account(nour: Freelancer, kind: str, currency: str = "SAR") -> Account:
    return account_of(business=nour.business, kind=AccountKind(kind), currency=currency)


def write(nour: Freelancer, key: str, *moves: Move) -> Entry:
    return post(business=nour.business, key=key, verb="test", subject=("test", "1"), moves=moves, now=NOW)


def sale(nour: Freelancer, minor: int) -> Move:
    return Move(debit=account(nour, "receivable"), credit=account(nour, "income"), amount=Money(minor, "SAR"))


def test_each_account_grows_on_its_own_side(nour: Freelancer) -> None:
    write(nour, "one", sale(nour, 1_000))
    assert balance_of(account(nour, "receivable")) == balance_of(account(nour, "income")) == Money(1_000, "SAR")


def test_the_same_key_writes_once(nour: Freelancer) -> None:
    first = write(nour, "one", sale(nour, 1_000))
    assert write(nour, "one", sale(nour, 9_999)) == first
    assert balance_of(account(nour, "income")) == Money(1_000, "SAR")


def test_moves_of_nothing_are_left_out(nour: Freelancer) -> None:
    assert write(nour, "one", sale(nour, 1_000), sale(nour, 0)).transfers.count() == 1


def test_a_reversal_undoes_an_entry_once(nour: Freelancer) -> None:
    entry = write(nour, "one", sale(nour, 1_000))
    undone = reverse(entry, verb="undone", now=NOW)
    assert reverse(entry, verb="undone", now=NOW) == undone
    assert undone.reverses == entry
    assert not balance_of(account(nour, "income"))


def test_two_currencies_never_meet_in_a_transfer(nour: Freelancer) -> None:
    move = Move(debit=account(nour, "receivable"), credit=account(nour, "income", "USD"), amount=Money(1, "SAR"))
    with pytest.raises(ValueError, match="one currency"):
        write(nour, "one", move)


def test_another_business_is_out_of_reach(nour: Freelancer, sam: Freelancer) -> None:
    move = Move(debit=account(sam, "receivable"), credit=account(nour, "income"), amount=Money(1, "SAR"))
    with pytest.raises(ValueError, match="one business"):
        write(nour, "one", move)


def test_an_unequal_pair_of_sides_is_refused(nour: Freelancer) -> None:
    with pytest.raises(ValueError, match="differ"):
        paired([(account(nour, "bank"), Money(5, "SAR"))], [(account(nour, "income"), Money(6, "SAR"))])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(
            st.lists(st.sampled_from(KINDS), min_size=2, max_size=2, unique=True),
            st.integers(1, 10**12),
            st.sampled_from(["SAR", "KWD"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_all_balances_together_are_zero_whatever_was_posted(nour: Freelancer, moves: list) -> None:
    at = Entry.objects.count()
    for number, ((debit, credit), minor, currency) in enumerate(moves):
        move = Move(
            debit=account(nour, debit, currency), credit=account(nour, credit, currency), amount=Money(minor, currency)
        )
        write(nour, f"{at}-{number}", move)
    for currency in ("SAR", "KWD"):
        accounts = Account.objects.filter(business=nour.business, currency=currency)
        signed = [balance_of(one).minor * (1 if one.grows_by_debit else -1) for one in accounts]
        assert sum(signed) == 0


@pytest.mark.parametrize("model", [Entry, Transfer])
def test_the_database_refuses_to_change_or_delete(nour: Freelancer, model: type) -> None:
    write(nour, "one", sale(nour, 1_000))
    rows = model.objects.all()
    changed = {"verb" if model is Entry else "amount_minor": 7}
    for act in (lambda: rows.update(**changed), lambda: rows._raw_delete("default")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()
    assert balance_of(account(nour, "income")) == Money(1_000, "SAR")


def test_opening_a_business_opens_its_accounts_once(nour: Freelancer, now: datetime) -> None:
    from outbox.models import Event

    opened = Event.objects.get(business=nour.business, verb="business.opened")
    open_books(opened, now=now)
    open_books(opened, now=now)
    kinds = Account.objects.filter(business=nour.business).values_list("kind", flat=True)
    assert sorted(kinds) == sorted(COMMON)


def test_an_entry_without_its_document_is_found(nour: Freelancer) -> None:
    from payments.errors import BooksOff

    assert_balanced(nour.business)
    write(nour, "one", sale(nour, 1_000))
    with pytest.raises(BooksOff, match=r"income: 10.00 / 0.00 SAR"):
        assert_balanced(nour.business)
