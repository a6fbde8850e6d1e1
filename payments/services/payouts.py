"""Asking a platform for our money: by amount, from everything that is withdrawable there in one currency."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import Business
from clients.models import Platform
from core.actors import Actor
from core.money import Money
from core.once import first_of_once
from core.papers import as_data
from orders.services.days import today_of
from outbox.services.events import emit
from payments.errors import BelowMinimum, FeeEatsAll, MethodClosed, MethodNotOffered, NotSoMuch
from payments.models import AccountKind, Payout, PayoutMethod

from . import ledger
from .fees import Fee, preview
from .payout_methods import Way, ways_from
from .payout_todos import finish_ready
from .places import Places


@transaction.atomic
def request_payout(
    *,
    platform: Platform,
    method: PayoutMethod,
    amount: Money,
    by: Actor,
    now: datetime,
    once: UUID | None = None,
) -> Payout:
    """Withdraw `amount` from a platform: it stands as requested until it is sent, and its expected cost is kept.

    The same `once` again returns the first payout. Raises MethodClosed, MethodNotOffered, BelowMinimum (with the gap),
    NotSoMuch or FeeEatsAll.
    """
    business = platform.business
    Business.objects.select_for_update().get(pk=business.pk)  # one withdrawal of a business at a time
    rows = Payout.objects.owned_by(business)
    payout, is_new = first_of_once(rows, once, lambda: _request(platform, method, amount, now, once))
    if is_new:
        finish_ready(business=business, slug=platform.slug, currency=amount.currency, now=now)
        tell(payout, "payout.requested", payout.amount, by=by, now=now)
    return payout


def checked_fee(way: Way, amount: Money) -> Fee:
    """What withdrawing `amount` this way costs. Raises BelowMinimum or FeeEatsAll."""
    if amount < way.minimum:
        raise BelowMinimum(minimum=way.minimum, gap=way.minimum - amount)
    fee = preview(way.terms, amount)
    if fee.net.minor <= 0:
        raise FeeEatsAll(fee=fee.total)
    return fee


def post(payout: Payout, step: str, moves: list[ledger.Move], now: datetime) -> None:
    """Write a step of a payout into the ledger, once."""
    ledger.post(
        business=payout.business,
        key=f"payout:{payout.ref}:{step}",
        verb=f"payout.{step}",
        subject=("payout", payout.ref),
        moves=moves,
        now=now,
    )


def tell(payout: Payout, verb: str, amount: Money, *, by: Actor, now: datetime) -> None:
    """An event about a payout; it belongs to no single order, since it gathers several."""
    emit(
        business=payout.business,
        verb=verb,
        subject=("payout", payout.ref),
        actor=by,
        now=now,
        data={"amount": as_data(amount), "platform": payout.platform.name, "method": payout.method.name},
    )


def _request(
    platform: Platform, method: PayoutMethod, amount: Money, now: datetime, once: UUID | None
) -> Payout:  # fmt: skip
    way = _way(platform, method, amount)
    places = Places.of(platform, amount.currency)
    source, available = places.locked(AccountKind.WITHDRAWABLE)
    if available < amount:
        raise NotSoMuch(available=available)
    fee = checked_fee(way, amount)
    payout = Payout.objects.create(
        business=platform.business,
        platform=platform,
        method=way.method,
        lands_in=way.method.lands_in,
        currency=amount.currency,
        amount_minor=amount.minor,
        fee_expected_minor=fee.total.minor,
        net_expected_minor=fee.net.minor,
        requested_at=now,
        expected_on=today_of(platform.business, now) + timedelta(days=way.terms.days),
        once=once,
    )
    post(payout, "requested", [ledger.Move(places.at(AccountKind.REQUESTED), source, amount)], now)
    return payout


def _way(platform: Platform, method: PayoutMethod, amount: Money) -> Way:
    """The live copy of the method with its terms at this platform."""
    if not method.is_live:
        raise MethodClosed(method=method.name)
    ways = ways_from(business=platform.business, slug=platform.slug, currency=amount.currency)
    found = next((way for way in ways if way.method.slug == method.slug), None)
    if found is None:
        raise MethodNotOffered(platform=platform.name, currency=amount.currency, method=method.name)
    return found
