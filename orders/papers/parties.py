"""The two sides as they stand on a paper: copied as text, so that later changes of a profile change no paper."""

from dataclasses import dataclass

from accounts.models import Business
from clients.models import Contact


@dataclass(frozen=True, slots=True)
class Party:
    """`name` is the firm's or the person's name, `person` who acts for it; unknown fields are empty."""

    name: str
    person: str
    address: str
    country: str
    vat_number: str
    email: str


def seller_party(business: Business) -> Party:
    """The freelancer: legal name where there is one. Costs one query for the owner."""
    owner = business.owner
    place = "، " if business.language == "ar" else ", "
    return Party(
        name=business.legal_name or business.name,
        person=owner.full_name or business.name,
        address=place.join(part for part in (business.address, business.city) if part),
        country=business.country,
        vat_number=business.vat_number,
        email=owner.email,
    )


def client_party(contact: Contact) -> Party:
    """The client's side: the organisation where there is one, and the contact who answers for it."""
    client = contact.client
    return Party(
        name=client.organisation or client.name,
        person=contact.name,
        address=client.city,
        country=client.country,
        vat_number="",
        email=contact.email,
    )
