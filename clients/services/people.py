"""Clients and the people at them."""

from datetime import datetime

from django.db import transaction

from accounts.models import Business, User
from clients.errors import NameNeeded
from clients.models import Client, Contact, Conversation, Platform
from core.actors import Actor
from core.text import fold
from outbox.services.events import emit


@transaction.atomic
def add_client(
    *,
    business: Business,
    name: str,
    by: Actor,
    now: datetime,
    email: str = "",
    phone: str = "",
    organisation: str = "",
    country: str = "",
    city: str = "",
    language: str = "",
    platform: Platform | None = None,
) -> Contact:
    """A client, the main contact and their (quiet) conversation; returns the contact, whose `.client` is the client.

    `language` is the contact's, the business's when left out. Event `client.added`. Raises NameNeeded.
    """
    name = " ".join(name.split())
    if not name:
        raise NameNeeded
    client = Client.objects.create(
        business=business, name=name, organisation=organisation.strip(), country=country.upper(), city=city.strip(),
        platform=platform, folded=_folded(name, organisation, email, phone), created_at=now, last_contact_at=now,
    )  # fmt: skip
    contact = Contact.objects.create(
        business=business, client=client, name=name, email=email.strip().lower(), phone=phone.strip(),
        language=language or business.language, is_main=True,
    )  # fmt: skip
    Conversation.objects.create(business=business, client=client)
    subject = ("client", client.ref)
    emit(business=business, verb="client.added", subject=subject, actor=by, now=now, client_ref=client.ref)
    return contact


@transaction.atomic
def change_client(
    *, client: Client, name: str, organisation: str, country: str, city: str, by: Actor, now: datetime
) -> None:
    """Corrects what we know about a client. Issued papers keep what they said. Raises NameNeeded."""
    client.name = " ".join(name.split())
    if not client.name:
        raise NameNeeded
    client.organisation, client.country, client.city = organisation.strip(), country.upper(), city.strip()
    _refold(client)
    client.save(update_fields=["name", "organisation", "country", "city"])
    _changed(client, by, now)


@transaction.atomic
def save_contact(
    *,
    client: Client,
    name: str,
    email: str,
    phone: str,
    language: str,
    by: Actor,
    now: datetime,
    contact: Contact | None = None,
) -> Contact:
    """Changes this contact, or adds a further one to the client. Raises NameNeeded."""
    name = " ".join(name.split())
    if not name:
        raise NameNeeded
    row = contact or Contact(business=client.business, client=client)
    before = row.email
    row.name, row.email, row.phone, row.language = name, email.strip().lower(), phone.strip(), language
    row.save()
    _refold(client)
    _changed(client, by, now, **({"new_address_of": row.ref} if contact and row.email != before else {}))
    return row


def choose_language(*, contact: Contact, language: str) -> None:
    """The contact's own choice, made on the personal page: pages and letters speak it from now on."""
    if language in User.Language.values:
        Contact.objects.filter(pk=contact.pk).update(language=language)
        contact.language = language


def main_contact(client: Client) -> Contact:
    """The person letters go to."""
    return Contact.objects.get(client=client, is_main=True)


def _changed(client: Client, by: Actor, now: datetime, **data: str) -> None:
    """`new_address_of`: the contact, by ref, whose e-mail is another one now."""
    subject = ("client", client.ref)
    emit(
        business=client.business, verb="client.changed", subject=subject, actor=by, now=now, client_ref=client.ref,
        data=data,
    )  # fmt: skip


def _refold(client: Client) -> None:
    people = Contact.objects.filter(client=client).order_by("-is_main", "pk").values_list("name", "email", "phone")
    client.folded = _folded(client.name, client.organisation, *(part for person in people for part in person))
    client.save(update_fields=["folded"])


def _folded(*parts: str) -> str:
    """What search looks in and the list sorts by: the name first."""
    length = Client._meta.get_field("folded").max_length
    return fold(" ".join(dict.fromkeys(part for part in parts if part)))[:length]
