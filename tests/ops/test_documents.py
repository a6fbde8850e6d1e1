"""What the documents tell people to type exists, and what they point at is there."""

import re

import pytest
from django.core.management import get_commands

from freelance_ops.environment import TABLE
from tests.services import ROOT
from tools.demo_shots import OUT, PICTURES

PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/operations.md"]
KNOWN = {variable.name for variable in TABLE} | {f"{variable.name}_FILE" for variable in TABLE}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_named_is_one(paper: str) -> None:
    text = (ROOT / paper).read_text()
    commands = set(re.findall(r"manage\.py (\w+)", text))
    targets = set(re.findall(r"(?:`|    )make (\w+)", text))
    rules = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert commands <= set(get_commands())
    assert targets <= rules


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_leads_somewhere(paper: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / paper).read_text())
    place = (ROOT / paper).parent
    assert [link for link in links if not link.startswith("docs/shots/") and not (place / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_variable_given_is_known(paper: str) -> None:
    given = re.findall(r"(?<![\w-])([A-Z]{2,}[A-Z_]*)=", (ROOT / paper).read_text())
    assert set(given) <= KNOWN


def test_the_readme_shows_the_pictures_that_make_shots_takes() -> None:
    shown = re.findall(r"\]\((docs/shots/[^)]+)\)", (ROOT / "README.md").read_text())
    assert sorted(shown) == sorted(f"{OUT.relative_to(ROOT)}/{picture.name}.png" for picture in PICTURES)
