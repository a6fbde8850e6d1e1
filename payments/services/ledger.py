"""The ledger: entries made of transfers. Nothing is edited; a correction is an entry that reverses another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from accounts.models import Business
from core.money import Money
from payments.models import Account, AccountKind, Entry, Transfer


@dataclass(frozen=True, slots=True)
class Move:
    """Money goes from the `credit` account to the `debit` account; the amount is positive."""

    debit: Account
    credit: Account
    amount: Money


def account_of(*, business: Business, kind: AccountKind, currency: str, holder: str = "", name: str = "") -> Account:
    """The business's account of this kind and currency, opened on first use."""
    rows = Account.objects.filter(business=business, kind=kind, currency=currency, holder=holder)
    found = rows.first()
    if found is None:
        fresh = Account(business=business, kind=kind, currency=currency, holder=holder, name=name)
        Account.objects.bulk_create([fresh], ignore_conflicts=True)
        found = rows.get()
    return found


@transaction.atomic
def post(
    *,
    business: Business,
    key: str,
    verb: str,
    subject: tuple[str, str],
    moves: Sequence[Move],
    now: datetime,
    reverses: Entry | None = None,
) -> Entry:
    """Write one entry with its transfers; moves of zero are left out.

    The key says what happened once: the same key again returns the first entry and writes nothing.
    Raises ValueError for a move over two currencies or into another business's account.
    """
    known = Entry.objects.filter(business=business, key=key).first()
    if known is not None:
        return known
    for move in moves:
        _check(business, move)
    entry = Entry.objects.create(
        business=business,
        key=key,
        verb=verb,
        subject_kind=subject[0],
        subject_ref=subject[1],
        happened_at=now,
        reverses=reverses,
    )
    Transfer.objects.bulk_create(
        Transfer(
            entry=entry,
            debit=move.debit,
            credit=move.credit,
            amount_minor=move.amount.minor,
            currency=move.amount.currency,
        )
        for move in moves
        if move.amount
    )
    return entry


def reverse(entry: Entry, *, verb: str, now: datetime) -> Entry:
    """The same transfers the other way round; reversing twice returns the first reversal."""
    transfers = entry.transfers.select_related("debit", "credit")
    return post(
        business=entry.business,
        key=f"{entry.key}:reversed",
        verb=verb,
        subject=(entry.subject_kind, entry.subject_ref),
        moves=[Move(debit=row.credit, credit=row.debit, amount=row.amount) for row in transfers],
        now=now,
        reverses=entry,
    )


def paired(into: Sequence[tuple[Account, Money]], out_of: Sequence[tuple[Account, Money]]) -> list[Move]:
    """Transfers that take each amount of `out_of` to the amounts of `into`; both sides must have the same sum."""
    moves: list[Move] = []
    debits, credits_ = ([(account, amount) for account, amount in side if amount] for side in (into, out_of))
    while debits and credits_:
        (debit, wanted), (credit, given) = debits.pop(0), credits_.pop(0)
        amount = min(wanted, given)
        moves.append(Move(debit=debit, credit=credit, amount=amount))
        if wanted > amount:
            debits.insert(0, (debit, wanted - amount))
        if given > amount:
            credits_.insert(0, (credit, given - amount))
    if debits or credits_:
        raise ValueError("the two sides differ")
    return moves


def balance_of(account: Account) -> Money:
    """What stands in the account, positive on the side on which it grows."""
    debits = account.debits.aggregate(total=Sum("amount_minor"))["total"] or 0
    credits_ = account.credits.aggregate(total=Sum("amount_minor"))["total"] or 0
    minor = debits - credits_ if account.grows_by_debit else credits_ - debits
    return Money(minor, account.currency)


def _check(business: Business, move: Move) -> None:
    if not move.debit.currency == move.credit.currency == move.amount.currency:
        raise ValueError("a transfer has one currency")
    if not move.debit.business_id == move.credit.business_id == business.pk:
        raise ValueError("a transfer stays within one business")
