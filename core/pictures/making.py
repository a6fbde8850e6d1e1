"""From an original to its samples. Runs in the process of its own."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from .kinds import PDF, PICTURES
from .mark import marked

LONGEST = 1200  # pixels of a sample's longer side
MAX_PIXELS = 100_000_000  # of an original picture
PAGES = 40  # of a PDF
DOTS = 96  # per inch, at most, of a PDF's page
QUALITY = 60
Made = list[tuple[str, int, int]]  # file name, width, height


def make(source: Path, folder: Path, *, kind: str, mark: str) -> Made:
    """Write the samples into `folder`. Whatever is wrong with the source is raised as it comes."""
    pictures = _pages(source) if kind == PDF else _picture(source, PICTURES[kind])
    return [_save(marked(picture, mark), folder / f"{number:03}.jpg") for number, picture in enumerate(pictures, 1)]


def _picture(source: Path, form: str) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = None  # our own limit is below
    with Image.open(source, formats=[form]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        picture.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded small at once
        picture.seek(0)
        picture.load()
        picture.thumbnail((LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(picture)
        yield _flat(upright)


def _pages(source: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(source)
    for number in range(min(len(document), PAGES)):
        page = document[number]
        longer = max(page.get_size())
        scale = min(DOTS / 72, LONGEST / longer)
        yield _flat(page.render(scale=scale).to_pil())
        page.close()


def _flat(picture: Image.Image) -> Image.Image:
    """Plain pixels on white, nothing else of the original."""
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture.convert("RGB"))
    flat.thumbnail((LONGEST, LONGEST))
    return flat


def _save(sample: Image.Image, path: Path) -> tuple[str, int, int]:
    sample.save(path, "JPEG", quality=QUALITY, optimize=True, dpi=(72, 72))
    return path.name, sample.width, sample.height
