"""What a freelancer may change about the business. Issued papers keep what they said."""

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.errors import AddressNotPlain, AddressTaken, BusinessNameNeeded
from accounts.models import Business

from .tax_numbers import clean_iban, clean_vat_number

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The business as its papers show it. `vat_rate_bp` is in hundredths of a percent and 0 without a VAT number."""

    name: str
    legal_name: str = ""
    country: str
    city: str = ""
    address: str = ""
    currency: str
    language: str
    vat_number: str = ""
    vat_rate_bp: int = 0
    bank_name: str = ""
    account_holder: str = ""
    iban: str = ""
    payment_note: str = ""


def save_details(*, business: Business, details: Details, country_name: str = "") -> Business:
    """Stores what the next papers will say. Raises BusinessNameNeeded, VatNumberWrong, IbanLength, IbanWrong."""
    if not details.name.strip():
        raise BusinessNameNeeded
    vat_number = clean_vat_number(details.vat_number, details.country, country_name)
    changes = {name: str(getattr(details, name)).strip() for name in _WORDS}
    changes |= {"vat_number": vat_number, "iban": clean_iban(details.iban)}
    for name, value in changes.items():
        setattr(business, name, value)
    business.vat_rate_bp = details.vat_rate_bp if vat_number else 0
    business.save(update_fields=[*changes, "vat_rate_bp"])
    return business


_WORDS = (
    "name", "legal_name", "country", "city", "address", "currency", "language", "bank_name", "account_holder",
    "payment_note",
)  # fmt: skip


def change_address(*, business: Business, slug: str) -> Business:
    """Another public address for the inquiry form; the old one stops working. Raises AddressNotPlain, AddressTaken."""
    slug = slug.strip().lower()
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise AddressNotPlain
    business.slug = slug
    try:
        with transaction.atomic():
            business.save(update_fields=["slug"])
    except IntegrityError:
        business.refresh_from_db(fields=["slug"])
        raise AddressTaken from None
    return business
