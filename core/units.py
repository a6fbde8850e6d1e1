"""What a currency is called beside its digits, in Arabic and in English."""

from babel import Locale

# Short units (Arabic, English). The riyal's new sign is in few fonts yet, so the letters are printed.
_UNITS = {
    "SAR": ("ر.س", "SAR"), "AED": ("د.إ", "AED"), "EGP": ("ج.م", "EGP"), "KWD": ("د.ك", "KWD"),
    "BHD": ("د.ب", "BHD"), "OMR": ("ر.ع", "OMR"), "QAR": ("ر.ق", "QAR"), "JOD": ("د.أ", "JOD"),
    "IQD": ("د.ع", "IQD"), "SYP": ("ل.س", "SYP"), "LBP": ("ل.ل", "LBP"), "ILS": ("₪", "₪"),
    "LYD": ("د.ل", "LYD"), "TND": ("د.ت", "TND"), "DZD": ("د.ج", "DZD"), "MAD": ("د.م", "MAD"),
    "MRU": ("أ.م", "MRU"), "SDG": ("ج.س", "SDG"), "YER": ("ر.ي", "YER"),
    "USD": ("$", "$"), "EUR": ("€", "€"), "GBP": ("£", "£"), "TRY": ("₺", "₺"), "JPY": ("¥", "¥"),
}  # fmt: skip


def unit(currency: str, language: str) -> str:
    """The short unit that stands beside digits: ر.س or SAR, $ in both; the code where we know no better."""
    arabic, english = _UNITS.get(currency, (currency, currency))
    return arabic if language == "ar" else english


def currency_name(currency: str, language: str) -> str:
    """The full name, for a list to choose from: ريال سعودي, Saudi Riyal."""
    return str(Locale(language).currencies.get(currency, currency))


def spellings(currency: str) -> tuple[str, ...]:
    """Every way people write the unit into an amount field, longest first."""
    names = {currency, *_UNITS.get(currency, ())}
    return tuple(sorted(names | {name + "." for name in names if "." in name}, key=len, reverse=True))
