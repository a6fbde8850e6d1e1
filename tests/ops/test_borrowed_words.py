"""What Django and allauth say on our pages is said in our own, neutral Arabic."""

import re

import pytest
from django import forms
from django.utils.translation import gettext, override

from freelance_ops.borrowed_words import LONGEST, SENTENCES

COMMANDS = re.compile(r"(?:^|[.،؛] ?)(?:أدخل|أدخِل|انتق|اختر|تأكد|تحقق|حاول|اكتب|أظهر|امسح|الرجاء)\b")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_of_a_library_commands_the_reader(sentence: str) -> None:
    with override("ar"):
        said = gettext(sentence)
    assert said != sentence
    assert not COMMANDS.search(said)


class OneLine(forms.Form):
    email = forms.EmailField()
    name = forms.CharField(max_length=40)
    day = forms.DateField()


def test_a_forms_own_errors_speak_our_arabic() -> None:
    with override("ar"):
        form = OneLine({"email": "nour", "name": "ن" * 41, "day": "أمس"})
        assert form.errors["email"] == ["عنوان البريد الإلكتروني غير صحيح."]
        assert form.errors["name"] == ["أقصى طول 40 حرفًا، والمكتوب 41."]
        assert form.errors["day"] == ["التاريخ غير صحيح."]


def test_english_stays_the_libraries_own() -> None:
    with override("en"):
        assert str(LONGEST % {"limit_value": 40, "show_value": 41}).startswith("Ensure this value has at most 40")
