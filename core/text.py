"""Text as people type it: references, digits of three scripts, and folding for search and sorting."""

import re
import secrets
import unicodedata

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REF_LENGTH = 10

_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SAME_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""})
_SPACES = re.compile(r"\s+")


def new_ref() -> str:
    """Ten random Crockford characters: the public name of a row, safe to read aloud and to put in an address."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(REF_LENGTH))


def latin_digits(text: str) -> str:
    """Arabic-Indic and Persian digits become 0-9; everything else stays."""
    return text.translate(_LATIN_DIGITS)


def arabic_digits(text: str) -> str:
    """0-9 become Arabic-Indic digits; everything else stays."""
    return text.translate(_ARABIC_DIGITS)


def fold(text: str) -> str:
    """One spelling for search and sorting: no tashkeel or tatweel, one alef, ya and ha, Latin digits, lower case."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _SPACES.sub(" ", latin_digits(bare.translate(_SAME_LETTERS)).casefold()).strip()
