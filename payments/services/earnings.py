"""Money that a platform collects for us: expected when the order is won, held when it is completed, then withdrawable.

An order that falls through before its end takes back what it promised. No invoice goes to anybody: the platform pays.
Each step is one entry in the ledger.
"""

from datetime import datetime, timedelta

from django.db import transaction

from core.actors import Actor
from core.papers import as_data
from orders.models import Order, OrderKind
from orders.services.days import latest_day, today_of
from orders.services.pricing import net_after_commission
from outbox.models import Event
from outbox.services.events import emit
from payments.errors import NotThroughPlatform
from payments.models import AccountKind, EarningState, Entry, PlatformEarning
from payments.papers.invoice import vat_within

from . import ledger
from .drawing import rate_of
from .payout_todos import say_if_ready
from .places import Places


def on_order_opened(event: Event, *, now: datetime) -> None:
    """Reaction to `order.opened`: an order through a platform brings an earning; a direct one has its invoices."""
    order = _order_of(event)
    if order.kind == OrderKind.PLATFORM:
        expect_earning(order=order, by=Actor.worker(), now=event.happened_at)


def on_order_completed(event: Event, *, now: datetime) -> None:
    """Reaction to `order.completed`: the platform accepted the work, so the money is ours and held for a while."""
    order = _order_of(event)
    if order.kind == OrderKind.PLATFORM:
        hold_earning(order=order, by=Actor.worker(), now=event.happened_at)


def on_order_cancelled(event: Event, *, now: datetime) -> None:
    """Reaction to `order.cancelled`: the platform or its client called the work off, so nothing will come of it."""
    order = _order_of(event)
    if order.kind == OrderKind.PLATFORM:
        drop_earning(order=order, by=Actor.worker(), now=event.happened_at)


