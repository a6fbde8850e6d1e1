"""What an upload really is: told by its content, proven by opening it."""

import io
import threading
from dataclasses import dataclass

import puremagic
from PIL import Image, ImageOps

from files.errors import FileKindRefused, FileUnreadable, ImageTooLarge

PDF = "application/pdf"
_PICTURES = {"image/jpeg": ("JPEG", ".jpg"), "image/png": ("PNG", ".png"), "image/webp": ("WEBP", ".webp")}
_pdfium = threading.Lock()  # PDFium is not safe in two threads at once
_darkroom = threading.Lock()  # the largest picture takes hundreds of megabytes while it is open: one at a time


@dataclass(frozen=True, slots=True)
class Checked:
    """Content that may be kept, with the kind it really has."""

    content: bytes
    content_type: str
    extension: str


def checked(content: bytes, *, max_pixels: int, longest_side: int, allow_pdf: bool) -> Checked:
    """The content as it may be kept. Raises FileKindRefused, FileUnreadable or ImageTooLarge."""
    kind = sniff(content)
    if kind in _PICTURES:
        return _picture(content, kind, max_pixels, longest_side)
    if kind == PDF and allow_pdf:
        return _pdf(content)
    raise FileKindRefused


def small_look(content: bytes, *, longest_side: int) -> bytes:
    """A small JPEG of a picture that was checked before; what was see-through is white."""
    with _darkroom, Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (longest_side, longest_side))
        picture.thumbnail((longest_side, longest_side))
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear)
    target = io.BytesIO()
    flat.save(target, "JPEG", quality=82)
    return target.getvalue()


def sniff(content: bytes) -> str:
    """The MIME type the first bytes tell; empty when they tell nothing we know."""
    if content.startswith(b"%PDF-"):
        return PDF
    try:
        return str(puremagic.from_string(content, mime=True))
    except puremagic.PureError:
        return ""


def _pdf(content: bytes) -> Checked:
    import pypdfium2  # noqa: PLC0415 - four megabytes, which most processes never need

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
            pages = len(document)
            document.close()
        except pypdfium2.PdfiumError as problem:
            raise FileUnreadable from problem
    if not pages:
        raise FileUnreadable
    return Checked(content, PDF, ".pdf")


def _picture(content: bytes, kind: str, max_pixels: int, longest_side: int) -> Checked:
    form, extension = _PICTURES[kind]
    try:
        # Opening reads the header only: the size is known before one pixel is decoded.
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > max_pixels:
                raise ImageTooLarge
            with _darkroom:
                return Checked(_encoded_again(picture, form, longest_side), kind, extension)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise ImageTooLarge from problem
    except (OSError, SyntaxError, ValueError) as problem:
        raise FileUnreadable from problem


def _encoded_again(picture: Image.Image, form: str, longest_side: int) -> bytes:
    """Pixels only: the right way up, no metadata, nothing that was hidden behind the picture."""
    picture.draft("RGB", (longest_side, longest_side))  # a JPEG is decoded small at once
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((longest_side, longest_side))
    plain = Image.new(upright.mode, upright.size)
    plain.paste(upright)
    if upright.mode == "P":
        plain = upright.convert("RGBA")
    plain.info.clear()
    target = io.BytesIO()
    plain.save(target, form, quality=88) if form != "PNG" else plain.save(target, form)
    return target.getvalue()
