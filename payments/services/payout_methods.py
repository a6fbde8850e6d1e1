"""The ways home: dated copies, so that a payout keeps the figures it was asked with, and the rules of platforms."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts.models import Business
from clients.models import Platform
from core.money import Money
from core.text import new_ref
from orders.services.days import today_of
from payments import seeds
from payments.errors import FeesDisagree, MethodClosed
from payments.models import PayoutMethod, PlatformMethodRule

from .fees import Terms, terms_of

CURRENCY = "USD"  # the platforms we know pay in it


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFigures:
    """What a payout method says of itself; shares in hundredths of a percent, amounts in minor units of `currency`."""

    name: str
    kind: str
    lands_in: str
    currency: str
    arrives_in: str
    percent_bp: int = 0
    fixed_minor: int = 0
    fee_min_minor: int = 0
    fee_cap_minor: int | None = None
    fx_spread_bp: int = 0
    minimum_minor: int = 0
    days: int = 1
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A payout method with its terms at one platform; `minimum` is the larger of the method's and the platform's."""

    method: PayoutMethod
    terms: Terms
    minimum: Money


@transaction.atomic
def seed_methods(*, business: Business, today: date) -> list[PayoutMethod]:
    """Gives a business its own copies of the usual ways, named in its language; none when it has any already."""
    Business.objects.select_for_update().get(pk=business.pk)
    if PayoutMethod.objects.owned_by(business).exists():
        return []
    with translation.override(business.language):
        rows = [
            PayoutMethod(
                business=business,
                slug=seed.slug,
                name=str(seed.name),
                kind=seed.kind,
                lands_in=seed.lands_in,
                currency=CURRENCY,
                arrives_in=seed.arrives_in or business.currency,
                percent_bp=seed.percent_bp,
                fixed_minor=seed.fixed,
                fx_spread_bp=seed.fx_spread_bp,
                minimum_minor=seed.minimum,
                days=seed.days,
                is_closed=seed.is_closed,
                source_note=str(seed.note),
                checked_on=date.fromisoformat(seeds.CHECKED_ON),
                position=position,
                valid_from=today,
            )
            for position, seed in enumerate(seeds.METHODS)
        ]
    return PayoutMethod.objects.bulk_create(rows)


@transaction.atomic
def add_method(*, business: Business, figures: MethodFigures, now: datetime) -> PayoutMethod:
    """A way of one's own, confirmed by the person who wrote it. Raises FeesDisagree."""
    _check(figures)
    today = today_of(business, now)
    slug = f"{figures.kind}-{new_ref()[:6].lower()}"
    position = PayoutMethod.objects.owned_by(business).count()
    return _copy(business, figures, slug=slug, position=position, today=today)


@transaction.atomic
def change_method(*, method: PayoutMethod, figures: MethodFigures, now: datetime) -> PayoutMethod:
    """Today's copy is closed and a new, confirmed one takes over; payouts under way keep the copy they were asked with.

    Raises MethodClosed for one that is closed or was taken off the list, and FeesDisagree.
    """
    _check(figures)
    live = _live(method)
    today = today_of(live.business, now)
    live.valid_to = today
    live.save(update_fields=["valid_to"])
    return _copy(live.business, figures, slug=live.slug, position=live.position, today=today)


@transaction.atomic
def retire_method(*, method: PayoutMethod, now: datetime) -> PayoutMethod:
    """Take a way off the list; old payouts still show it. Twice is harmless."""
    rows = PayoutMethod.objects.select_for_update().filter(
        business=method.business, slug=method.slug, valid_to__isnull=True
    )  # fmt: skip
    live = rows.first()
    if live is None:
        return method
    live.valid_to = today_of(method.business, now)
    live.save(update_fields=["valid_to"])
    return live


@transaction.atomic
def set_rule(
    *, method: PayoutMethod, platform: Platform, is_offered: bool, figures: Mapping[str, int | None]
) -> PlatformMethodRule:
    """What a platform says of a way: not offered there, or its own percent_bp, fixed_minor, minimum_minor, days.

    A second rule for the same pair takes the place of the first. Raises MethodClosed.
    """
    live = _live(method)
    known = ("percent_bp", "fixed_minor", "minimum_minor", "days")
    values: dict[str, Any] = {name: figures.get(name) for name in known}
    rule, _created = PlatformMethodRule.objects.update_or_create(
        business=live.business,
        platform_slug=platform.slug,
        method_slug=live.slug,
        defaults={"is_offered": is_offered, "currency": live.currency, **values},
    )
    return rule


@transaction.atomic
def remove_rule(*, rule: PlatformMethodRule) -> None:
    """The platform has the way's own figures again."""
    PlatformMethodRule.objects.filter(pk=rule.pk).delete()


def ways_from(*, business: Business, slug: str, currency: str) -> list[Way]:
    """Every way a platform offers for money of this currency, with its terms there; three queries."""
    return ways_of(business, [(slug, currency)])[slug, currency]


def ways_of(business: Business, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], list[Way]]:
    """The same for several pairs of platform slug and currency, still in three queries."""
    methods = list(PayoutMethod.objects.owned_by(business).selectable())
    rules = PlatformMethodRule.objects.filter(business=business)
    ruled = {(rule.platform_slug, rule.method_slug): rule for rule in rules}
    platforms = {row.slug: row for row in Platform.objects.owned_by(business).offered()}
    found = {}
    for slug, currency in wanted:
        least = least_of(platforms.get(slug), currency)
        pairs = [(method, ruled.get((slug, method.slug))) for method in methods if method.currency == currency]
        offered = [(method, terms_of(method, rule)) for method, rule in pairs if rule is None or rule.is_offered]
        found[slug, currency] = [Way(method, terms, max(terms.minimum, least)) for method, terms in offered]
    return found


def least_of(platform: Platform | None, currency: str) -> Money:
    """The platform's own smallest withdrawal in this currency; zero where it says none."""
    if platform is None or platform.currency != currency:
        return Money.zero(currency)
    return Money(platform.minimum_minor, currency)


def _check(figures: MethodFigures) -> None:
    if figures.fee_cap_minor is not None and figures.fee_cap_minor < figures.fee_min_minor:
        raise FeesDisagree


def _live(method: PayoutMethod) -> PayoutMethod:
    rows = PayoutMethod.objects.select_for_update(of=("self",)).select_related("business")
    found = rows.filter(business=method.business, slug=method.slug, valid_to__isnull=True, is_closed=False).first()
    if found is None:
        raise MethodClosed(method=method.name)
    return found


def _copy(business: Business, figures: MethodFigures, *, slug: str, position: int, today: date) -> PayoutMethod:
    return PayoutMethod.objects.create(
        business=business,
        slug=slug,
        position=position,
        verified=True,
        checked_on=today,
        valid_from=today,
        **asdict(figures),
    )
