"""Numbers that authorities and banks give, checked by their own rules before they reach an invoice."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import iban as iban_rules
from stdnum.exceptions import ValidationError

from accounts.errors import IbanLength, IbanWrong, VatNumberWrong
from core.text import latin_digits

# How the number looks where we know it: the pattern, and the rule in words.
_VAT_RULES: dict[str, tuple[str, str | Promise]] = {
    "SA": (r"3\d{13}3", _("15 digits, the first and the last are 3.")),
    "AE": (r"100\d{12}", _("15 digits that start with 100.")),
    "BH": (r"\d{15}", _("15 digits.")),
    "EG": (r"\d{9}", _("9 digits.")),
}
# Characters of an IBAN where many of our readers bank.
_IBAN_LENGTHS = {
    "SA": 24, "AE": 23, "EG": 29, "JO": 30, "KW": 30, "BH": 22, "QA": 29, "LB": 28, "TN": 24, "MR": 27, "PS": 29,
    "IQ": 23, "LY": 25, "SD": 18, "OM": 23, "YE": 30, "DE": 22, "GB": 22, "TR": 26, "FR": 27,
}  # fmt: skip


def clean_vat_number(number: str, country: str, country_name: str = "") -> str:
    """The number without spaces and in Latin digits; empty stays empty (not registered). Raises VatNumberWrong."""
    plain = re.sub(r"[\s-]", "", latin_digits(number)).upper()
    pattern, rule = _VAT_RULES.get(country, (r"[A-Z0-9]{4,20}", _("letters and digits, at least four.")))
    if plain and not re.fullmatch(pattern, plain, re.ASCII):
        raise VatNumberWrong(country=country_name or country, rule=rule)
    return plain


def clean_iban(number: str) -> str:
    """The IBAN without spaces; empty stays empty. Raises IbanLength or IbanWrong."""
    plain = re.sub(r"[\s-]", "", latin_digits(number)).upper()
    if not plain:
        return ""
    right = _IBAN_LENGTHS.get(plain[:2])
    if right and len(plain) != right:
        raise IbanLength(country=plain[:2], right=right, given=len(plain))
    try:
        return str(iban_rules.validate(plain, check_country=False))
    except ValidationError:
        raise IbanWrong from None
