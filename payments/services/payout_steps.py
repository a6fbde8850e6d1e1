"""A withdrawal on its way home: sent, arrived (perhaps with an agent first), handed over, or come back."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum

from core.actors import Actor
from core.money import Money
from orders.errors import shown_day
from orders.models.states import moved
from orders.services.days import today_of
from payments.errors import (
    ArrivalInFuture,
    ArrivalStands,
    DifferenceUnexplained,
    FeeOverAmount,
    HandoverStands,
    MoreThanAgentHas,
    NothingArrived,
    PayoutMoved,
    SendingStands,
    WordsMissing,
)
from payments.models import Account, AccountKind, Landing, Payout, PayoutState, Transfer, Why
from payments.models.payout import PAYOUT_MOVES

from . import ledger
from .ledger import Move
from .payout_todos import say_if_ready
from .payouts import post, tell
from .places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came: `received` in its own currency; `fee` is what was lost before an exchange, in the one withdrawn.

    Without an exchange the whole difference is the fee, so `fee` is not asked. `why` and `words` explain a difference
    from what was expected; "something else" needs words.
    """

    received: Money
    received_on: date
    fee: Money | None = None
    why: str = ""
    words: str = ""


@transaction.atomic
def send_payout(*, payout: Payout, by: Actor, now: datetime, fee: Money | None = None) -> Payout:
    """The platform sent the money; `fee` is what it took at once, where that is known by now.

    Twice is harmless. Raises FeeOverAmount, PayoutMoved, or SendingStands when it was written down with another fee.
    """
    payout = _locked(payout)
    taken = fee or Money.zero(payout.currency)
    if taken.minor < 0 or taken >= payout.amount:
        raise FeeOverAmount
    if not _moved(payout, "send", sent_at=now, fee_minor=taken.minor):
        if payout.fee != taken:
            raise SendingStands(fee=payout.fee)
        return payout
    places = _places(payout)
    source = places.at(AccountKind.REQUESTED)
    moves = [Move(places.at(AccountKind.IN_TRANSIT), source, payout.amount - taken)]
    post(payout, "sent", [*moves, Move(places.common(AccountKind.FEES), source, taken)], now)
    tell(payout, "payout.sent", payout.amount, by=by, now=now)
    return payout


@transaction.atomic
def receive_payout(*, payout: Payout, arrival: Arrival, by: Actor, now: datetime) -> Payout:
    """The money arrived: in an account, in hand, or with an agent who still has to hand it over.

    The same figures again are harmless; others raise ArrivalStands. Raises NothingArrived, ArrivalInFuture,
    FeeOverAmount, DifferenceUnexplained, WordsMissing or PayoutMoved.
    """
    payout = _locked(payout)
    at_agent = payout.lands_in == Landing.AGENT
    if payout.state in {PayoutState.WITH_AGENT, PayoutState.RECEIVED}:
        _must_be_the_same(payout, arrival, now)
        return payout
    fee = _check_arrival(payout, arrival, now)
    came, sent_fee = arrival.received, payout.fee
    arrived_at = _moment_of(arrival.received_on, payout, now)
    changes = {
        "arrived_at": arrived_at, "fee_minor": fee.minor, "received_minor": came.minor,
        "received_currency": came.currency, "why": arrival.why, "words": arrival.words.strip(),
    }  # fmt: skip
    if not _moved(payout, "reach_agent" if at_agent else "arrive", **changes):
        return payout
    post(payout, "arrived", _arrival_moves(payout, came, fee - sent_fee), arrived_at)
    tell(payout, "payout.with_agent" if at_agent else "payout.received", came, by=by, now=now)
    return payout


@transaction.atomic
def hand_over(*, payout: Payout, handed: Money, by: Actor, now: datetime, words: str = "") -> Payout:
    """The agent handed over `handed`, in the currency received; what the agent kept is a fee.

    The same amount again is harmless; another raises HandoverStands. Raises NothingArrived, MoreThanAgentHas or
    PayoutMoved.
    """
    payout = _locked(payout)
    if payout.handed_minor is not None:
        if payout.handed != handed:
            raise HandoverStands(handed=payout.handed)
        return payout
    if payout.state != PayoutState.WITH_AGENT:
        raise PayoutMoved(state=payout.get_state_display())
    held = payout.received
    if handed.minor <= 0:
        raise NothingArrived
    if held < handed:
        raise MoreThanAgentHas(received=held)
    said = words.strip() or payout.words
    if not _moved(payout, "hand_over", handed_at=now, handed_minor=handed.minor, words=said):
        return payout
    places, agent = _places(payout), _landing(payout, held.currency)
    cash, fees = (places.common(kind, held.currency) for kind in (AccountKind.CASH, AccountKind.FEES))
    post(payout, "handed", [Move(cash, agent, handed), Move(fees, agent, held - handed)], now)
    tell(payout, "payout.received", handed, by=by, now=now)
    return payout


