"""The typeface as papers are shaped with it: without ligatures that PDF viewers copy with their letters turned.

The font joins some 240 pairs (ضر, بر, ني) into one glyph each. Viewers that turn right-to-left text letter by letter
then give «فاتورة رضيبية» for «فاتورة ضريبية» on copy and search. Lam-alef stays: Arabic is not written without it.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any

from .fonts import Weight, font_path

LAM_ALEF = range(0xFEF5, 0xFEFD)


@lru_cache(maxsize=3)
def paper_font(weight: Weight) -> bytes:
    """One weight as TTF, for the PDF engine only; the outlines are the font's own."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (slow to import, and only workers draw papers)

    with TTFont(font_path(weight), lazy=True) as font:
        kept = {glyph for code, glyph in font.getBestCmap().items() if code in LAM_ALEF}
        for subtable in _required_ligatures(font["GSUB"].table):
            subtable.ligatures = _only(kept, subtable.ligatures)
        file = BytesIO()
        font.save(file)
    return file.getvalue()


def _only(kept: set[str], ligatures: dict[str, list[Any]]) -> dict[str, list[Any]]:
    chosen = {first: [one for one in group if one.LigGlyph in kept] for first, group in ligatures.items()}
    return {first: group for first, group in chosen.items() if group}


def _required_ligatures(gsub: Any) -> list[Any]:
    records = [record for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "rlig"]
    numbers = {number for record in records for number in record.Feature.LookupListIndex}
    tables = [table for number in numbers for table in gsub.LookupList.Lookup[number].SubTable]
    return [getattr(table, "ExtSubTable", table) for table in tables]