@transaction.atomic
def expect_earning(*, order: Order, by: Actor, now: datetime) -> PlatformEarning:
    """Write what a won order will bring, with the commission as it was frozen on the order, rounded half up once.

    Twice is harmless. Raises NotThroughPlatform for a direct order.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("business", "client").get(pk=order.pk)
    known = PlatformEarning.objects.filter(order=order).first()
    if known is not None:
        return known
    if order.kind != OrderKind.PLATFORM or order.platform is None:
        raise NotThroughPlatform
    earning = _earning(order, now)
    places = Places.of(earning.platform, earning.currency)
    _post(
        earning, "expected", now,
        [ledger.Move(places.at(AccountKind.EXPECTED), places.common(AccountKind.PROMISED), earning.net)],
    )  # fmt: skip
    _tell(earning, "earning.expected", by, now)
    return earning


@transaction.atomic
def hold_earning(*, order: Order, by: Actor, now: datetime) -> PlatformEarning:
    """The platform accepted the work: expected money becomes income, and the platform holds it for its days.

    Where a platform holds nothing it is withdrawable at once. Twice is harmless. Raises NotThroughPlatform.
    """
    expect_earning(order=order, by=by, now=now)
    earning = _locked(order)
    if earning.state != EarningState.EXPECTED:
        return earning
    earning.held_at = now
    earning.release_on = today_of(earning.business, now) + timedelta(days=earning.hold_days)
    earning.save(update_fields=["held_at", "release_on"])
    _post(earning, "held", now, _into_income(earning))
    _tell(earning, "earning.held", by, now, release_on=earning.release_on.isoformat())
    if not earning.hold_days:
        _free(earning, by=by, now=now)
    return earning


@transaction.atomic
def drop_earning(*, order: Order, by: Actor, now: datetime) -> PlatformEarning:
    """The order fell through: what it promised is reversed. Money that is held or withdrawable is not touched.

    Twice is harmless. Raises NotThroughPlatform.
    """
    expect_earning(order=order, by=by, now=now)  # it may be told before the opening is: then both are booked
    earning = _locked(order)
    if earning.state != EarningState.EXPECTED:
        return earning
    earning.dropped_at = now
    earning.save(update_fields=["dropped_at"])
    promise = Entry.objects.get(business=earning.business, key=_key(earning, "expected"))
    ledger.reverse(promise, verb="earning.dropped", now=now)
    _tell(earning, "earning.dropped", by, now)
    return earning


def free_earnings(*, now: datetime) -> int:
    """Make withdrawable what its platform held until a day that has come; how many. Found by one partial index."""
    count = 0
    rows = PlatformEarning.objects.to_free(latest_day(now)).select_related("business")
    for earning in rows.iterator(chunk_size=200):
        if earning.release_on is not None and earning.release_on <= today_of(earning.business, now):
            count += free_earning(earning=earning, by=Actor.worker(), now=now)
    return count


@transaction.atomic
def free_earning(*, earning: PlatformEarning, by: Actor, now: datetime) -> bool:
    """One held earning becomes withdrawable; False when it was already, so that two workers at once are harmless."""
    row = _locked(earning.order)
    if row.state != EarningState.HELD:
        return False
    _free(row, by=by, now=now)
    return True


def _free(earning: PlatformEarning, *, by: Actor, now: datetime) -> None:
    earning.freed_at = now
    earning.save(update_fields=["freed_at"])
    places = Places.of(earning.platform, earning.currency)
    _post(
        earning, "freed", now,
        [ledger.Move(places.at(AccountKind.WITHDRAWABLE), places.at(AccountKind.HELD), earning.net)],
    )  # fmt: skip
    _tell(earning, "earning.freed", by, now)
    say_if_ready(business=earning.business, slug=earning.platform.slug, currency=earning.currency, now=now)


def _earning(order: Order, now: datetime) -> PlatformEarning:
    net = net_after_commission(order.total, order.commission_bp)
    assert order.platform is not None
    return PlatformEarning.objects.create(
        business=order.business,
        order=order,
        platform=order.platform,
        currency=order.currency,
        gross_minor=order.total_minor,
        commission_minor=order.total_minor - net.minor,
        net_minor=net.minor,
        vat_minor=vat_within(order.total, rate_of(order)).minor,
        hold_days=order.platform.hold_days,
        expected_at=now,
    )


def _into_income(earning: PlatformEarning) -> list[ledger.Move]:
    """The promise is undone; what the platform holds and what it keeps stand against income and VAT."""
    places = Places.of(earning.platform, earning.currency)
    undone = ledger.Move(places.common(AccountKind.PROMISED), places.at(AccountKind.EXPECTED), earning.net)
    into = [(places.at(AccountKind.HELD), earning.net), (places.common(AccountKind.COMMISSION), earning.commission)]
    earned = earning.gross - earning.vat
    out_of = [(places.common(AccountKind.INCOME), earned), (places.common(AccountKind.VAT), earning.vat)]
    return [undone, *ledger.paired(into, out_of)]


def _post(earning: PlatformEarning, step: str, now: datetime, moves: list[ledger.Move]) -> None:
    ledger.post(
        business=earning.business,
        key=_key(earning, step),
        verb=f"earning.{step}",
        subject=("earning", earning.order.number),
        moves=moves,
        now=now,
    )


def _key(earning: PlatformEarning, step: str) -> str:
    return f"earning:{earning.ref}:{step}"


def _tell(earning: PlatformEarning, verb: str, by: Actor, now: datetime, **data: object) -> None:
    order = earning.order
    emit(
        business=earning.business,
        verb=verb,
        subject=("earning", earning.ref),
        actor=by,
        now=now,
        client_ref=order.client.ref,
        order_ref=order.ref,
        data={"number": order.number, "amount": as_data(earning.net), "platform": earning.platform.name, **data},
    )


def _order_of(event: Event) -> Order:
    return Order.objects.select_related("business").get(business=event.business, ref=event.subject_ref)


def _locked(order: Order) -> PlatformEarning:
    """The earning of an order, locked after its order."""
    row = Order.objects.select_for_update(of=("self",)).select_related("client").get(pk=order.pk)
    found = PlatformEarning.objects.select_for_update(of=("self",)).select_related("business", "platform__business")
    earning = found.get(order=row)
    earning.order = row
    return earning
