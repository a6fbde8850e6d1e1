"""The one typeface of pages and papers, from its package: paths for PDFs, small woff2 files for browsers."""

from io import BytesIO
from pathlib import Path
from typing import Literal

import fontpkg

FAMILY = "IBM Plex Sans Arabic"
Weight = Literal[400, 500, 600]
WEIGHTS: tuple[Weight, ...] = (400, 500, 600)

# A browser fetches a part only when a page holds a character of it.
PARTS = {
    "arabic": "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+25CC,U+FB50-FDFF,U+FE70-FEFC",
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-2069,U+20A0-20BF,U+2113,U+2122,"
        "U+2190-2193,U+2212,U+2215,U+2248,U+2260,U+2264-2265,U+FEFF,U+FFFD"
    ),
}


def font_path(weight: Weight) -> Path:
    """The TTF of this weight, as PDFs embed it."""
    return Path(fontpkg.path("ibm-plex-sans-arabic", weight))


def subset(weight: Weight, part: str) -> bytes:
    """One weight as woff2, cut down to the characters of `part` with everything their shaping needs."""
    from fontTools import subset as cutter  # noqa: PLC0415  heavy, and only the build needs it

    options = cutter.Options(flavor="woff2", layout_features=["*"], hinting=False)
    options.drop_tables += ["meta"]
    scissors = cutter.Subsetter(options)
    scissors.populate(unicodes=cutter.parse_unicodes(PARTS[part].replace("U+", "")))
    woff2 = BytesIO()
    with cutter.load_font(str(font_path(weight)), options) as font:
        scissors.subset(font)
        cutter.save_font(font, woff2, options)
    return woff2.getvalue()


def face_rules(folder: str) -> str:
    """The @font-face rules for the files named by `file_name`, found in `folder` beside the style sheet."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
        f'src:url("{folder}/{file_name(weight, part)}") format("woff2");unicode-range:{ranges}}}\n'
        for weight in WEIGHTS
        for part, ranges in PARTS.items()
    )


def file_name(weight: Weight, part: str) -> str:
    return f"plex-{part}-{weight}.woff2"
