"""The client's one address for a deal: the offer, then the contract, then the first payment."""

from datetime import datetime

from clients.models import ClientLink, Contact
from clients.services.links import link_for
from orders.models import Milestone, Offer

KIND, PURPOSE = "offer", "answer"


def deal_link(*, offer: Offer, contact: Contact, now: datetime) -> ClientLink:
    """The contact's link to all versions of this offer and to what follows from it; the same at every call.

    Its subject is ("offer", offer.root_ref); `Offer.objects.shown_to_client(root_ref)` gives what to show.
    """
    return link_for(contact=contact, kind=KIND, ref=offer.root_ref, purpose=PURPOSE, now=now)


def stage_url(*, link: ClientLink, milestone: Milestone) -> str:
    """The deal's address, opened at one stage (portal:stage): where a letter about the stage leads."""
    return f"{link.url}stages/{milestone.position}/"
