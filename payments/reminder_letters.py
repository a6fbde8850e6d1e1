"""The five letters that ask for a payment, from a friendly word before the due day to a last reminder."""

from dataclasses import dataclass
from datetime import date

from core.formats import full_day_text, money_text, use_country
from core.money import Money
from outbox.services.bulk import Draft
from outbox.services.rendering import Words, render_words

from .letters import thread_of
from .models import Invoice
from .services.reminder_steps import LETTERS


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reminder says about its invoice; `pauses`: the work stands still until the payment arrives."""

    name: str
    number: str
    title: str
    amount: Money
    due_on: date
    country: str  # the seller's, whose names of months are written
    url: str
    pauses: bool = False

    def words(self, language: str) -> dict[str, object]:
        """As the templates take it."""
        with use_country(self.country):
            due = full_day_text(self.due_on, language)
        return {
            "name": self.name,
            "number": self.number,
            "title": self.title,
            "amount": money_text(self.amount, language),
            "due": due,
            "url": self.url,
            "pauses": self.pauses,
        }


def asked(invoice: Invoice, *, url: str, pauses: bool) -> Asked:
    """What a reminder of this invoice says now; the amount is what is still owed."""
    return Asked(
        name=invoice.order.contact.name,
        number=invoice.number,
        title=invoice.order.title,
        amount=invoice.balance,
        due_on=invoice.due_on,
        country=invoice.business.country,
        url=url,
        pauses=pauses,
    )


def reminder(*, invoice: Invoice, step: int, words_of: int, url: str, pauses: bool = False) -> Draft:
    """To the client: the reminder that uses up `step`, in the words of the step `words_of`."""
    contact = invoice.order.contact
    return Draft(
        business=invoice.business,
        to=contact.email,
        language=invoice.language,
        template=LETTERS[words_of],
        context=asked(invoice, url=url, pauses=pauses).words(invoice.language),
        dedupe_key=f"payment_reminder:{invoice.ref}:{step}:{contact.ref}",
        thread=thread_of(invoice),
        client_ref=invoice.order.client.ref,
        order_ref=invoice.order.ref,
    )


def read(said: Asked, *, step: int, language: str, business: object) -> Words:
    """The letter of a step as the client would read it, for a look before anything is sent."""
    return render_words(LETTERS[step], language, {**said.words(language), "business": business})
