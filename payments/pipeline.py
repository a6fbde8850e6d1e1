"""Money on its way home: every amount in exactly one place, read as sums over ledger accounts. Pure reads.

Only two things are not in the ledger yet and come from their documents: instalments that were not invoiced, and what
clients report to have sent (a part of what they owe). No two currencies are ever added.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from accounts.models import Business
from core.money import Money
from orders.models import Instalment, InstalmentState, OrderKind, OrderState

from .models import Account, AccountKind, EarningState, PaymentClaim, Payout, PlatformEarning, Transfer
from .models.ledger import IN_HAND

ON_THE_WAY = (AccountKind.REQUESTED, AccountKind.IN_TRANSIT, AccountKind.AGENT)
WATCHED = (
    AccountKind.EXPECTED, AccountKind.HELD, AccountKind.WITHDRAWABLE, *ON_THE_WAY, AccountKind.RECEIVABLE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one ledger account."""

    kind: str
    holder: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Planned:
    """Agreed with direct clients and not invoiced yet, in one currency."""

    amount: Money
    parts: int
    orders: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came into hand in one currency: a sum for each month, the oldest first; `payments` counts the last one's."""

    sums: list[Money]
    payments: int


@dataclass(frozen=True)
class Pipeline:
    """All money of a business that has not arrived, and what lately did. Lists hold one amount per currency."""

    first_currency: str
    standings: list[Standing]
    planned: list[Planned]
    reported: dict[str, int]
    months: dict[str, Arrived] = field(default_factory=dict)

    @property
    def expected(self) -> list[Money]:
        """Won on platforms, owed by clients without what they report, and planned for later."""
        sums = self._of(AccountKind.EXPECTED, AccountKind.RECEIVABLE)
        for one in self.planned:
            sums[one.amount.currency] += one.amount.minor
        for currency, minor in self.reported.items():
            sums[currency] -= minor
        return self._listed(sums)

    @property
    def held(self) -> list[Money]:
        return self._listed(self._of(AccountKind.HELD))

    @property
    def withdrawable(self) -> list[Money]:
        return self._listed(self._of(AccountKind.WITHDRAWABLE))

    @property
    def on_the_way(self) -> list[Money]:
        """Withdrawals asked for, sent or with an agent, and what clients report to have sent."""
        sums = self._of(*ON_THE_WAY)
        for currency, minor in self.reported.items():
            sums[currency] += minor
        return self._listed(sums)

    @property
    def arrived(self) -> list[Money]:
        """In the last of the months."""
        return self._listed({currency: one.sums[-1].minor for currency, one in self.months.items() if one.sums})

    @property
    def payments_this_month(self) -> int:
        return sum(one.payments for one in self.months.values())

    @property
    def currencies(self) -> list[str]:
        """Every currency with an amount anywhere, the business's own first."""
        stages = (self.expected, self.held, self.withdrawable, self.on_the_way, self.arrived)
        return [money.currency for money in self._listed({one.currency: 1 for stage in stages for one in stage})]

    def by_platform(self) -> dict[tuple[str, str], dict[str, Money]]:
        """(platform slug, currency) → what is held and withdrawable there, where there is any."""
        found: dict[tuple[str, str], dict[str, Money]] = {}
        for one in self.standings:
            if one.kind in {AccountKind.HELD, AccountKind.WITHDRAWABLE} and one.amount:
                found.setdefault((one.holder, one.amount.currency), {})[one.kind] = one.amount
        return found

    def name_of(self, slug: str) -> str:
        return next((one.name for one in self.standings if one.holder == slug and one.name), slug)

    def _of(self, *kinds: str) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for one in self.standings:
            if one.kind in kinds:
                sums[one.amount.currency] += one.amount.minor
        return sums

    def _listed(self, sums: dict[str, int]) -> list[Money]:
        """The business's own currency first, then the others by name; none that is zero."""
        order = sorted(sums, key=lambda currency: (currency != self.first_currency, currency))
        return [Money(sums[currency], currency) for currency in order if sums[currency]]


def pipeline_of(business: Business, months: Sequence[datetime]) -> Pipeline:
    """All money of a business, in at most eight queries. `months`: where each begins, last where the final one ends."""
    return Pipeline(
        business.currency, _standings(business), _planned(business), _reported(business), arrived(business, months)
    )


