"""Compiles the hashed requirements from pyproject.toml; with --check, proves that they are in step.

Pinned versions stay while they satisfy pyproject.toml; delete a line (or the file) to let its package move.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN, TEST = "requirements.txt", "requirements-test.txt"
OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11"]
NO_ADDRESSES = ["--no-emit-index-url", "--no-emit-find-links", "--no-config"]


def compile_into(folder: Path) -> None:
    """Writes both files into `folder`, starting from the pins that are there."""
    base = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, *NO_ADDRESSES, "pyproject.toml"]
    run, test = folder / RUN, folder / TEST
    subprocess.run([*base, "-o", str(run)], cwd=ROOT, check=True)
    subprocess.run([*base, "--extra", "test", "-c", str(run), "-o", str(test)], cwd=ROOT, check=True)


def pins(path: Path) -> list[str]:
    """The pinned packages with their markers. Hashes are left out: a registry may add a wheel to an old release."""
    return [line.rstrip(" \\") for line in path.read_text().splitlines() if line and not line.startswith(" ")]


def problems(folder: Path) -> list[str]:
    found = []
    for name in (RUN, TEST):
        if pins(folder / name) != pins(ROOT / name):
            found.append(f"{name} is not in step with pyproject.toml: run `make requirements`")
        if "://" in (ROOT / name).read_text():
            found.append(f"{name} holds an address: no registry belongs in the repository")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        compile_into(ROOT)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (RUN, TEST):
            shutil.copy(ROOT / file, folder)
        compile_into(folder)
        found = problems(folder)
    print("\n".join(found) or "requirements: in step")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
