"""The client says yes: one conditional UPDATE decides, and the order with all it needs follows in its transaction."""

from datetime import datetime

from django.db import transaction

from clients.models import Contact
from core.actors import Actor
from core.text import new_ref
from orders import letters
from orders.errors import OfferChanged, OfferIsClosed, OfferIsPlatforms, WrongPerson
from orders.models import Offer, OfferState, Order, OrderKind
from orders.models.states import OFFER_MOVES, moved

from .answering import must_be_alive, view_offer
from .beginning import begin
from .days import today_of
from .drafting import locked
from .evidence import NOWHERE, Scene
from .opening import open_order
from .sending import tell


@transaction.atomic
def accept_offer(
    *, offer: Offer, paper_hash: str, contact: Contact, now: datetime, ip: str = "", agent: str = "", language: str = ""
) -> Order:
    """Accept exactly what was read (`paper_hash`), up to the last day in the business's zone, and open the order.

    A second acceptance, from another tab say, gives the order of the first. Raises OfferChanged, OfferExpired,
    OfferIsClosed, OfferIsPlatforms, WrongPerson.
    """
    if contact.client_id != offer.client_id:
        raise WrongPerson()
    if offer.is_for_platform:
        raise OfferIsPlatforms()
    today = today_of(offer.business, now)
    open_rows = Offer.objects.filter(pk=offer.pk, superseded_at=None, paper_hash=paper_hash, valid_until__gte=today)
    if not moved(open_rows, OFFER_MOVES, "accept", decided_at=now):
        return _accepted_before(offer, paper_hash, now)
    offer = locked(offer)
    view_offer(offer=offer, contact=contact, now=now)
    by, ref = Actor.contact(contact.ref), new_ref()
    tell(offer, "offer.accepted", by, now, order_ref=ref, number=offer.number)
    scene = Scene(ip, agent, language)
    order = open_order(offer=offer, ref=ref, contact=contact, by=by, now=now, scene=scene)
    letters.offer_accepted(offer=offer, contact=contact, order=order, now=now)
    return order


@transaction.atomic
def award_offer(*, offer: Offer, by: Actor, now: datetime) -> Order:
    """The owner records that an offer was won: on the platform, or by word of a direct client.

    A platform order starts in progress, without contract or letters. A direct one awaits the client's signature.
    Twice is harmless. Raises OfferIsClosed.
    """
    offer = locked(offer)
    if offer.state == OfferState.ACCEPTED:
        return Order.objects.get(offer=offer)
    live = Offer.objects.filter(pk=offer.pk, superseded_at=None)
    if not moved(live, OFFER_MOVES, "award", decided_at=now):
        raise OfferIsClosed(state=offer.get_state_display())
    offer, ref = locked(offer), new_ref()
    tell(offer, "offer.accepted", by, now, order_ref=ref, number=offer.number)
    order = open_order(offer=offer, ref=ref, contact=offer.contact, by=by, now=now, scene=NOWHERE)
    if order.kind == OrderKind.PLATFORM:
        begin(order=order, by=by, now=now)
    return order


def _accepted_before(offer: Offer, paper_hash: str, now: datetime) -> Order:
    """The order when it was this very offer that was accepted; else the reason why it cannot be."""
    offer = locked(offer)
    if offer.state == OfferState.ACCEPTED:
        return Order.objects.get(offer=offer)
    if offer.superseded_at is not None or offer.paper_hash != paper_hash:
        raise OfferChanged()
    must_be_alive(offer, now)
    raise OfferIsClosed(state=offer.get_state_display())
