"""What an offer costs: pure arithmetic over lines and stages, no rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext

from core.formats import percent_text
from core.money import Money
from orders.errors import (
    LineIsWrong,
    OfferIsFree,
    PlanFallsShort,
    PlanGoesOver,
    PlanIsMissing,
    SharesDoNotSum,
    StageIsEmpty,
    StageNeedsDay,
    StageNeedsPercent,
    TotalIsTooLarge,
)
from orders.models.states import Trigger

WHOLE_BP = 10_000
LARGEST_MINOR = 10**15  # far above any real total, far below what the columns hold
LARGEST_QUANTITY = Decimal("9999999.99")


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A priced line as typed: `unit` is the price of one, before VAT."""

    title: str
    unit: Money
    quantity: Decimal = Decimal(1)
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A stage as typed: its money is a share of the total (`percent_bp`, hundredths of a percent) or an `amount`."""

    title: str
    trigger: str
    percent_bp: int | None = None
    amount: Money | None = None
    at_percent: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """`total` is `net` and `vat` together."""

    net: Money
    vat: Money

    @property
    def total(self) -> Money:
        return self.net + self.vat


def line_total(line: LineSpec) -> Money:
    """Quantity times unit price, rounded half up once."""
    return line.unit.times(line.quantity)


def price(lines: Sequence[LineSpec], *, currency: str, vat_rate_bp: int) -> Totals:
    """The sums of an offer; VAT is rounded half up on every line. Raises LineIsWrong, TotalIsTooLarge."""
    net = vat = Money.zero(currency)
    for line in lines:
        _check_line(line)
        net += line_total(line)
        vat += line_total(line).times(Fraction(vat_rate_bp, WHOLE_BP))
    if (net + vat).minor > LARGEST_MINOR:
        raise TotalIsTooLarge()
    return Totals(net, vat)


def plan(parts: Sequence[PartSpec], total: Money) -> list[PartSpec]:
    """The stages with their exact amounts, which sum to `total` to the minor unit.

    Shares are split so that the remainder is on the last of them; fixed amounts stay as typed.
    Raises PlanIsMissing, OfferIsFree, SharesDoNotSum, PlanFallsShort, PlanGoesOver, or says which stage is incomplete.
    """
    if not parts:
        raise PlanIsMissing()
    if not total.minor:
        raise OfferIsFree()
    for part in parts:
        _check_stage(part)
    shares = [part.percent_bp for part in parts if part.percent_bp is not None]
    fixed = sum((part.amount for part in parts if part.percent_bp is None and part.amount), Money.zero(total.currency))
    if len(shares) == len(parts) and sum(shares) != WHOLE_BP:
        raise SharesDoNotSum(share=percent_text(sum(shares)))
    by_share = total.times(Fraction(sum(shares), WHOLE_BP))
    _must_be_whole(fixed + by_share, total)
    split = iter(by_share.split(shares) if shares else [])
    planned = [replace(part, amount=next(split)) if part.percent_bp is not None else part for part in parts]
    if any(part.amount is None or part.amount.minor <= 0 for part in planned):
        raise StageIsEmpty()
    return planned


def quarters(language: str) -> list[PartSpec]:
    """A quarter on signing, then one at each half, three quarters and all of the work."""
    with translation.override(language):
        return [
            PartSpec(gettext("First quarter of the work"), Trigger.SIGNING, 2500),
            PartSpec(gettext("Half of the work"), Trigger.PROGRESS, 2500, at_percent=50),
            PartSpec(gettext("Three quarters of the work"), Trigger.PROGRESS, 2500, at_percent=75),
            PartSpec(gettext("All of the work"), Trigger.PROGRESS, 2500, at_percent=100),
        ]


def by_stages(language: str) -> list[PartSpec]:
    """A deposit on signing, then each stage when the client approves it."""
    with translation.override(language):
        return [
            PartSpec(gettext("Direction of the work"), Trigger.SIGNING, 2500),
            PartSpec(gettext("First version"), Trigger.APPROVAL, 2500),
            PartSpec(gettext("Full version"), Trigger.APPROVAL, 2500),
            PartSpec(gettext("Hand-over"), Trigger.APPROVAL, 2500),
        ]


def half_half(language: str) -> list[PartSpec]:
    """Half on signing, half when the work is complete and before the final files open."""
    with translation.override(language):
        return [
            PartSpec(gettext("First half of the work"), Trigger.SIGNING, 5000),
            PartSpec(gettext("Second half of the work"), Trigger.COMPLETION, 5000),
        ]


def net_after_commission(total: Money, commission_bp: int) -> Money:
    """What arrives after the platform's cut, to the minor unit."""
    return total - total.times(Fraction(commission_bp, WHOLE_BP))


def _check_line(line: LineSpec) -> None:
    if not line.title.strip() or not 0 < line.quantity <= LARGEST_QUANTITY or line.unit.minor < 0:
        raise LineIsWrong()
    if line.unit.minor > LARGEST_MINOR:
        raise TotalIsTooLarge()


def _check_stage(part: PartSpec) -> None:
    if not part.title.strip() or (part.percent_bp is None) == (part.amount is None):
        raise StageIsEmpty()
    if (part.percent_bp or 0) < 0 or (part.amount is not None and part.amount.minor <= 0):
        raise StageIsEmpty()
    if part.trigger == Trigger.PROGRESS and not 1 <= (part.at_percent or 0) <= 100:
        raise StageNeedsPercent(title=part.title)
    if part.trigger == Trigger.DATE and part.due_on is None:
        raise StageNeedsDay(title=part.title)


def _must_be_whole(planned: Money, total: Money) -> None:
    if planned < total:
        raise PlanFallsShort(planned=planned, total=total)
    if total < planned:
        raise PlanGoesOver(planned=planned, total=total)