def arrived(business: Business, months: Sequence[datetime]) -> dict[str, Arrived]:
    """What came into bank accounts, wallets and hands between the given instants, by currency. At most five queries."""
    spans = list(pairwise(months))
    if not spans:
        return {}
    ours = list(Account.objects.filter(business=business, kind__in=IN_HAND).values_list("pk", flat=True))
    rows = Transfer.objects.filter(
        entry__business=business, entry__happened_at__gte=months[0], entry__happened_at__lt=months[-1]
    )
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(spans))
    for row in _by_month(rows.filter(debit__in=ours), spans):
        found[row["currency"]][row["month"]] += row["total"]
    if Transfer.objects.filter(credit__in=ours).exists():  # rare: money in hand goes out by reversals alone
        for row in _by_month(rows.filter(credit__in=ours), spans):
            found[row["currency"]][row["month"]] -= row["total"]
    last = rows.filter(debit__in=ours, entry__happened_at__gte=spans[-1][0]).values("currency")
    counted: Iterable[Any] = last.annotate(payments=Count("entry", distinct=True))
    payments = {row["currency"]: row["payments"] for row in counted}
    return {
        currency: Arrived([Money(minor, currency) for minor in each], payments.get(currency, 0))
        for currency, each in sorted(found.items())
    }


def _by_month(rows: "QuerySet[Transfer]", spans: Sequence[tuple[datetime, datetime]]) -> Iterable[Any]:
    """Sums by currency and the number of the span they fall into."""
    month = Case(
        *(When(entry__happened_at__lt=ends, then=at) for at, (_starts, ends) in enumerate(spans)),
        output_field=IntegerField(),
    )
    return rows.values("currency", month=month).annotate(total=Sum("amount_minor"))


def next_releases(business: Business) -> dict[tuple[str, str], date]:
    """(platform slug, currency) → the next day on which held money becomes withdrawable there."""
    rows = PlatformEarning.objects.owned_by(business).held().order_by()
    found: Iterable[Any] = rows.values("platform__slug", "currency").annotate(first=Min("release_on"))
    return {(row["platform__slug"], row["currency"]): row["first"] for row in found}


def under_way(business: Business) -> list[Payout]:
    """Withdrawals asked for and not in hand yet, the oldest first."""
    return list(Payout.objects.owned_by(business).under_way().with_way()[:50])


def on_the_way(business: Business) -> "QuerySet[Any, tuple[Any, ...]]":
    """What comes by itself now, the next day first: withdrawals under way (what is expected of them), and what
    platforms hold. Rows of: state, minor units, currency, platform, way, day, ref of the withdrawal or of the order.
    """
    payouts = Payout.objects.owned_by(business).under_way().order_by()
    held = PlatformEarning.objects.owned_by(business).held().order_by()
    asked = payouts.values_list(
        "state", "net_expected_minor", "currency", "platform__name", "method__name", "expected_on", "ref"
    )
    kept = held.values_list(
        Value(EarningState.HELD.value), "net_minor", "currency", "platform__name", Value(""), "release_on", "order__ref"
    )
    return asked.union(kept, all=True).order_by(F("expected_on").asc(nulls_last=True), "ref")


def _standings(business: Business) -> list[Standing]:
    accounts = Account.objects.filter(business=business, kind__in=WATCHED).order_by("currency", "kind", "holder")
    return [
        Standing(row.kind, row.holder, row.name, Money(row.into - row.out_of, row.currency))
        for row in accounts.annotate(into=_moved("debit"), out_of=_moved("credit"))
    ]


def _moved(side: str) -> Coalesce:
    """The sum of the transfers on one side of an account, read from an index alone."""
    sums = Transfer.objects.filter(**{side: OuterRef("pk")}).order_by().values(side).annotate(sum=Sum("amount_minor"))
    return Coalesce(Subquery(sums.values("sum"), output_field=BigIntegerField()), 0)


def _planned(business: Business) -> list[Planned]:
    rows = Instalment.objects.filter(
        business=business, state__in=[InstalmentState.PLANNED, InstalmentState.DUE], order__kind=OrderKind.DIRECT
    ).exclude(order__state=OrderState.CANCELLED)
    sums = rows.order_by().values("currency").annotate(
        total=Sum("amount_minor"), parts=Count("pk"), deals=Count("order", distinct=True)
    )  # fmt: skip
    found: Iterable[Any] = sums
    return [Planned(Money(row["total"], row["currency"]), row["parts"], row["deals"]) for row in found]


def _reported(business: Business) -> dict[str, int]:
    """Of what clients owe, what they say is on its way; never more than they owe."""
    owed = F("invoice__total_minor") - F("invoice__paid_minor")
    rows = PaymentClaim.objects.filter(business=business, state=PaymentClaim.State.PENDING).order_by()
    sums: Iterable[Any] = rows.values("currency").annotate(sent=Sum(Least(F("amount_minor"), owed)))
    return {row["currency"]: row["sent"] for row in sums}
