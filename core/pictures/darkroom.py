"""Calling the other process, and what it gives back."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 120  # for one file, however many pages
_PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}  # no secret of ours goes along


class NoSample(Exception):
    """No sample can be made of this file: it is broken, locked, too large to open, or no picture at all."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One finished sample: a JPEG file, and its size in pixels."""

    path: Path
    width: int
    height: int


def samples_of(source: Path, folder: Path, *, kind: str, mark: str) -> list[Shot]:
    """Samples of `source` as JPEG files in `folder`: one of a picture, one a page of a PDF; `mark` runs over each.

    `kind` is a MIME type of kinds.py. Raises NoSample; never lets a bad file harm the caller.
    """
    order = json.dumps({"source": str(source), "folder": str(folder), "kind": kind, "mark": mark})
    command = [sys.executable, "-m", "core.pictures"]
    try:
        done = subprocess.run(  # noqa: S603  our own module, its order goes by the standard input
            command, input=order.encode(), capture_output=True, cwd=ROOT, env=_PLAIN, timeout=SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        raise NoSample(_last_line(problem.stderr)) from problem
    shots = [Shot(folder / name, width, height) for name, width, height in json.loads(done.stdout)]
    if not shots:
        raise NoSample("an empty document")
    return shots


def _last_line(said: bytes | None) -> str:
    return (said or b"").decode(errors="replace").strip().rpartition("\n")[2][:300]
