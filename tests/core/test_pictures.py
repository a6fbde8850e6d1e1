"""Samples: small, marked all over, without metadata, text or anything else of the original; bad files harm nobody."""

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, PngImagePlugin
from pypdf import PdfWriter

from core.pdf import render_pdf
from core.pictures import NoSample, darkroom, samples_of
from core.pictures.making import LONGEST, PAGES, make
from core.pictures.mark import marked, shapes_arabic

MARK = "مقهى الواحة · الأحد 22 نوفمبر 2026"


def source(folder: Path, picture: Image.Image, form: str = "PNG", **options: object) -> Path:
    path = folder / "original"
    picture.save(path, form, **options)
    return path


def brochure(folder: Path, pages: int = 2) -> Path:
    """A PDF of A4 pages with a line of text on every one."""
    path = folder / "brochure.pdf"
    sheet = "<style>@page { size: 595pt 842pt } p { break-after: page }</style>"
    path.write_bytes(render_pdf(sheet + "<p>كتيب سري</p>" * (pages - 1) + "<b>Secret brochure</b>"))
    return path


def only(folder: Path, original: Path, kind: str = "image/png") -> Image.Image:
    ((name, width, height),) = make(original, folder, kind=kind, mark=MARK)
    sample = Image.open(io.BytesIO((folder / name).read_bytes()))
    assert (sample.format, sample.size) == ("JPEG", (width, height))
    return sample


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 2000), (1200, 600)), ((500, 2400), (250, 1200)), ((90, 60), (90, 60))]
)
def test_the_longest_side_is_bounded_and_nothing_is_blown_up(
    tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert only(tmp_path, source(tmp_path, Image.new("RGB", size, "teal"))).size == expected


@pytest.mark.parametrize("ground", ["white", "black", "gray", "teal"])
def test_the_mark_runs_over_every_part_on_light_and_dark(ground: str) -> None:
    plain = Image.new("RGB", (1200, 800), ground)
    changed = (
        ImageChops.difference(plain, marked(plain, MARK)).convert("L").point(lambda value: 255 if value > 40 else 0)
    )
    for left in range(0, 1200, 300):
        for top in range(0, 800, 400):
            assert changed.crop((left, top, left + 300, top + 400)).getbbox()


def test_arabic_letters_of_the_mark_are_joined() -> None:
    """Joined letters take less room than the same letters kept apart."""
    assert shapes_arabic()
    plain = Image.new("RGB", (600, 600), "white")
    joined, apart = "عميل" * 4, "\u200c".join("عميل" * 4)
    ink = [sum(marked(plain, text).convert("L").histogram()[:200]) for text in (joined, apart)]
    assert ink[0] != ink[1]


def test_no_metadata_and_no_name_stay(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "taken at home", 6
    original = source(
        tmp_path, Image.new("RGB", (400, 200), "teal"), "JPEG", exif=exif, comment=b"by Nour", icc_profile=b"icc!" * 40
    )
    sample = only(tmp_path, original, "image/jpeg")
    assert sample.size == (200, 400)  # turned as the camera was held
    assert not sample.getexif()
    content = (tmp_path / "001.jpg").read_bytes()
    assert not any(word in content for word in (b"taken at home", b"by Nour", b"icc!", b"ICC_PROFILE"))


def test_what_was_written_into_a_png_is_gone(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "taken at home")
    only(tmp_path, source(tmp_path, Image.new("RGBA", (40, 30), (9, 9, 9, 0)), pnginfo=info))
    assert b"taken at home" not in (tmp_path / "001.jpg").read_bytes()


def test_transparency_shows_on_white_and_of_an_animation_the_first_frame(tmp_path: Path) -> None:
    clear = only(tmp_path, source(tmp_path, Image.new("RGBA", (300, 300), (0, 0, 0, 0))))
    assert clear.convert("L").getextrema()[1] > 240
    frames = [Image.new("P", (300, 300), colour) for colour in (0, 255)]
    frames[0].putpalette([200, 0, 0] * 128 + [0, 0, 200] * 128)
    frames[1].putpalette(frames[0].getpalette() or [])
    moving = source(tmp_path, frames[0], "GIF", save_all=True, append_images=frames[1:])
    red, _green, blue = only(tmp_path, moving, "image/gif").resize((1, 1)).getpixel((0, 0))
    assert red > blue


@pytest.mark.parametrize("mode", ["L", "LA", "1", "P", "CMYK", "I;16", "F"])
def test_pictures_of_every_mode_can_be_shown(tmp_path: Path, mode: str) -> None:
    assert only(tmp_path, source(tmp_path, Image.new(mode, (40, 30)), "TIFF"), "image/tiff").mode == "RGB"


def test_pages_of_a_pdf_become_pictures_and_nothing_else(tmp_path: Path) -> None:
    made = make(brochure(tmp_path), tmp_path, kind="application/pdf", mark=MARK)
    assert [name for name, _width, _height in made] == ["001.jpg", "002.jpg"]
    for name, width, height in made:
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\xff\xd8\xff")
        assert not any(word in content for word in (b"%PDF", b"Secret", b"/Font"))
        assert (width, height) == (794, 1123)  # 96 dots to the inch


def test_of_a_long_pdf_the_first_pages_and_of_a_large_one_a_small_picture(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _page in range(PAGES + 5):
        document.new_page(3000, 10)
    document.save(tmp_path / "long.pdf")
    made = make(tmp_path / "long.pdf", tmp_path, kind="application/pdf", mark=MARK)
    assert len(made) == PAGES
    assert {max(width, height) for _name, width, height in made} == {LONGEST}


def test_another_process_opens_the_file(tmp_path: Path) -> None:
    original = source(tmp_path, Image.new("RGB", (2400, 1600), "teal"))
    (shot,) = samples_of(original, tmp_path, kind="image/png", mark="Hannah Vogel · 22 November 2026")
    assert (shot.width, shot.height, shot.path.parent) == (1200, 800, tmp_path)


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "application/pdf", "image/vnd.adobe.photoshop"])
def test_a_broken_file_gives_no_sample(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "broken"
    path.write_bytes(b"%PDF-1.7 torn" if kind.endswith("pdf") else b"\x89PNG torn")
    with pytest.raises(NoSample):
        samples_of(path, tmp_path, kind=kind, mark=MARK)


def test_a_locked_or_empty_pdf_gives_no_sample(tmp_path: Path) -> None:
    locked = PdfWriter(clone_from=brochure(tmp_path, pages=1))
    locked.encrypt("a password", algorithm="RC4-128")
    for document in (locked, PdfWriter()):
        document.write(tmp_path / "closed.pdf")
        with pytest.raises(NoSample):
            samples_of(tmp_path / "closed.pdf", tmp_path, kind="application/pdf", mark=MARK)


def test_a_pixel_bomb_gives_no_sample_and_takes_no_memory(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    with pytest.raises(NoSample, match="too many pixels"):
        samples_of(tmp_path / "bomb.png", tmp_path, kind="image/png", mark=MARK)


def test_that_process_is_given_little_memory_and_no_secret(tmp_path: Path) -> None:
    assert not any("SECRET" in name or "URL" in name for name in darkroom._PLAIN)
    greedy = "import core.pictures.__main__ as room; room.bound(); bytearray(2 * 1024**3)"
    done = subprocess.run([sys.executable, "-c", greedy], cwd=darkroom.ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_a_file_that_takes_too_long_gives_no_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(darkroom, "SECONDS", 0.001)
    with pytest.raises(NoSample):
        samples_of(source(tmp_path, Image.new("RGB", (9, 9))), tmp_path, kind="image/png", mark=MARK)
