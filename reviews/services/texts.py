"""The words that go to a client, in the client's language: the freelancer's own wording, or the house's."""

from datetime import datetime

from accounts.models import Business
from orders.models import Order
from reviews import wording
from reviews.ask_check import check_ask_text
from reviews.models import AskText


def ask_body(*, business: Business, language: str) -> str:
    """The wording of the ask in one language, without greeting and signature."""
    own = AskText.objects.owned_by(business).filter(language=language).values_list("text", flat=True).first()
    return own or wording.default_ask(language)


def save_ask_text(*, business: Business, language: str, text: str, now: datetime) -> AskText:
    """Keeps the freelancer's own wording. Raises AskTextRefused when it is not fair (see ask_check)."""
    text = text.replace("\r\n", "\n").strip()
    check_ask_text(text)
    values = {"text": text, "saved_at": now}
    return AskText.objects.update_or_create(business=business, language=language, defaults=values)[0]


def use_default_text(*, business: Business, language: str) -> None:
    """Back to the house's wording; twice is harmless."""
    AskText.objects.owned_by(business).filter(language=language).delete()


def ask_to_copy(order: Order) -> str:
    """The whole ask as one text, for where no letter may go."""
    body = ask_body(business=order.business, language=order.contact.language)
    return _signed(order, body)


def thanks_to_copy(order: Order) -> str:
    """The whole thanks as one text, for where no letter may go."""
    return _signed(order, wording.thanks_body(title=order.title, language=order.contact.language))


def reminder_to_copy(order: Order) -> str:
    """The one reminder as one text."""
    return _signed(order, wording.reminder_body(title=order.title, language=order.contact.language))


def _signed(order: Order, body: str) -> str:
    contact = order.contact
    return wording.by_hand(body=body, name=contact.name, sender=order.business.name, language=contact.language)
