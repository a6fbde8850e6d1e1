"""Arabic number words with the counted noun in its right form.

After 3-10 the noun is plural and the number takes the opposite gender; after 11-99 it is singular accusative;
after 100, 1000 and so on it is singular genitive. One and two are said by the noun itself.
"""

from dataclasses import dataclass

# Written before a masculine noun; the feminine column goes before a feminine one.
_MASCULINE = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_HUNDREDS = ("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its forms after 1, 2, 3-10, 11-99 and round hundreds, and its gender."""

    one: str
    two: str
    few: str
    many: str
    feminine: bool = False


def _noun(word: str, plural: str, adjective: str = "", *, feminine: bool = False) -> Noun:
    """A regular noun with an adjective that agrees with it («ريال سعودي»)."""
    stem = word.removesuffix("ة") + "ت" if word.endswith("ة") else word
    many = f"{word}ً" if word.endswith("ة") else f"{word}ًا"
    if not adjective:
        return Noun(word, f"{stem}ان", plural, many, feminine)
    of_one = f"{adjective}ة" if feminine else adjective
    of_two = f"{adjective}تان" if feminine else f"{adjective}ان"
    of_many = f"{adjective}ةً" if feminine else f"{adjective}ًا"
    return Noun(f"{word} {of_one}", f"{stem}ان {of_two}", f"{plural} {adjective}ة", f"{many} {of_many}", feminine)


_SCALES = (
    (10**12, Noun("تريليون", "تريليونان", "تريليونات", "تريليونًا")),
    (10**9, Noun("مليار", "ملياران", "مليارات", "مليارًا")),
    (10**6, Noun("مليون", "مليونان", "ملايين", "مليونًا")),
    (10**3, Noun("ألف", "ألفان", "آلاف", "ألفًا")),
)

_FILS = _noun("فلس", "فلوس")
_PIASTRE = _noun("قرش", "قروش")
_CENT = _noun("سنت", "سنتات")
_CENTIME = _noun("سنتيم", "سنتيمات")
_DIRHAM = _noun("درهم", "دراهم")


def _dinar(adjective: str) -> Noun:
    return _noun("دينار", "دنانير", adjective)


def _riyal(adjective: str) -> Noun:
    return _noun("ريال", "ريالات", adjective)


def _pound(adjective: str) -> Noun:
    return _noun("جنيه", "جنيهات", adjective)


def _lira(adjective: str) -> Noun:
    return _noun("ليرة", "ليرات", adjective, feminine=True)


_CURRENCIES: dict[str, tuple[Noun, Noun]] = {
    "SAR": (_riyal("سعودي"), _noun("هللة", "هللات", feminine=True)),
    "AED": (_noun("درهم", "دراهم", "إماراتي"), _FILS),
    "EGP": (_pound("مصري"), _PIASTRE),
    "KWD": (_dinar("كويتي"), _FILS),
    "BHD": (_dinar("بحريني"), _FILS),
    "OMR": (_riyal("عماني"), _noun("بيسة", "بيسات", feminine=True)),
    "QAR": (_riyal("قطري"), _DIRHAM),
    "JOD": (_dinar("أردني"), _FILS),
    "IQD": (_dinar("عراقي"), _FILS),
    "SYP": (_lira("سوري"), _PIASTRE),
    "LBP": (_lira("لبناني"), _PIASTRE),
    "ILS": (_noun("شيكل", "شواكل"), _noun("أغورة", "أغورات", feminine=True)),
    "LYD": (_dinar("ليبي"), _DIRHAM),
    "TND": (_dinar("تونسي"), _noun("مليم", "مليمات")),
    "DZD": (_dinar("جزائري"), _CENTIME),
    "MAD": (_noun("درهم", "دراهم", "مغربي"), _CENTIME),
    "MRU": (_noun("أوقية", "أوقيات", "موريتاني", feminine=True), _noun("خُمس", "أخماس")),
    "SDG": (_pound("سوداني"), _PIASTRE),
    "YER": (_riyal("يمني"), _FILS),
    "USD": (_noun("دولار", "دولارات", "أمريكي"), _CENT),
    "EUR": (Noun("يورو", "يورو", "يورو", "يورو"), _CENT),
    "GBP": (_pound("إسترليني"), Noun("بنس", "بنسان", "بنسات", "بنسًا")),
    "TRY": (_lira("تركي"), _PIASTRE),
    "JPY": (_noun("ين", "ينات", "ياباني"), _CENT),
}


def currency_words(currency: str, whole: int, rest: int) -> tuple[str, str]:
    """The whole units and the small units, each counted; empty where there are none of them."""
    plain = Noun(currency, currency, currency, currency)
    unit, small = _CURRENCIES.get(currency, (plain, plain))
    return counted(whole, unit) if whole or not rest else "", counted(rest, small) if rest else ""


def joined(units: str, small: str) -> str:
    return f"{' و'.join(part for part in (units, small) if part)} لا غير"


def counted(number: int, noun: Noun) -> str:
    """The number and the noun together: 1 «ريال واحد», 2 «ريالان», 3 «ثلاثة ريالات», 11 «أحد عشر ريالًا»."""
    if number == 0:
        return f"صفر {noun.one}"
    if number == 1:
        return f"{noun.one} {'واحدة' if noun.feminine else 'واحد'}"
    if number == 2:
        return noun.two
    if number % 100 == 2 or (number % 100 == 1 and number > 100):
        # 101 «مئة ريال وريال», 102 «مئة ريال وريالان»: the round part carries the noun, then the noun is said again.
        head = number - number % 100
        return f"{counted(head, noun)} و{noun.one if number % 100 == 1 else noun.two}"
    return f"{_number(number, feminine=noun.feminine, leads=True)} {_form(number, noun)}"


def _form(number: int, noun: Noun) -> str:
    last = number % 100
    if 3 <= last <= 10:
        return noun.few
    if 11 <= last <= 99:
        return noun.many
    return noun.one


def _number(number: int, *, feminine: bool, leads: bool) -> str:
    """Number words joined by و. `leads`: the noun follows at once, so a dual at the end drops its nun."""
    parts: list[str] = []
    rest = number
    for size, scale in _SCALES:
        head, rest = divmod(rest, size)
        if head:
            parts.append(_scaled(head, scale, followed=leads and not rest))
    if rest:
        parts.append(_below_thousand(rest, feminine=feminine, followed=leads))
    return " و".join(parts)


def _scaled(head: int, scale: Noun, *, followed: bool) -> str:
    if head == 1:
        return scale.one
    if head == 2:
        return scale.two.removesuffix("ن") if followed else scale.two
    if head % 100 in (1, 2) and head > 100:
        return counted(head, scale)
    return f"{_number(head, feminine=False, leads=True)} {_form(head, scale)}"


def _below_thousand(number: int, *, feminine: bool, followed: bool) -> str:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        word = _HUNDREDS[hundreds]
        parts.append(word.removesuffix("ن") if followed and hundreds == 2 and not rest else word)
    if rest:
        parts.append(_below_hundred(rest, feminine=feminine))
    return " و".join(parts)


def _below_hundred(number: int, *, feminine: bool) -> str:
    units = _FEMININE if feminine else _MASCULINE
    if number <= 10:
        return units[number]
    if number == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if number == 12:
        return "اثنتا عشرة" if feminine else "اثنا عشر"
    if number < 20:
        return f"{units[number - 10]} {'عشرة' if feminine else 'عشر'}"
    tens, rest = divmod(number, 10)
    return f"{units[rest]} و{_TENS[tens]}" if rest else _TENS[tens]
