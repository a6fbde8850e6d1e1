"""The mark that runs over a sample: whose it is and of which day, in slanted rows, legible on light and dark."""

import math
import re
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, features

from core.fonts import font_path

ANGLE = 30
LIGHT, DARK = (255, 255, 255, 120), (0, 0, 0, 105)  # the letters, and the line around them
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
MOST = 80  # letters of a mark


def shapes_arabic() -> bool:
    """Whether this machine joins Arabic letters when it draws text: Pillow with raqm, and FriBiDi beside it."""
    return bool(features.check("raqm"))


def marked(picture: Image.Image, mark: str) -> Image.Image:
    """The picture, an RGB one, with the mark over the whole of it."""
    return Image.alpha_composite(picture.convert("RGBA"), _cover(mark, *picture.size)).convert("RGB")


@lru_cache(maxsize=2)  # pages of a document are of one size
def _cover(mark: str, width: int, height: int) -> Image.Image:
    tile = _tile(_CONTROLS.sub(" ", mark)[:MOST].strip(), max(width, height))
    side = math.ceil(math.hypot(width, height)) + 2
    sheet = Image.new("RGBA", (side, side))
    for row, top in enumerate(range(0, side, tile.height)):
        start = -(tile.width // 2) * (row % 2)
        for left in range(start, side, tile.width):
            sheet.paste(tile, (left, top))
    sheet = sheet.rotate(ANGLE, Image.Resampling.BICUBIC)
    left, top = (side - width) // 2, (side - height) // 2
    return sheet.crop((left, top, left + width, top + height))


def _tile(mark: str, longer: int) -> Image.Image:
    size = min(max(longer // 34, 12), 36)
    raqm = shapes_arabic()
    engine = ImageFont.Layout.RAQM if raqm else ImageFont.Layout.BASIC
    font = ImageFont.truetype(str(font_path(600)), size, layout_engine=engine)
    direction = ("rtl" if _RTL.search(mark) else "ltr") if raqm else None
    left, top, right, bottom = font.getbbox(mark, direction=direction, stroke_width=1)
    gap = size * 2
    tile = Image.new("RGBA", (math.ceil(right - left) + gap, math.ceil(bottom - top) + gap * 3 // 2))
    ImageDraw.Draw(tile).text(
        (gap / 2 - left, gap - top), mark, fill=LIGHT, font=font, direction=direction, stroke_width=1, stroke_fill=DARK
    )
    return tile
