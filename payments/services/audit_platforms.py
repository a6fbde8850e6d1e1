"""What earnings and payouts say stands in the ledger: the documents' side of the audit of platform money."""

from collections import Counter as Tally
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import Business
from payments.models import AccountKind, Landing, Payout, PayoutState, PlatformEarning

Standing = Tally[tuple[str, str]]


def add_platforms(standing: Standing, business: Business) -> None:
    """Add to `standing` (account kind, currency) what the documents of platform money say."""
    _add_earnings(standing, business)
    _add_payouts(standing, business)
    _add_arrived(standing, business)


def _add_earnings(standing: Standing, business: Business) -> None:
    earned, freed = Q(held_at__isnull=False), Q(freed_at__isnull=False)
    won = ~earned & Q(dropped_at__isnull=True)
    sums: Iterable[Any] = (
        PlatformEarning.objects.filter(business=business)
        .values("currency")
        .annotate(
            expected=_sum("net_minor", won),
            held=_sum("net_minor", earned & ~freed),
            freed=_sum("net_minor", freed),
            price=_sum("gross_minor", earned),
            taxed=_sum("vat_minor", earned),
            kept=_sum("commission_minor", earned),
        )
    )
    for row in sums:
        currency = row["currency"]
        standing[AccountKind.EXPECTED, currency] += row["expected"]
        standing[AccountKind.PROMISED, currency] += row["expected"]
        standing[AccountKind.HELD, currency] += row["held"]
        standing[AccountKind.WITHDRAWABLE, currency] += row["freed"]
        standing[AccountKind.COMMISSION, currency] += row["kept"]
        standing[AccountKind.INCOME, currency] += row["price"] - row["taxed"]
        standing[AccountKind.VAT, currency] += row["taxed"]


def _add_payouts(standing: Standing, business: Business) -> None:
    """The currency withdrawn: what is away, what it cost, and what was given for another currency."""
    rows = Payout.objects.filter(business=business).values("currency", "received_currency", "state")
    sums: Iterable[Any] = rows.annotate(asked=Sum("amount_minor"), cost=Sum("fee_minor"))
    for row in sums:
        currency, state = row["currency"], row["state"]
        standing[AccountKind.FEES, currency] += row["cost"]
        if state == PayoutState.FAILED:
            standing[AccountKind.WITHDRAWABLE, currency] -= row["cost"]
            continue
        standing[AccountKind.WITHDRAWABLE, currency] -= row["asked"]
        if state == PayoutState.REQUESTED:
            standing[AccountKind.REQUESTED, currency] += row["asked"]
        elif state == PayoutState.SENT:
            standing[AccountKind.IN_TRANSIT, currency] += row["asked"] - row["cost"]
        elif row["received_currency"] != currency:
            standing[AccountKind.CLEARING, currency] += row["asked"] - row["cost"]


def _add_arrived(standing: Standing, business: Business) -> None:
    """Where it landed, in the currency that came."""
    came = Payout.objects.filter(business=business, arrived_at__isnull=False)
    rows = came.values("currency", "received_currency", "lands_in", "state")
    sums: Iterable[Any] = rows.annotate(landed=Sum("received_minor"), given=_sum("handed_minor"))
    for row in sums:
        currency, received = row["received_currency"], row["landed"]
        if currency != row["currency"]:
            standing[AccountKind.CLEARING, currency] -= received
        if row["lands_in"] != Landing.AGENT:
            standing[row["lands_in"], currency] += received
        elif row["state"] == PayoutState.WITH_AGENT:
            standing[AccountKind.AGENT, currency] += received
        else:
            standing[AccountKind.CASH, currency] += row["given"]
            standing[AccountKind.FEES, currency] += received - row["given"]


def _sum(column: str, only: Q | None = None) -> Coalesce:
    return Coalesce(Sum(column, filter=only), 0)
