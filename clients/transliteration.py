"""Arabic names in Latin letters, for addresses people read out and type."""

from django.utils.text import slugify

from core.text import fold

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "گ": "g", "پ": "p", "چ": "ch", "ڤ": "v",
}  # fmt: skip
_BETWEEN_CONSONANTS = {"و": "u", "ي": "i"}


def latin(text: str) -> str:
    """The text with Arabic letters written in Latin ones: نور للتصميم becomes "nur lltsmim"."""
    words = fold(text).split(" ")
    return " ".join("".join(_letter(word, index) for index in range(len(word))) for word in words)


def slug_of(text: str) -> str:
    """A name as part of an address: Latin letters, digits and hyphens, or empty when none remain."""
    return slugify(latin(text))


def _letter(word: str, index: int) -> str:
    """One letter; و and ي are vowels after another letter, consonants at the start of a word."""
    letter = word[index]
    if index and letter in _BETWEEN_CONSONANTS:
        return _BETWEEN_CONSONANTS[letter]
    return _LETTERS.get(letter, letter)
