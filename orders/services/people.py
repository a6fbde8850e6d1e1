"""Who hears of the last steps of an order."""

from clients.models import Contact
from orders.models import Order
from outbox.models import Event


def who_acted(order: Order) -> list[Contact]:
    """The order's own contact first, then everybody of the same client who did something in it. Two queries."""
    actors = Event.objects.of_order(order.business, order.ref).filter(actor_kind="contact").values("actor_ref")
    people = Contact.objects.filter(client=order.client_id).select_related("client__platform", "business")
    acted = people.filter(ref__in=actors.order_by()).exclude(pk=order.contact_id).order_by("pk")
    return [*people.filter(pk=order.contact_id), *acted]
