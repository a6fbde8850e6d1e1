"""`make run` on a machine that is not ready says what to do."""

import shutil
import subprocess
from pathlib import Path

from tests.services import ROOT


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", folder)
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_an_old_python_is_named(tmp_path: Path) -> None:
    done = make(tmp_path, ".venv", "PYTHON=")
    assert done.returncode != 0
    assert "Python 3.11 or newer with venv is needed" in done.stdout


def test_a_python_that_cannot_make_a_venv_leaves_nothing_half_made(tmp_path: Path) -> None:
    done = make(tmp_path, ".venv", "PYTHON=false")
    assert done.returncode != 0
    assert "apt-get install -y python3-venv" in done.stdout
    assert not (tmp_path / ".venv").exists()
