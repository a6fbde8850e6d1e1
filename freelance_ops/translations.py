"""Message catalogues are compiled by babel, so that no machine needs gettext to run us."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.reloader import translation_file_changed


def compile_translations(folder: Path) -> int:
    """Writes each .mo that is older than its .po below `folder`; returns how many were written."""
    stale = [po for po in folder.glob("*/LC_MESSAGES/*.po") if is_stale(po)]
    for po in stale:
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parts[-3])
        partial = po.with_suffix(".mo.part")
        with partial.open("wb") as target:
            write_mo(target, catalog)
        partial.replace(po.with_suffix(".mo"))
        translation_file_changed(None, po.with_suffix(".mo"))  # this process may have read what was there before
    return len(stale)


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
