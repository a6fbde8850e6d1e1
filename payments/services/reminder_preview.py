"""Every letter and its day, before anything is switched on: of a real open invoice, or of one made up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Business
from core.money import Money, digits
from orders.services.days import today_of
from outbox.services.rendering import Words
from payments.models import Invoice
from payments.reminder_letters import Asked, asked, read

from .mornings import Mornings
from .pausing import PAUSABLE
from .reminder_steps import LETTERS, PAUSES_AT, Planned, ladder
from .reminders import mornings_for

WEEK = timedelta(days=7)
PAGE = "/c/…/"  # a look makes no link


@dataclass(frozen=True, slots=True)
class Preview:
    """One letter of the ladder as it would go: `send_at` None says that its morning is past."""

    step: int
    send_at: datetime | None
    words: Words
    language: str
    zone: str


def preview(*, invoice: Invoice, now: datetime) -> list[Preview]:
    """The letters of an open invoice (with business, client and contact at hand) and when each would go."""
    mornings = mornings_for(invoice)
    used = set(invoice.reminders.exclude(state="planned").values_list("step", flat=True))
    coming = ladder(invoice.due_on, mornings, now=now, used=used)
    said = asked(invoice, url=f"{settings.PUBLIC_URL}{PAGE}", pauses=invoice.order.state in PAUSABLE)
    return _letters(coming, mornings, said, invoice.language, invoice.business)


def sample(*, business: Business, now: datetime) -> list[Preview]:
    """The same for an invoice as one might be issued today, where none is open."""
    today = today_of(business, now)
    mornings = Mornings(business.zone, frozenset(business.working_days))
    language = business.language
    with translation.override(language):
        said = Asked(
            name=_("Reem Al-Qahtani"), number=f"INV-{today.year}-0007", title=_("Identity of a café"),
            amount=Money(1500 * 10 ** digits(business.currency), business.currency), due_on=today + WEEK,
            country=business.country, url=f"{settings.PUBLIC_URL}{PAGE}", pauses=True,
        )  # fmt: skip
    return _letters(ladder(said.due_on, mornings, now=now), mornings, said, language, business)


def _letters(
    coming: list[Planned], mornings: Mornings, said: Asked, language: str, business: Business
) -> list[Preview]:  # fmt: skip
    days = {one.step: one.send_at for one in coming}
    return [
        Preview(step, days.get(step), read(_said(said, step), step=step, language=language, business=business),
                language, mornings.zone)
        for step in LETTERS
    ]  # fmt: skip


def _said(said: Asked, step: int) -> Asked:
    """Only the letter with which the work pauses says so."""
    values = {name: getattr(said, name) for name in Asked.__dataclass_fields__}
    return Asked(**{**values, "pauses": said.pauses and step == PAUSES_AT})
