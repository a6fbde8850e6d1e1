"""What pages load: built from our files and packages, light, and the same on both sides."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from core import assets, fonts, icons

MOST_BYTES = 60 * 1024
SIDE = "(?:left|right)"
PHYSICAL = re.compile(rf"(?:margin|padding|border)-{SIDE}|(?<![-\w]){SIDE}\s*:|(?:align|float):\s*{SIDE}")
STATIC = settings.BASE / "static"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("assets")
    assert assets.build(STATIC, target)
    return target


def wire_size(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_first_load_of_any_page_is_light(built: Path) -> None:
    import django_htmx

    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    assert wire_size(built / "app.css", built / "app.js", htmx) <= MOST_BYTES
    assert wire_size(built / "app.css") <= 13 * 1024


def test_building_twice_does_nothing(built: Path) -> None:
    before = (built / "app.css").stat().st_mtime_ns
    assert not assets.build(STATIC, built)
    assert (built / "app.css").stat().st_mtime_ns == before


def test_a_changed_source_is_built_again(tmp_path: Path) -> None:
    (static := tmp_path / "static").mkdir()
    (static / "css/components").mkdir(parents=True)
    (static / "js").mkdir()
    (static / "css/tokens.css").write_text("a { color: red; }")
    target = tmp_path / "built"
    assert assets.build(static, target)
    (static / "css/tokens.css").write_text("a { color: blue; }")
    assert assets.build(static, target)
    assert "a{color: blue}" in (target / "app.css").read_text()


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* why */ .a > .b { margin : 0; }\n", ".a > .b{margin : 0}\n"),
        ("a { width: calc(1rem + -1 * 2px); }", "a{width: calc(1rem + -1 * 2px)}\n"),
        (".a :is(b, i) ~ p { color: red;\n }", ".a :is(b,i) ~ p{color: red}\n"),
    ],
)
def test_squeezing_keeps_what_spaces_mean(css: str, small: str) -> None:
    assert assets.squeeze(css) == small


def test_the_sheet_declares_its_layers_first_and_holds_every_component(built: Path) -> None:
    css = (built / "app.css").read_text()
    rules = css[css.index("@layer") :]
    assert rules.startswith("@layer reset,tokens,base,layout,components,utilities;")
    for sheet in (STATIC / "css/components").glob("*.css"):
        selector = re.search(r"\.([a-z][a-z-]+)", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL))
        assert selector is None or f".{selector[1]}" in css


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("css/**/*.css")), ids=lambda path: path.name)
def test_sides_are_logical(sheet: Path) -> None:
    if sheet.name == "paper.css":
        return
    assert not PHYSICAL.findall(sheet.read_text())


@pytest.mark.parametrize("script", sorted(STATIC.glob("js/*.js")), ids=lambda path: path.name)
def test_a_behaviour_is_small_and_evaluates_nothing(script: Path) -> None:
    text = script.read_text()
    assert len(text.splitlines()) <= 70
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|https?://", text)


def test_fonts_come_whole_but_in_parts(built: Path) -> None:
    from fontTools.ttLib import TTFont

    for weight in fonts.WEIGHTS:
        with TTFont(built / "fonts" / fonts.file_name(weight, "arabic")) as arabic:
            assert {ord("ض"), ord("٣"), ord("،")} <= set(arabic.getBestCmap())
            assert "GSUB" in arabic
        with TTFont(built / "fonts" / fonts.file_name(weight, "latin")) as latin:
            assert {ord("A"), ord("7"), ord("«")} <= set(latin.getBestCmap())
        assert fonts.font_path(weight).suffix == ".ttf"


def test_the_sprite_draws_every_icon_and_shape() -> None:
    drawn = {symbol.get("id") for symbol in ElementTree.fromstring(icons.sprite())}
    assert drawn == icons.ICONS | {f"state-{shape}" for shape in icons.SHAPES}
    assert icons.FLIPPED <= icons.ICONS


@pytest.mark.parametrize("template", sorted((settings.BASE / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_name_icons_that_are_drawn_and_hold_no_inline_code(template: Path) -> None:
    text = template.read_text()
    assert set(re.findall(r'{% icon "([^"]+)"', text)) <= icons.ICONS
    assert set(re.findall(r'{% shape "([^"]+)"', text)) <= icons.SHAPES.keys()
    if "letters" not in template.parts and "papers" not in template.parts:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)