@transaction.atomic
def fail_payout(
    *, payout: Payout, reason: str, by: Actor, now: datetime, fee_returned: bool = True
) -> Payout:  # fmt: skip
    """It came back to the platform: the amount can be withdrawn again, without the fee when that was kept.

    Twice is harmless. Raises WordsMissing without a reason, and PayoutMoved once it has arrived.
    """
    payout = _locked(payout)
    if not reason.strip():
        raise WordsMissing
    was, kept = payout.state, Money.zero(payout.currency) if fee_returned else payout.fee
    taken = payout.fee
    if not _moved(payout, "fail", failed_at=now, words=reason.strip(), fee_minor=kept.minor):
        return payout
    places = _places(payout)
    target = places.at(AccountKind.WITHDRAWABLE)
    stood = places.at(AccountKind.REQUESTED if was == PayoutState.REQUESTED else AccountKind.IN_TRANSIT)
    back = [Move(target, stood, payout.amount - taken), Move(target, places.common(AccountKind.FEES), taken - kept)]
    post(payout, "failed", back, now)
    tell(payout, "payout.failed", payout.amount - kept, by=by, now=now)
    say_if_ready(business=payout.business, slug=payout.platform.slug, currency=payout.currency, now=now)
    return payout


def _must_be_the_same(payout: Payout, arrival: Arrival, now: datetime) -> None:
    """A second report of what is written down. Raises ArrivalStands when its figures are others."""
    assert payout.arrived_at is not None
    day = today_of(payout.business, payout.arrived_at)
    said = (arrival.received, today_of(payout.business, _moment_of(arrival.received_on, payout, now)))
    if arrival.received.currency != payout.currency:
        is_same = said == (payout.received, day) and (arrival.fee or Money.zero(payout.currency)) == _fee_told(payout)
    else:
        is_same = said == (payout.received, day)  # without an exchange the fee follows from the amount
    if not is_same:
        raise ArrivalStands(received=payout.received, day=shown_day(day))


def _fee_told(payout: Payout) -> Money:
    """What the report of the arrival booked as a fee, beside what was taken at once."""
    booked = Transfer.objects.filter(
        entry__business=payout.business, entry__key=f"payout:{payout.ref}:arrived", debit__kind=AccountKind.FEES
    )
    total: int = booked.aggregate(total=Sum("amount_minor"))["total"] or 0
    return Money(total, payout.currency)


def _arrival_moves(payout: Payout, came: Money, fee: Money) -> list[Move]:
    """From the way to where it landed; `fee` is what is booked now, less than nothing when more came than was sent."""
    places, landing = _places(payout), _landing(payout, came.currency)
    source, fees = places.at(AccountKind.IN_TRANSIT), places.common(AccountKind.FEES)
    cost = [Move(fees, source, fee)] if fee.minor >= 0 else [Move(source, fees, -fee)]
    if came.currency == payout.currency:
        return [*cost, Move(landing, source, came)]
    given = payout.exchanged
    assert given is not None
    ours, theirs = (places.common(AccountKind.CLEARING, currency) for currency in (payout.currency, came.currency))
    return [*cost, Move(ours, source, given), Move(landing, theirs, came)]


def _check_arrival(payout: Payout, arrival: Arrival, now: datetime) -> Money:
    """What the withdrawal cost in all, in its own currency."""
    if payout.state not in {PayoutState.SENT}:
        raise PayoutMoved(state=payout.get_state_display())
    if arrival.received.minor <= 0:
        raise NothingArrived
    if arrival.received_on > today_of(payout.business, now):
        raise ArrivalInFuture
    if arrival.why == Why.OTHER and not arrival.words.strip():
        raise WordsMissing
    if arrival.received.currency != payout.currency:
        fee: Money = payout.fee + (arrival.fee or Money.zero(payout.currency))
        if fee < payout.fee or fee >= payout.amount:
            raise FeeOverAmount
        return fee
    if arrival.received != payout.net_expected and arrival.why not in Why.values:
        raise DifferenceUnexplained(expected=payout.net_expected)
    cost: Money = payout.amount - arrival.received
    return cost


def _moment_of(day: date, payout: Payout, now: datetime) -> datetime:
    """When it arrived: now, or noon of an earlier day by the business's clock; not before it was sent."""
    if day == today_of(payout.business, now):
        return now
    noon = datetime.combine(day, time(12), ZoneInfo(payout.business.zone))
    return max(noon, payout.sent_at or noon)


def _landing(payout: Payout, currency: str) -> Account:
    """The account it ends in; money with an agent is kept apart for each of them."""
    if payout.lands_in != Landing.AGENT:
        return _places(payout).common(AccountKind(payout.lands_in), currency)
    method = payout.method
    return ledger.account_of(
        business=payout.business, kind=AccountKind.AGENT, currency=currency, holder=method.slug, name=method.name
    )


def _places(payout: Payout) -> Places:
    return Places.of(payout.platform, payout.currency)


def _locked(payout: Payout) -> Payout:
    rows = Payout.objects.select_for_update(of=("self",))
    return rows.select_related("business", "platform__business", "method").get(pk=payout.pk)


def _moved(payout: Payout, verb: str, **changes: object) -> bool:
    """Make the move on the locked row; False when it was made before. Raises PayoutMoved from any other state."""
    if moved(Payout.objects.filter(pk=payout.pk), PAYOUT_MOVES, verb, **changes):
        payout.refresh_from_db()
        return True
    if payout.state != PAYOUT_MOVES[verb][1]:
        raise PayoutMoved(state=payout.get_state_display())
    return False
