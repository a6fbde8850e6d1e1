"""An offer leaves the desk: numbered, frozen, with a personal link; and what the owner or the clock does to it then."""

from datetime import date, datetime

from django.db import transaction

from core.actors import Actor
from core.money import Money
from core.papers import as_data, fingerprint
from orders import letters
from orders.errors import (
    ContactHasNoEmail,
    OfferIsClosed,
    OfferIsEmpty,
    OfferIsFrozen,
    OlderVersionWasAnswered,
    ReasonIsMissing,
    ValidityIsMissing,
    ValidityIsPast,
    VatRateMoved,
)
from orders.models import Offer, OfferState
from orders.models.states import OFFER_MOVES, moved
from orders.papers.offer import offer_paper
from outbox.services.events import emit

from . import pricing
from .days import latest_day, today_of
from .drafting import locked, vat_rate_of
from .folding import folded
from .links import deal_link
from .numbers import next_number
from .pricing import LineSpec, PartSpec


@transaction.atomic
def send_offer(*, offer: Offer, by: Actor, now: datetime, by_hand: bool = False) -> Offer:
    """Number and freeze a draft, make the client's link, and queue the letter that carries it.

    An offer for a platform gets neither link nor letter (`copy_text` gives its text). `by_hand` means the owner
    sends the link in person. Sending twice is harmless. An earlier version is taken back in the same act.
    Raises OfferIsEmpty, PlanIsMissing, PlanDoesNotSum, ValidityIsMissing, ValidityIsPast, VatRateMoved,
    ContactHasNoEmail, OlderVersionWasAnswered, OfferIsFrozen.
    """
    offer = locked(offer)
    if offer.state == OfferState.SENT:
        return offer
    if offer.state != OfferState.DRAFT:
        raise OfferIsFrozen()
    today = today_of(offer.business, now)
    _must_be_ready(offer, today)
    by_letter = not offer.is_for_platform and not by_hand
    if by_letter and not offer.contact.email:
        raise ContactHasNoEmail(name=offer.contact.name)
    _take_back_older_versions(offer, now)
    _freeze(offer, today, now)
    if not offer.is_for_platform:
        link = deal_link(offer=offer, contact=offer.contact, now=now)
        if by_letter:
            letters.offer_sent(offer=offer, url=link.url, now=now)
    tell(offer, "offer.sent", by, now, number=offer.number, version=offer.version, total=minor(offer.total))
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Actor, now: datetime) -> Offer:
    """Take a sent offer off the table. Twice is harmless; raises OfferIsClosed once it was answered."""
    offer = locked(offer)
    if offer.state == OfferState.WITHDRAWN:
        return offer
    move(offer, "withdraw", decided_at=now)
    tell(offer, "offer.withdrawn", by, now, number=offer.number)
    return offer


@transaction.atomic
def reopen_offer(*, offer: Offer, reason: str, by: Actor, now: datetime) -> Offer:
    """Put a declined or withdrawn offer, or one with changes asked, back on the table, for a reason that is kept.

    Raises ReasonIsMissing, ValidityIsPast (make a new version), OfferIsClosed.
    """
    if not reason.strip():
        raise ReasonIsMissing()
    offer = locked(offer)
    if offer.superseded_at is not None:
        raise OfferIsFrozen()
    if offer.valid_until is not None and offer.valid_until < today_of(offer.business, now):
        raise ValidityIsPast()
    move(offer, "reopen", decided_at=None, reopen_reason=reason.strip())
    tell(offer, "offer.reopened", by, now, number=offer.number)
    return offer


def expire_offers(*, now: datetime) -> int:
    """Record which unanswered offers ran out; how many. Accepting tests the date itself and never waits for this."""
    waiting = Offer.objects.filter(state__in=OFFER_MOVES["expire"][0], valid_until__lt=latest_day(now))
    count = 0
    for offer in waiting.select_related("business", "client").order_by("valid_until", "pk").iterator():
        if offer.valid_until is None or offer.valid_until >= today_of(offer.business, now):
            continue
        with transaction.atomic():
            if moved(Offer.objects.filter(pk=offer.pk), OFFER_MOVES, "expire", decided_at=now):
                tell(offer, "offer.expired", Actor.worker(), now, number=offer.number)
                count += 1
    return count


def move(offer: Offer, verb: str, **changes: object) -> None:
    """Make the move on the row and on the value in hand, or raise OfferIsClosed naming the state that forbids it."""
    if not moved(Offer.objects.filter(pk=offer.pk), OFFER_MOVES, verb, **changes):
        offer.refresh_from_db(fields=["state"])
        raise OfferIsClosed(state=offer.get_state_display())
    offer.state = OfferState(OFFER_MOVES[verb][1])
    for name, value in changes.items():
        setattr(offer, name, value)


def tell(offer: Offer, verb: str, by: Actor, now: datetime, *, order_ref: str = "", **data: object) -> None:
    """Emit an event about the offer."""
    emit(
        business=offer.business, verb=verb, subject=("offer", offer.ref), actor=by, now=now,
        client_ref=offer.client.ref, order_ref=order_ref, data=data,
    )  # fmt: skip


def minor(money: Money) -> dict[str, object]:
    """Money inside an event."""
    return {"minor": money.minor, "currency": money.currency}


def _must_be_ready(offer: Offer, today: date) -> None:
    lines = [LineSpec(line.title, line.unit, line.quantity) for line in offer.lines.all()]
    if not lines or offer.total.minor == 0:
        raise OfferIsEmpty()
    parts = [
        PartSpec(part.title, part.trigger, None, part.amount, part.at_percent, part.due_on)
        for part in offer.parts.all()
    ]
    pricing.plan(parts, offer.total)
    if offer.valid_until is None:
        raise ValidityIsMissing()
    if offer.valid_until < today:
        raise ValidityIsPast()
    if offer.vat_rate_bp != vat_rate_of(offer.business):
        raise VatRateMoved()


def _take_back_older_versions(offer: Offer, now: datetime) -> None:
    """Their rows are touched first: an acceptance that runs at this moment is then seen, and wins."""
    older = Offer.objects.in_chain(offer.root_ref).exclude(pk=offer.pk)
    moved(older, OFFER_MOVES, "withdraw", decided_at=now)
    older.update(superseded_at=now)
    if older.filter(state=OfferState.ACCEPTED).exists():
        raise OlderVersionWasAnswered()


def _freeze(offer: Offer, today: date, now: datetime) -> None:
    offer.number = offer.number or next_number(business=offer.business, kind="offer", today=today)
    offer.language = offer.contact.language
    paper = offer_paper(offer, today=today)
    move(
        offer, "send", number=offer.number, language=offer.language, sent_at=now, paper=as_data(paper),
        paper_hash=fingerprint(paper), folded=folded(title=offer.title, number=offer.number, client=offer.client),
    )  # fmt: skip
