"""The letters about the final files."""

from datetime import datetime

from clients.models import Contact
from orders.models import Order
from outbox.models import Letter

from .posting import to_client


def files_released(
    *, order: Order, contact: Contact, url: str, is_paid: bool, has_files: bool, now: datetime
) -> Letter | None:
    """To somebody of the client's who acted in this order: the final files are open, and where."""
    words = {"url": url, "title": order.title, "number": order.number, "is_paid": is_paid, "has_files": has_files}
    return to_client(contact, "files_released", order.ref, now, words, order=order)
