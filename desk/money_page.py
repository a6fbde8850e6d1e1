"""What the Money page says: where every amount is, what each way home costs, what is under way, what has arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from accounts.models import Business
from core.formats import currency_name, month_text, number_text
from core.money import Money
from payments.errors import BelowMinimum, FeeEatsAll
from payments.figures import claims_to_answer
from payments.models import AccountKind, PaymentClaim, Payout
from payments.pipeline import Pipeline, next_releases, pipeline_of, under_way
from payments.services.fees import Fee, preview
from payments.services.payout_methods import Way, ways_of
from payments.services.payouts import checked_fee

MONTHS = 6
Source = tuple[str, str]  # platform slug, currency


@dataclass(frozen=True)
class Route:
    """One way home for what is withdrawable: what it costs now, and why it cannot be taken if it cannot."""

    way: Way
    fee: Fee
    gap: Money | None  # what is missing to the smallest withdrawal
    too_dear: bool
    is_best: bool = False
    is_fastest: bool = False

    @property
    def is_open(self) -> bool:
        return self.gap is None and not self.too_dear


@dataclass(frozen=True)
class Balance:
    """What one platform has of ours in one currency, and how far it is to the smallest withdrawal."""

    slug: str
    name: str
    withdrawable: Money
    held: Money
    next_release: date | None
    threshold: Money

    @property
    def gap(self) -> Money | None:
        """What is missing; None once the threshold is reached."""
        return self.threshold - self.withdrawable if self.withdrawable < self.threshold else None


@dataclass(frozen=True)
class Bar:
    """A month of the chart; `height` is its share of the tallest in percent."""

    month: str
    amount: Money
    height: int
    is_now: bool

    @property
    def top(self) -> int:
        return 100 - self.height

    @property
    def short(self) -> str:
        """The amount in whole units, for a look; the table says it exactly. Nothing over an empty month."""
        return number_text(round(self.amount.decimal)) if self.amount else ""


@dataclass(frozen=True)
class Chart:
    """What arrived in one currency, month by month; `mean` is of the months before this one, since the first of any."""

    bars: list[Bar]
    mean: Money | None

    @property
    def currency_name(self) -> str:
        return currency_name(self.bars[0].amount.currency, (get_language() or "ar")[:2])


class MoneyPage:
    """Everything the page shows, read once, with a fixed number of queries. `source` is whose routes are compared."""

    def __init__(self, business: Business, *, now: datetime, source: Source | None = None) -> None:
        self.business, self.now = business, now
        self.today = now.astimezone(ZoneInfo(business.zone)).date()
        self.months = _months(self.today, business)
        self.asked = source

    @cached_property
    def pipeline(self) -> Pipeline:
        return pipeline_of(self.business, self.months)

    @cached_property
    def payouts(self) -> list[Payout]:
        return under_way(self.business)

    @cached_property
    def claims(self) -> list[PaymentClaim]:
        return list(claims_to_answer(self.business)[:3])

    @cached_property
    def _releases(self) -> dict[Source, date]:
        return next_releases(self.business)

    @cached_property
    def _ways(self) -> dict[Source, list[Way]]:
        return ways_of(self.business, list(self.pipeline.by_platform()))

    # --- notes under the figures -------------------------------------------------------------------------------

    @property
    def month(self) -> str:
        """The name of the present month."""
        return month_text(self.today)

    @property
    def parts(self) -> int:
        return sum(one.parts for one in self.pipeline.planned)

    @property
    def next_release(self) -> date | None:
        return min(self._releases.values(), default=None)

    @property
    def next_arrival(self) -> date | None:
        days = [one.expected_on for one in self.payouts if one.expected_on]
        return min(days, default=None)

    @property
    def withdrawable_at(self) -> list[str]:
        return list(dict.fromkeys(one.name for one in self.balances if one.withdrawable))

    @property
    def is_empty(self) -> bool:
        """Nothing on its way and nothing ever arrived lately: the page then says what will stand here."""
        return not self.pipeline.currencies and not self.charts and not self.payouts

    # --- platforms ---------------------------------------------------------------------------------------------

    @cached_property
    def balances(self) -> list[Balance]:
        """By platform and currency, the most withdrawable of each currency first."""
        found = [self._balance(source, kinds) for source, kinds in self.pipeline.by_platform().items()]
        return sorted(found, key=lambda one: (one.withdrawable.currency, -one.withdrawable.minor, one.name))

    def _balance(self, source: Source, kinds: dict[str, Money]) -> Balance:
        slug, currency = source
        zero = Money.zero(currency)
        least = [way.minimum for way in self._ways.get(source, [])]
        return Balance(
            slug,
            self.pipeline.name_of(slug),
            kinds.get(AccountKind.WITHDRAWABLE, zero),
            kinds.get(AccountKind.HELD, zero),
            self._releases.get(source),
            min(least, default=zero),
        )

    @cached_property
    def source(self) -> Balance | None:
        """Whose routes are compared: the one asked for, else the largest balance that can be withdrawn."""
        full = [one for one in self.balances if one.withdrawable]
        asked = [one for one in full if (one.slug, one.withdrawable.currency) == self.asked]
        return next(iter([*asked, *sorted(full, key=lambda one: one.gap is not None)]), None)

    @cached_property
    def sources(self) -> list[Balance]:
        """The balances one can choose between."""
        full = [one for one in self.balances if one.withdrawable]
        return full if len(full) > 1 else []

    @cached_property
    def routes(self) -> list[Route]:
        """Every way for the whole balance of the source, the best net first; what cannot be taken comes last."""
        if self.source is None:
            return []
        amount = self.source.withdrawable
        ways = self._ways.get((self.source.slug, amount.currency), [])
        return ranked([route_of(way, amount) for way in ways])

    @property
    def unconfirmed(self) -> list[str]:
        """Ways whose figures nobody has compared with an account yet."""
        return [route.way.method.name for route in self.routes if not route.way.method.verified]

    # --- arrived -----------------------------------------------------------------------------------------------

    @cached_property
    def charts(self) -> list[Chart]:
        months = self.pipeline.months
        first = self.business.currency
        return [_chart(months[name].sums, self.months) for name in sorted(months, key=lambda one: (one != first, one))]


def route_of(way: Way, amount: Money) -> Route:
    """What withdrawing `amount` this way would cost, and whether it can be taken."""
    fee = preview(way.terms, amount)
    try:
        checked_fee(way, amount)
    except BelowMinimum as refused:
        return Route(way, fee, refused.params["gap"], too_dear=False)
    except FeeEatsAll:
        return Route(way, fee, None, too_dear=True)
    return Route(way, fee, None, too_dear=False)


def ranked(routes: Iterable[Route]) -> list[Route]:
    """Best net first among those that can be taken; the best and the fastest are marked."""
    rows = sorted(routes, key=lambda one: (not one.is_open, -one.fee.net.minor, one.way.terms.days))
    fastest = min((one.way.terms.days for one in rows if one.is_open), default=None)
    found, told = [], False
    for at, one in enumerate(rows):
        best = at == 0 and one.is_open
        quick = one.is_open and not best and not told and one.way.terms.days == fastest
        quick = quick and rows[0].way.terms.days != fastest
        told = told or quick
        found.append(Route(one.way, one.fee, one.gap, one.too_dear, best, quick))
    return found


def _months(today: date, business: Business) -> list[datetime]:
    """Where each of the last months begins by the business's clock, and where this one ends."""
    zone, first = ZoneInfo(business.zone), today.year * 12 + today.month - MONTHS
    starts = [date(at // 12, at % 12 + 1, 1) for at in range(first, first + MONTHS + 1)]
    return [datetime.combine(day, time.min, zone) for day in starts]


def _chart(sums: list[Money], months: list[datetime]) -> Chart:
    tallest = max(*(one.minor for one in sums), 1)
    bars = [
        Bar(month_text(months[at].date()), one, max(0, round(100 * one.minor / tallest)), at == len(sums) - 1)
        for at, one in enumerate(sums)
    ]
    past = [one.minor for one in sums[:-1]]
    while past and past[0] == 0:
        past.pop(0)
    mean = Money(sum(past) // len(past), sums[0].currency) if past else None
    return Chart(bars, mean)
