"""A person's tasks: once per key, translated when shown, ticked once."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext_noop

from outbox.models import Todo
from outbox.services.todos import add_todo, finish_todo
from tests.cast import Freelancer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def add(nour: Freelancer, now: datetime, key: str = "kickoff:1:brief", due_on: date | None = None) -> Todo:
    return add_todo(
        business=nour.business, title=gettext_noop("Call %(who)s"), params={"who": "ريم"}, subject=("order", "O1"),
        key=key, now=now, due_on=due_on, order_ref="O1",
    )  # fmt: skip


def test_the_same_key_is_the_same_task(nour: Freelancer, now: datetime) -> None:
    assert add(nour, now) == add(nour, now)


def test_it_reads_in_the_readers_language(nour: Freelancer, now: datetime) -> None:
    with translation.override("en"):
        assert str(add(nour, now)) == "Call ريم"


def test_it_is_ticked_once(nour: Freelancer, now: datetime) -> None:
    todo = add(nour, now)
    assert finish_todo(business=nour.business, key=todo.key, now=now)
    assert not finish_todo(business=nour.business, key=todo.key, now=now + timedelta(days=1))
    todo.refresh_from_db()
    assert todo.done_at == now


def test_another_freelancer_cannot_tick_it(nour: Freelancer, sam: Freelancer, now: datetime) -> None:
    todo = add(nour, now)
    assert not finish_todo(business=sam.business, key=todo.key, now=now)
    assert todo in Todo.objects.owned_by(nour.business).open()


def test_today_shows_the_dated_first_and_not_what_is_far(nour: Freelancer, now: datetime) -> None:
    undated = add(nour, now, "a")
    soon = add(nour, now, "b", TODAY + timedelta(days=7))
    late = add(nour, now, "c", TODAY - timedelta(days=1))
    add(nour, now, "d", TODAY + timedelta(days=8))
    assert list(Todo.objects.owned_by(nour.business).for_today(TODAY)) == [late, soon, undated]
