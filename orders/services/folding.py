"""What the search finds offers and orders by: their own words and the client's names."""

from datetime import datetime

from clients.models import Client
from core.text import fold
from orders.models import Offer, Order
from outbox.models import Event

LENGTH = 400
PORTION = 500


def folded(*, title: str, number: str, client: Client) -> str:
    """One folded line for `contains` and for sorting by name. However long the names are, the number is in it."""
    tail = fold(f" {number}")
    return f"{fold(f'{title} {client.name} {client.organisation}')[: LENGTH - 1 - len(tail)]} {tail}".strip()


def refold_client(event: Event, *, now: datetime) -> None:
    """A client was renamed: offers and orders are found by the new name. Reaction of `client.changed`."""
    client = Client.objects.owned_by(event.business).get(ref=event.subject_ref)
    offers = list(Offer.objects.filter(client=client).only("title", "number", "folded"))
    orders = list(Order.objects.filter(client=client).only("title", "number", "folded"))
    for offer in offers:
        offer.folded = folded(title=offer.title, number=offer.number, client=client)
    for order in orders:
        order.folded = folded(title=order.title, number=order.number, client=client)
    Offer.objects.bulk_update(offers, ["folded"], batch_size=PORTION)
    Order.objects.bulk_update(orders, ["folded"], batch_size=PORTION)
