"""What an offer comes to while it is being typed: sums, stages and the client's paper, as far as they can be read."""

from dataclasses import replace
from decimal import Decimal

from core.errors import Refused
from core.money import Money, digits
from desk.forms.composer import Composer
from orders.papers.offer import OfferPaper, PlannedPart, PricedLine, offer_paper
from orders.services.pricing import PartSpec, Totals, line_total, net_after_commission, plan, price


class Typed:
    """What the typed rows come to, as far as they can be read: sums, amounts, and the client's paper."""

    def __init__(self, composer: Composer, vat_rate_bp: int) -> None:
        self.offer, self.rate = composer.offer, vat_rate_bp
        self.rows = [form.spec() for form in composer.lines]
        self.stages = [form.spec() for form in composer.parts]
        composer.terms.is_valid()
        self.terms = composer.terms.cleaned_data
        self.today = composer.today

    @property
    def totals(self) -> Totals:
        zero = Money.zero(self.offer.currency)
        try:
            lines = [spec for spec in self.rows if spec]
            return price(lines, currency=self.offer.currency, vat_rate_bp=self.rate)
        except Refused:
            return Totals(zero, zero)

    def line_sums(self) -> list[Money | None]:
        return [line_total(spec) if spec else None for spec in self.rows]

    def part_sums(self) -> list[Money | None]:
        """Each stage's money. What a plan that does not sum yet comes to is shown all the same."""
        total, found = self.totals.total, [spec for spec in self.stages if spec]
        try:
            exact = iter(plan(found, total))
            amounts = [next(exact).amount if spec else None for spec in self.stages]
        except Refused:
            amounts = [_about(spec, total) for spec in self.stages]
        return amounts

    @property
    def planned(self) -> Money:
        amounts = [amount for amount in self.part_sums() if amount]
        return sum(amounts, Money.zero(self.offer.currency))

    @property
    def missing(self) -> Money:
        """What the plan lacks of the total; negative when it exceeds it."""
        return self.totals.total - self.planned

    @property
    def surplus(self) -> Money:
        return -self.missing

    @property
    def digits(self) -> int:
        """Decimal places of the currency, for the script beside."""
        return digits(self.offer.currency)

    @property
    def arrives(self) -> Money:
        """What is left of the total after the platform's commission."""
        return net_after_commission(self.totals.total, self.commission_bp)

    @property
    def taken(self) -> Money:
        """The commission, as it comes off the total."""
        return self.arrives - self.totals.total

    @property
    def commission_bp(self) -> int:
        """As it stands on the settings page today; sending freezes it."""
        return self.offer.platform.commission_bp if self.offer.platform else 0

    def paper(self) -> OfferPaper:
        """The paper the client would read, from what is typed."""
        base, totals = offer_paper(self.offer, today=self.today), self.totals
        lines = tuple(
            PricedLine(spec.title, spec.note, spec.quantity, spec.unit, line_total(spec)) for spec in self.rows if spec
        )
        planned = [
            (spec, amount) for spec, amount in zip(self.stages, self.part_sums(), strict=True) if spec and amount
        ]
        parts = tuple(
            PlannedPart(at, spec.title, spec.trigger, spec.at_percent, spec.due_on, spec.percent_bp, amount)
            for at, (spec, amount) in enumerate(planned, start=1)
        )
        said = {name: value for name, value in self.terms.items() if value not in (None, "")}
        return replace(
            base, **said, lines=lines, parts=parts, net=totals.net, vat=totals.vat, total=totals.total,
            vat_rate_bp=self.rate,
        )  # fmt: skip


def _about(spec: PartSpec | None, total: Money) -> Money | None:
    if spec is None:
        return None
    return total.times(Decimal(spec.percent_bp) / 10_000) if spec.percent_bp is not None else spec.amount
