"""Uploads: told by their content, proven by opening them, kept without what hides in them."""

import io
import struct
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from core.pdf import is_available
from files.errors import EmptyFile, FileKindRefused, FileTooLarge, FileUnreadable, ImageTooLarge
from files.models import StoredFile
from files.services.store import MEGABYTE, tidy_name
from tests.files.conftest import picture

pytestmark = pytest.mark.django_db
Slip = Callable[..., StoredFile]
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200


def pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pixel_bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that promises so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("form", "kind", "ending"),
    [("PNG", "image/png", ".png"), ("JPEG", "image/jpeg", ".jpg"), ("WEBP", "image/webp", ".webp")],
)
def test_a_photo_is_taken(slip: Slip, form: str, kind: str, ending: str) -> None:
    file = slip(picture(form), "حوالة ريم.photo")
    assert (file.content_type, file.name) == (kind, f"حوالة ريم{ending}")
    assert Image.open(io.BytesIO(file.read())).size == (40, 30)


def test_a_pdf_is_taken_as_it_is(slip: Slip) -> None:
    content = pdf()
    file = slip(content, "حوالة.pdf")
    assert (file.content_type, file.name, file.read()) == ("application/pdf", "حوالة.pdf", content)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "LA", "1"])
def test_pictures_of_every_mode_survive(slip: Slip, mode: str) -> None:
    assert Image.open(io.BytesIO(slip(picture(mode=mode)).read())).size == (40, 30)


def test_a_cmyk_photo_survives(slip: Slip) -> None:
    assert slip(picture("JPEG", mode="CMYK")).content_type == "image/jpeg"


def test_metadata_stays_outside(slip: Slip) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    assert b"taken at home" not in slip(picture("JPEG", exif=exif)).read()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "taken at home")
    assert b"taken at home" not in slip(picture(pnginfo=info)).read()


def test_a_photo_taken_sideways_is_turned(slip: Slip) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(slip(picture("JPEG", exif=exif)).read())).size == (30, 40)


def test_what_hides_behind_the_picture_is_gone(slip: Slip) -> None:
    assert b"<script>" not in slip(picture() + HTML).read()


def test_a_huge_photo_is_made_smaller(slip: Slip) -> None:
    assert max(Image.open(io.BytesIO(slip(picture("JPEG", (6000, 4000))).read())).size) == 3000


@pytest.mark.parametrize("content", [SVG, HTML, EXE, b"just text", b"PK\x03\x04zip", picture("GIF", mode="P")])
@pytest.mark.parametrize("name", ["slip.png", "slip.pdf"])
def test_other_kinds_are_refused_whatever_their_name(slip: Slip, content: bytes, name: str) -> None:
    with pytest.raises(FileKindRefused):
        slip(content, name)
    assert not StoredFile.objects.exists()


def test_an_empty_file_is_refused(slip: Slip) -> None:
    with pytest.raises(EmptyFile):
        slip(b"")


def test_more_than_the_limit_is_refused_with_the_limit(slip: Slip) -> None:
    with pytest.raises(FileTooLarge, match="25"):
        slip(b"\0" * (25 * MEGABYTE + 1))


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 9_000), (8_000, 7_000)])
def test_a_pixel_bomb_is_refused_before_it_unfolds(slip: Slip, size: tuple[int, int]) -> None:
    with pytest.raises(ImageTooLarge):
        slip(pixel_bomb(*size))


@pytest.mark.parametrize("content", [picture()[:-30], picture("JPEG")[:60], b"%PDF-1.7 torn", pixel_bomb(40, 30)])
def test_a_damaged_file_is_refused(slip: Slip, content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        slip(content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\reem\\slip.png", "slip.png"),
        ("حوالة\u202egnp.exe", "حوالة gnp.exe"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("شعار\u061c\u2066fdp\u2069.exe", "شعار fdp.exe"),
        ("a\x85\u2028\u2029\ufeffb\u200b.ai", "a b.ai"),
        ("torn\ud800.ai", "torn.ai"),
        ("...", "file"),
        ("", "file"),
        ("ن" * 300 + ".pdf", "ن" * 116 + ".pdf"),
    ],
)
def test_names_are_tidied(given: str, kept: str) -> None:
    assert tidy_name(given) == kept


def test_a_torn_picture_is_refused_after_a_pdf_was_made_too(slip: Slip) -> None:
    """The PDF engine tells Pillow to read torn pictures; ours must still be whole."""
    assert is_available()
    with pytest.raises(FileUnreadable):
        slip(picture()[:-30])
