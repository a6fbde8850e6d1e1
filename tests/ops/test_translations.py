"""Catalogues compile without gettext, with all six Arabic plurals."""

import gettext
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from freelance_ops.translations import compile_translations

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ar\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"

msgid "one day"
msgid_plural "%(count)s days"
msgstr[0] "لا أيام"
msgstr[1] "يوم واحد"
msgstr[2] "يومان"
msgstr[3] "%(count)s أيام"
msgstr[4] "%(count)s يومًا"
msgstr[5] "%(count)s يوم"
"""


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE)
    return tmp_path


def test_all_six_plurals_are_there(locale: Path) -> None:
    assert compile_translations(locale) == 1
    words = gettext.translation("django", locale, ["ar"])
    said = [words.ngettext("one day", "%(count)s days", count) % {"count": count} for count in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا أيام", "يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم"]


def test_a_fresh_catalogue_is_left_alone(locale: Path) -> None:
    compile_translations(locale)
    assert compile_translations(locale) == 0


def test_a_process_that_looked_before_speaks_afterwards(locale: Path, settings: Any) -> None:
    settings.LOCALE_PATHS = [locale]
    with translation.override("ar"):
        assert translation.ngettext("one day", "%(count)s days", 2) == "%(count)s days"
    compile_translations(locale)
    with translation.override("ar"):
        assert translation.ngettext("one day", "%(count)s days", 2) == "يومان"
