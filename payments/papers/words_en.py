"""English number words."""

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))

# (one, many, one of the small unit, many of it)
_NAMES = {
    "SAR": ("Saudi riyal", "Saudi riyals", "halala", "halalas"),
    "AED": ("UAE dirham", "UAE dirhams", "fils", "fils"),
    "EGP": ("Egyptian pound", "Egyptian pounds", "piastre", "piastres"),
    "KWD": ("Kuwaiti dinar", "Kuwaiti dinars", "fils", "fils"),
    "BHD": ("Bahraini dinar", "Bahraini dinars", "fils", "fils"),
    "OMR": ("Omani rial", "Omani rials", "baisa", "baisa"),
    "QAR": ("Qatari riyal", "Qatari riyals", "dirham", "dirhams"),
    "JOD": ("Jordanian dinar", "Jordanian dinars", "fils", "fils"),
    "IQD": ("Iraqi dinar", "Iraqi dinars", "fils", "fils"),
    "SYP": ("Syrian pound", "Syrian pounds", "piastre", "piastres"),
    "LBP": ("Lebanese pound", "Lebanese pounds", "piastre", "piastres"),
    "ILS": ("Israeli shekel", "Israeli shekels", "agora", "agorot"),
    "LYD": ("Libyan dinar", "Libyan dinars", "dirham", "dirhams"),
    "TND": ("Tunisian dinar", "Tunisian dinars", "millime", "millimes"),
    "DZD": ("Algerian dinar", "Algerian dinars", "centime", "centimes"),
    "MAD": ("Moroccan dirham", "Moroccan dirhams", "centime", "centimes"),
    "MRU": ("Mauritanian ouguiya", "Mauritanian ouguiyas", "khoums", "khoums"),
    "SDG": ("Sudanese pound", "Sudanese pounds", "piastre", "piastres"),
    "YER": ("Yemeni rial", "Yemeni rials", "fils", "fils"),
    "USD": ("US dollar", "US dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("pound sterling", "pounds sterling", "penny", "pence"),
    "TRY": ("Turkish lira", "Turkish liras", "kurus", "kurus"),
    "JPY": ("Japanese yen", "Japanese yen", "", ""),
}


def currency_words(currency: str, whole: int, rest: int) -> tuple[str, str]:
    """The whole units and the small units, each named; empty where there are none of them."""
    one, many, small, smalls = _NAMES.get(currency, (currency, currency, "hundredth", "hundredths"))
    units = f"{number_words(whole)} {one if whole == 1 else many}" if whole or not rest else ""
    return units, f"{number_words(rest)} {small if rest == 1 else smalls}" if rest else ""


def joined(units: str, small: str) -> str:
    sentence = " and ".join(part for part in (units, small) if part)
    return f"{sentence[0].upper()}{sentence[1:]} only"


def number_words(number: int) -> str:
    """0 and up, in words."""
    for size, name in _GROUPS:
        if number >= size:
            head, tail = divmod(number, size)
            words = f"{number_words(head)} {name}"
            return words if not tail else f"{words}{_link(tail)}{number_words(tail)}"
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number >= 100:
        head, tail = divmod(number, 100)
        words = f"{_SMALL[head]} hundred"
        return words if not tail else f"{words} and {_below_thousand(tail)}"
    if number >= 20:
        head, tail = divmod(number, 10)
        return _TENS[head] if not tail else f"{_TENS[head]}-{_SMALL[tail]}"
    return _SMALL[number]


def _link(tail: int) -> str:
    return " and " if tail < 100 else ", "
