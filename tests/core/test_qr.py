"""QR codes: scanned from the drawing they say what went in, and the drawing holds nothing a strict page forbids."""

import re

import pytest
import segno

from core.qr import qr_svg


@pytest.mark.parametrize(
    "content", ["ASDZhdik2LPYs9ipINmG2YjYsQ==", "https://maktab.example/i/nour/", "مؤسسة نور للتصميم"]
)
def test_the_drawing_is_the_code_of_the_content(content: str) -> None:
    assert modules(qr_svg(content)) == [
        list(row) for row in segno.make_qr(content, error="m", boost_error=False).matrix
    ]


def modules(drawing: str) -> list[list[int]]:
    """The dark and light squares, painted again from the drawing's path: moves and horizontal strokes."""
    size = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])  # type: ignore[index]
    grid = [[0] * size for _ in range(size)]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r' d="([^"]+)"', drawing)[1]):  # type: ignore[index]
        values = [float(number) for number in numbers.split()]
        if command == "h":
            for column in range(int(x), int(x + values[0])):
                grid[int(y)][column] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return grid


def test_the_drawing_has_no_style_script_or_size_of_its_own() -> None:
    drawing = qr_svg("x" * 200)
    assert drawing.startswith("<svg")
    assert 'viewBox="0 0 ' in drawing
    for forbidden in ("style=", "<script", "width=", "height=", "<style", "href"):
        assert forbidden not in drawing


def test_a_code_on_a_coloured_page_brings_its_quiet_zone() -> None:
    bare, framed = qr_svg("x"), qr_svg("x", border=4)
    assert 'viewBox="0 0 21 21"' in bare
    assert 'viewBox="0 0 29 29"' in framed
