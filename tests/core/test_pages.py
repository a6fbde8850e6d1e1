"""Lists: following "next" meets every row once, "previous" comes back the same way, no cursor breaks a page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.pages import Keyset, Page

SORTS = [("-pk",), ("full_name", "pk"), ("-full_name", "-pk"), ("-date_joined", "pk"), ("is_staff", "-full_name", "pk")]
NAMES = ["", "آمنة", "سلمى", "Sam", "zoe"]
START = timezone.now()

people = st.lists(st.tuples(st.sampled_from(NAMES), st.booleans(), st.integers(0, 3)), max_size=23)


def fill(rows: list[tuple[str, bool, int]]) -> None:
    User.objects.all().delete()
    User.objects.bulk_create(
        User(email=f"{number}@maktab.example", full_name=name, is_staff=staff, date_joined=START + timedelta(days=day))
        for number, (name, staff, day) in enumerate(rows)
    )


def forward(keyset: Keyset[User]) -> list[Page[User]]:
    pages = [keyset.page()]
    while pages[-1].next:
        pages.append(keyset.page(pages[-1].next))
    return pages


@pytest.mark.django_db
@given(rows=people, sort=st.sampled_from(SORTS), size=st.integers(1, 7))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_next_meets_every_row_once_and_previous_comes_back(
    rows: list[tuple[str, bool, int]], sort: tuple[str, ...], size: int
) -> None:
    fill(rows)
    keyset = Keyset(User.objects.all(), sort=sort, size=size)
    pages = forward(keyset)

    assert [row for page in pages for row in page.items] == list(User.objects.order_by(*sort))
    assert not pages[0].previous

    back = pages[-1]
    for earlier in reversed(pages[:-1]):
        back = keyset.page(back.previous)
        assert back.items == earlier.items
    assert not back.previous


@pytest.mark.django_db
def test_a_page_costs_one_query_wherever_it_stands(django_assert_num_queries: object) -> None:
    fill([("نور", False, 0)] * 12)
    keyset = Keyset(User.objects.all(), sort=("full_name", "pk"), size=3)
    third = forward(keyset)[2]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(keyset.page(third.next).items) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "::", "WyJuZXh0IiwxXQ:forged", "\x00", "é" * 300])
def test_a_forged_cursor_is_the_first_page(cursor: str) -> None:
    fill([("نور", False, 0)] * 4)
    assert Keyset(User.objects.all(), size=3).page(cursor) == Keyset(User.objects.all(), size=3).page()


@pytest.mark.django_db
def test_a_cursor_of_another_sort_is_the_first_page() -> None:
    fill([("نور", False, 0)] * 4)
    other = Keyset(User.objects.all(), sort=("full_name", "pk"), size=2).page().next
    assert Keyset(User.objects.all(), size=2).page(other).previous == ""


@pytest.mark.django_db
def test_when_the_rest_is_gone_the_list_starts_again() -> None:
    fill([("نور", False, 0)] * 4)
    keyset = Keyset(User.objects.all(), sort=("pk",), size=2)
    first = keyset.page()
    User.objects.filter(pk__gt=first.items[-1].pk).delete()
    assert keyset.page(first.next).items == first.items


@pytest.mark.django_db
def test_an_empty_list_has_no_neighbours() -> None:
    User.objects.all().delete()
    assert Keyset(User.objects.all()).page() == Page([], "", "")


@pytest.mark.django_db
def test_a_list_may_be_sorted_by_a_related_row() -> None:
    sort = ("content_type__model", "-codename", "pk")
    keyset = Keyset(Permission.objects.select_related("content_type"), sort=sort, size=20)
    pages = [keyset.page()]
    while pages[-1].next:
        pages.append(keyset.page(pages[-1].next))
    assert [row for page in pages for row in page.items] == list(Permission.objects.order_by(*sort))
