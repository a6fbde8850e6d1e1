"""How doors behave: one service call, refusals as sentences, fragments for htmx, a form sent twice makes one row."""

from uuid import UUID, uuid4

import pytest
from django import forms
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy, override

from core.doors import perform
from core.errors import Refused
from core.htmx import go_to, is_fragment, page_or_fragment
from core.once import OnceField


class TooLate(Refused):
    sentence = gettext_lazy("Is it %(first)s? Type it that way.")


class BadName(Refused):
    sentence = "That name is taken."
    field = "name"


class NameForm(forms.Form):
    name = forms.CharField()
    once = OnceField()


def filled() -> NameForm:
    form = NameForm({"name": "نور", "once": str(uuid4())})
    assert form.is_valid()
    return form


def refuse(error: Refused) -> object:
    raise error


def test_the_services_answer_comes_through() -> None:
    form = filled()
    assert perform(form, lambda: "made") == "made"
    assert not form.errors


def test_a_refusal_is_a_sentence_on_the_form_in_the_readers_language() -> None:
    form = filled()
    with override("ar"):
        assert perform(form, lambda: refuse(TooLate(first="3"))) is None
    assert form.non_field_errors() == ["المقصود 3؟ يُرجى كتابته بهذه الصورة."]


def test_a_refusal_may_name_its_field() -> None:
    form = filled()
    perform(form, lambda: refuse(BadName()))
    assert form.errors["name"] == ["That name is taken."]


def test_a_field_the_form_does_not_have_still_says_its_sentence() -> None:
    form = forms.Form({})
    assert form.is_valid()
    perform(form, lambda: refuse(BadName()))
    assert form.non_field_errors() == ["That name is taken."]


def test_other_errors_are_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        perform(filled(), lambda: 1 // 0)


def asked(**headers: str) -> HttpRequest:
    return RequestFactory().get("/desk/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_htmx_asking_for_a_part_gets_a_part(headers: dict[str, str], fragment: bool) -> None:
    assert is_fragment(asked(**headers)) is fragment


def test_one_view_answers_both_and_says_so_to_caches() -> None:
    page, part = "404.html", "components/brand.html"
    whole = page_or_fragment(asked(), page, part, {})
    piece = page_or_fragment(asked(**{"HX-Request": "true"}), page, part, {}, status=422)
    assert b"<html" in whole.content
    assert b"<html" not in piece.content
    assert piece.status_code == 422
    assert "HX-Request" in whole.headers["Vary"] == piece.headers["Vary"]


def test_after_an_act_a_browser_is_redirected_and_htmx_told_to_go() -> None:
    plain, htmx = go_to(asked(), "/desk/"), go_to(asked(**{"HX-Request": "true"}), "/desk/")
    assert (plain.status_code, plain.headers["Location"]) == (302, "/desk/")
    assert (htmx.status_code, htmx.headers["HX-Redirect"]) == (204, "/desk/")


def test_each_page_shown_has_its_own_once_and_a_returned_form_keeps_it() -> None:
    first, second = NameForm()["once"].value(), NameForm()["once"].value()
    assert first != second
    returned = NameForm({"name": "", "once": str(first)})
    assert not returned.is_valid()
    assert returned["once"].value() == str(first)
    assert UUID(str(first)).version == 4
    assert "once" in NameForm({"name": "x", "once": "not-a-uuid"}).errors
