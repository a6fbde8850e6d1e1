"""What the client does with an offer, short of accepting it. Every act here is a POST made with the client's link."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from clients.models import Contact, Message
from clients.services.messages import receive_message
from core.actors import Actor
from orders import letters
from orders.errors import OfferExpired, OfferIsClosed, ReasonIsMissing, TextIsMissing, WrongPerson, shown_day
from orders.models import Offer, OfferState
from orders.models.states import OFFER_MOVES, moved

from .days import today_of
from .drafting import locked
from .sending import move, tell


@transaction.atomic
def view_offer(*, offer: Offer, contact: Contact, now: datetime) -> bool:
    """Note that a person read the offer, once; True the first time. Called by an act, never by opening a page."""
    _must_be_addressed(offer, contact)
    unseen = Offer.objects.filter(pk=offer.pk, viewed_at=None).exclude(state=OfferState.DRAFT)
    if not unseen.update(viewed_at=now):
        return False
    offer.viewed_at = now
    tell(offer, "offer.viewed", Actor.contact(contact.ref), now, number=offer.number)
    return True


@transaction.atomic
def ask_about_offer(*, offer: Offer, contact: Contact, text: str, now: datetime, once: UUID | None = None) -> Offer:
    """The client asks something: a message that starts the reply clock; a sent offer is then in talks.

    An offer that ran out can be asked about too. Same `once`: the same message. Raises TextIsMissing, WrongPerson.
    """
    offer = _heard(offer, contact, text, now)
    message = _hear(offer, contact, text, now, once)
    if message.recorded_at != now:
        return offer
    if moved(Offer.objects.filter(pk=offer.pk), OFFER_MOVES, "ask"):
        offer.state = OfferState.TALKS
    letters.offer_asked(offer=offer, contact=contact, message=message, now=now)
    tell(offer, "offer.asked", Actor.contact(contact.ref), now, number=offer.number)
    return offer


@transaction.atomic
def ask_changes(*, offer: Offer, contact: Contact, text: str, now: datetime, once: UUID | None = None) -> Offer:
    """The client wants the offer changed: it cannot be accepted until a new version comes.

    Same `once`: the same message. Raises TextIsMissing, OfferExpired, OfferIsClosed, WrongPerson.
    """
    offer = _heard(offer, contact, text, now)
    must_be_alive(offer, now)
    message = _hear(offer, contact, text, now, once)
    if message.recorded_at != now:
        return offer
    if offer.state == OfferState.CHANGES:
        offer.changes_asked = f"{offer.changes_asked}\n\n{message.body}"
        offer.save(update_fields=["changes_asked"])
    else:
        move(offer, "ask_changes", changes_asked=message.body)
    letters.offer_changes(offer=offer, contact=contact, message=message, now=now)
    tell(offer, "offer.changes_asked", Actor.contact(contact.ref), now, number=offer.number)
    return offer


@transaction.atomic
def decline_offer(*, offer: Offer, contact: Contact, reason: str, now: datetime) -> Offer:
    """The client declines and says why. Twice is harmless. Raises ReasonIsMissing, OfferIsClosed, WrongPerson."""
    _must_be_addressed(offer, contact)
    if not reason.strip():
        raise ReasonIsMissing()
    offer = locked(offer)
    if offer.state == OfferState.DECLINED:
        return offer
    view_offer(offer=offer, contact=contact, now=now)
    move(offer, "decline", decided_at=now, decline_reason=reason.strip())
    letters.offer_declined(offer=offer, contact=contact, now=now)
    tell(offer, "offer.declined", Actor.contact(contact.ref), now, number=offer.number)
    return offer


def must_be_alive(offer: Offer, now: datetime) -> None:
    """Raises OfferExpired past the last day, whatever the state says; OfferIsClosed for a state without answers."""
    ran_out = offer.valid_until is not None and offer.valid_until < today_of(offer.business, now)
    if offer.state == OfferState.EXPIRED or (ran_out and offer.state in OFFER_MOVES["expire"][0]):
        raise OfferExpired(day=shown_day(offer.valid_until) if offer.valid_until else "")
    if offer.state not in OFFER_MOVES["decline"][0]:
        raise OfferIsClosed(state=offer.get_state_display())


def _heard(offer: Offer, contact: Contact, text: str, now: datetime) -> Offer:
    _must_be_addressed(offer, contact)
    if not text.strip():
        raise TextIsMissing()
    offer = locked(offer)
    view_offer(offer=offer, contact=contact, now=now)
    return offer


def _must_be_addressed(offer: Offer, contact: Contact) -> None:
    if contact.client_id != offer.client_id:
        raise WrongPerson()


def _hear(offer: Offer, contact: Contact, text: str, now: datetime, once: UUID | None) -> Message:
    return receive_message(
        conversation=offer.client.conversation, body=text, via="portal", by=Actor.contact(contact.ref), now=now,
        about=("offer", offer.ref), once=once,
    )  # fmt: skip
