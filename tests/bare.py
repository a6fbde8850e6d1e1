"""A machine without the PDF engine's system libraries: every paper goes as a page, and nothing is drawn."""

import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder

import pytest


class NoPango(MetaPathFinder):
    """What importing the PDF engine meets on a machine without its system libraries."""

    def find_spec(self, name: str, *_more: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    yield
    monkeypatch.undo()
