"""Search of everything from one box."""

from typing import Any

from django.test import Client as Browser

from clients.models import Lead


def test_names_are_found_whatever_their_spelling(desk: Browser, reem: Lead, hannah: Lead) -> None:
    found = desk.get("/desk/search/", {"q": "رِيـمُ"}).context["found"]
    assert [row.name for row in found["clients"].rows] == ["ريم السالم"]
    assert [row.ref for row in found["leads"].rows] == [reem.ref]


def test_words_of_an_inquiry_are_found(desk: Browser, hannah: Lead) -> None:
    found = desk.get("/desk/search/", {"q": "ICONS"}).context["found"]
    assert [row.ref for row in found["leads"].rows] == [hannah.ref]


def test_nothing_found_says_what_helps(desk: Browser, reem: Lead) -> None:
    assert "Nothing found" in desk.get("/desk/search/", {"q": "zzzz"}).content.decode()
    assert "What are you looking for?" in desk.get("/desk/search/", {"q": "   "}).content.decode()


def test_what_is_typed_is_shown_as_text(desk: Browser) -> None:
    assert "<script>" not in desk.get("/desk/search/", {"q": "<script>x"}).content.decode().split("</head>")[1]


def test_search_costs_five_queries_beside_the_shell(
    desk: Browser, reem: Lead, hannah: Lead, django_assert_num_queries: Any
) -> None:
    desk.get("/desk/search/", {"q": "a"})
    with django_assert_num_queries(8):
        desk.get("/desk/search/", {"q": "a"})


def test_sam_finds_nothing_of_nours(sams_desk: Browser, reem: Lead) -> None:
    assert sams_desk.get("/desk/search/", {"q": "ريم"}).context["found"] == {}
