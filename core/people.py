"""Names as a page shows them."""

import unicodedata

_TITLES = """
    أ أ. د د. م م. الأستاذ الأستاذة الدكتور الدكتورة المهندس المهندسة السيد السيدة
    mr mr. mrs mrs. ms ms. dr dr.
"""
TITLES = frozenset(_TITLES.split())
HEH, INITIAL_HEH = "ه", "هـ"


def initial(name: str) -> str:
    """The letter that stands for a person in a circle: the first of the name, past titles, marks and quotes."""
    words = [word for word in name.split() if word.lower() not in TITLES] or name.split()
    letters = [letter for letter in "".join(words) if unicodedata.category(letter)[0] in "LN" and letter != "ـ"]
    if not letters:
        return "·"
    return INITIAL_HEH if letters[0] == HEH else letters[0].upper()
