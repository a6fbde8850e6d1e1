"""What a withdrawal costs before it is asked for: pure arithmetic over a payout method and a platform's rule."""

from dataclasses import dataclass
from fractions import Fraction

from core.money import Money
from payments.models import PayoutMethod, PlatformMethodRule

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Fee:
    """A preview to the minor unit: `percent`, `fixed` and `fx` make `total`; `net` is what arrives.

    All are in the currency withdrawn; `fx` is what the exchange is expected to lose.
    """

    amount: Money
    percent: Money
    fixed: Money
    fx: Money

    @property
    def charged(self) -> Money:
        """What is taken openly, without the loss of the exchange."""
        return self.percent + self.fixed

    @property
    def total(self) -> Money:
        return self.charged + self.fx

    @property
    def net(self) -> Money:
        return self.amount - self.total

    @property
    def cost_bp(self) -> int:
        """The whole cost in hundredths of a percent of the amount, rounded half up."""
        return _half_up(Fraction(self.total.minor * WHOLE_BP, self.amount.minor)) if self.amount else 0


@dataclass(frozen=True, slots=True)
class Terms:
    """A payout method's figures as they are at one platform."""

    percent_bp: int
    fixed: Money
    fee_min: Money
    fee_cap: Money | None
    fx_spread_bp: int
    minimum: Money
    days: int


def terms_of(method: PayoutMethod, rule: PlatformMethodRule | None = None) -> Terms:
    """The method's own figures, with what the platform's rule says instead."""

    def ruled(name: str, own: int) -> int:
        said: int | None = getattr(rule, name) if rule else None
        return own if said is None else said

    return Terms(
        percent_bp=ruled("percent_bp", method.percent_bp),
        fixed=Money(ruled("fixed_minor", method.fixed_minor), method.currency),
        fee_min=method.fee_min,
        fee_cap=method.fee_cap,
        fx_spread_bp=method.fx_spread_bp if method.exchanges else 0,
        minimum=Money(ruled("minimum_minor", method.minimum_minor), method.currency),
        days=ruled("days", method.days),
    )


def preview(method: PayoutMethod | Terms, amount: Money, rule: PlatformMethodRule | None = None) -> Fee:
    """The fee of withdrawing `amount` (in the method's currency); the net may be nothing or less, callers refuse that.

    Percent and exchange are rounded half up, each once. What a least or largest fee changes falls on the percent, and
    on the fixed part only where that alone is over the largest fee.
    """
    terms = terms_of(method, rule) if isinstance(method, PayoutMethod) else method
    percent = amount.times(Fraction(terms.percent_bp, WHOLE_BP))
    charged = max(percent + terms.fixed, terms.fee_min)
    if terms.fee_cap is not None:
        charged = min(charged, terms.fee_cap)
    fixed = min(terms.fixed, charged)
    rest = max(amount - charged, Money.zero(amount.currency))
    return Fee(amount, charged - fixed, fixed, rest.times(Fraction(terms.fx_spread_bp, WHOLE_BP)))


def _half_up(ratio: Fraction) -> int:
    return (2 * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)
