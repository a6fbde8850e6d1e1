"""An amount in words, as banks want it on paper: «ثلاثة آلاف وأربعمئة وخمسون ريالًا سعوديًا لا غير»."""

from core.money import Money, digits

from .words_ar import currency_words as arabic_currency
from .words_ar import joined as arabic_joined
from .words_en import currency_words as english_currency
from .words_en import joined as english_joined


def in_words(money: Money, language: str) -> str:
    """The amount as a sentence in `ar` or `en`. The amount must not be negative."""
    if money.minor < 0:
        raise ValueError("only amounts of zero or more are written in words")
    whole, rest = divmod(money.minor, 10 ** digits(money.currency))
    if language == "ar":
        return arabic_joined(*arabic_currency(money.currency, whole, rest))
    return english_joined(*english_currency(money.currency, whole, rest))
