"""The Arabic catalogue against the sources: nothing missing, fuzzy, empty or left over. --write updates it."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOG = Path("locale/ar/LC_MESSAGES/django.po")
ARABIC_FORMS = 6
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SKIPPED = {".venv", "build", "tests", "tools", "chaos", "bench", "node_modules", "data", ".git"}


def copy_sources(target: Path) -> None:
    """Everything xgettext reads, without our packages, builds and tests."""
    for entry in ROOT.iterdir():
        if entry.name in SKIPPED or entry.name.startswith("."):
            continue
        if entry.is_dir():
            shutil.copytree(
                entry, target / entry.name, ignore=shutil.ignore_patterns("*.mo", "__pycache__", "migrations")
            )
    (target / CATALOG).parent.mkdir(parents=True, exist_ok=True)


def extracted() -> polib.POFile:
    """The catalogue as makemessages would leave it today."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name)
        copy_sources(target)
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "-l",
            "ar",
            "--no-location",
            "--no-obsolete",
            "--no-wrap",
        ]
        environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=target, env=environment, check=True, stdout=subprocess.DEVNULL)
        return polib.pofile(str(target / CATALOG))


def entry_problem(entry: polib.POEntry) -> str:
    """What is wrong with one translation, or ""."""
    if entry.fuzzy:
        return "fuzzy"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        return "not translated"
    if entry.msgid_plural and len(texts) != ARABIC_FORMS:
        return f"needs {ARABIC_FORMS} plural forms"
    allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    if not entry.msgid_plural and any(set(PLACEHOLDER.findall(text)) != allowed for text in texts):
        return "its placeholders differ"
    if any(set(PLACEHOLDER.findall(text)) - allowed for text in texts):
        return "it names a placeholder the source lacks"
    return ""


def problems(today: polib.POFile, kept: polib.POFile) -> list[str]:
    """One line for each entry that is new, left over or badly translated."""
    known = {(entry.msgctxt, entry.msgid) for entry in kept if not entry.obsolete}
    used = {(entry.msgctxt, entry.msgid) for entry in today}
    found = [f"not in the catalogue: {msgid!r}" for _context, msgid in sorted(used - known, key=str)]
    found += [f"no longer used: {msgid!r}" for _context, msgid in sorted(known - used, key=str)]
    for entry in kept:
        if not entry.obsolete and (problem := entry_problem(entry)):
            found.append(f"{problem}: {entry.msgid!r}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    today = extracted()
    if write:
        (ROOT / CATALOG).parent.mkdir(parents=True, exist_ok=True)
        today.save(str(ROOT / CATALOG))
        return 0
    if not (ROOT / CATALOG).exists():
        print(f"{CATALOG} is missing: run `make messages`")
        return 1
    found = problems(today, polib.pofile(str(ROOT / CATALOG)))
    print("\n".join(found) or f"translations: {len(today)} complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
