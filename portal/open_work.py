"""What is open with a client: offers that wait for an answer, and orders under way, each with its own personal page."""

from dataclasses import dataclass
from datetime import datetime

from clients.models import ClientLink
from orders.models import Offer, Order
from orders.services.days import today_of

MOST = 10


@dataclass(frozen=True)
class OpenThing:
    """One line of the list; `url` is empty where this contact was given no link to it."""

    title: str
    number: str
    state: str
    state_word: str
    url: str


def open_work(link: ClientLink, now: datetime) -> list[OpenThing]:
    """Of the link's own client, what waits for the client first. Three queries."""
    client, today = link.contact.client_id, today_of(link.business, now)
    offers = Offer.objects.owned_by(link.business).for_list().open().filter(client=client, valid_until__gte=today)
    orders = Order.objects.owned_by(link.business).open().filter(client=client).select_related("offer")
    links = ClientLink.objects.filter(contact=link.contact, subject_kind="offer").live(now)
    urls = {known.subject_ref: f"/c/{known.token}/" for known in links}
    things = [_thing(offer, offer.root_ref, urls) for offer in offers.order_by("-created_at", "-pk")[:MOST]]
    return things + [_thing(order, order.offer.root_ref, urls) for order in orders.order_by("-opened_at", "-pk")[:MOST]]


def _thing(row: Offer | Order, root_ref: str, urls: dict[str, str]) -> OpenThing:
    return OpenThing(row.title, row.number, row.state, str(row.get_state_display()), urls.get(root_ref, ""))
