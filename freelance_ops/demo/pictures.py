"""Files that stand for the demo's designs: quiet shapes in a few palettes, and archives with a line of text."""

import io
import zipfile
from itertools import cycle

from PIL import Image, ImageDraw

SIZE = (1400, 1000)
PALETTES = (
    ("#f6f1e7", "#1f5f5b", "#d98e4a", "#2b2a27"),
    ("#eef3f0", "#3c5a87", "#e0b04c", "#1f2a33"),
    ("#f7eeea", "#8a3f4f", "#5f8f7b", "#33272a"),
)


def picture(number: int) -> bytes:
    """A PNG: a page with a mark, a heading and a few lines, different for each number."""
    paper, main, accent, ink = PALETTES[number % len(PALETTES)]
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    left = 120 + 40 * (number % 4)
    draw.ellipse((left, 140, left + 300, 440), fill=main)
    draw.pieslice((left + 60, 200, left + 360, 500), 90, 270 + 15 * (number % 5), fill=accent)
    draw.rounded_rectangle((760, 170, 1280, 240), 12, fill=ink)
    shades = cycle((main, accent, ink))
    for row in range(5):
        width = 520 - 60 * ((row + number) % 4)
        draw.rounded_rectangle((1280 - width, 300 + row * 60, 1280, 326 + row * 60), 10, fill=next(shades))
    for column in range(4):
        box = (120 + column * 300, 680, 360 + column * 300, 880)
        draw.rounded_rectangle(box, 18, fill=next(shades) if (column + number) % 2 else "#ffffff", outline=ink, width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def archive(title: str) -> bytes:
    """A ZIP with one short text in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", f"{title}\n")
    return out.getvalue()
