"""Commands run as an operator runs them: in their own process, with nothing but what the test sets."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import ROOT
from tests.stacks import clean_environment

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """run("serve", PORT="80") → the finished `manage.py serve`; DATA is the test's own folder unless named."""

    def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=clean_environment() | {"DATA": str(tmp_path), "DEMO": "0"} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return manage
