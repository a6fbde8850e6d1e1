"""A query compiled once answers as the same query asked afresh, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Count, Exists, QuerySet

from accounts.models import Business, Membership
from clients.models import Client
from core.prepared import prepared
from outbox.models import Heartbeat, Todo
from tests.cast import Freelancer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def beats(alias: str) -> Iterator[QuerySet[Heartbeat]]:
    """Three heartbeats, an hour apart."""
    if alias != "default":
        with connections[alias].schema_editor() as editor:
            editor.create_model(Heartbeat)
    rows = Heartbeat.objects.using(alias)
    for hour, name in enumerate(("beat", "mail", "worker")):
        rows.create(name=name, at=NOON + timedelta(hours=hour))
    yield rows
    rows.all().delete()


def test_instants_and_text_are_filled_in(beats: QuerySet[Heartbeat]) -> None:
    def since(at: datetime, but: str) -> QuerySet[Heartbeat]:
        return beats.filter(at__gte=at).exclude(name=but).order_by("pk")

    ask = prepared(since)
    for at, but in ((NOON, "mail"), (NOON + timedelta(hours=1), "nobody"), (NOON + timedelta(days=1), "beat")):
        assert ask(at, but=but) == list(since(at, but))


def test_an_instant_may_be_moved(beats: QuerySet[Heartbeat]) -> None:
    def lately(now: datetime) -> QuerySet[Heartbeat, str]:
        rows = beats.filter(
            at__gt=now - timedelta(minutes=60) - timedelta(minutes=30), at__lt=now + timedelta(minutes=1)
        )
        return rows.values_list("name", flat=True).order_by("pk")

    ask, now = prepared(lately), NOON + timedelta(hours=2)
    assert ask(now) == list(lately(now)) == ["mail", "worker"]
    assert ask(now + timedelta(days=1)) == []


def test_so_may_a_day(nour: Freelancer) -> None:
    ask = prepared(lambda business, day: Todo.objects.owned_by(business).for_today(day).values_list("key", flat=True))
    due, day = {"logo": 0, "site": 7, "book": 8}, NOON.date()
    Todo.objects.bulk_create(
        Todo(business=nour.business, key=key, due_on=day + timedelta(days=days), created_at=NOON)
        for key, days in due.items()
    )
    assert ask(nour.business, day) == ["logo", "site"]
    assert ask(nour.business, day=day + timedelta(days=1)) == ["logo", "site", "book"]


def test_it_sees_what_changed_since_the_last_time(beats: QuerySet[Heartbeat]) -> None:
    ask = prepared(lambda name: beats.filter(name=name).values("at"))
    assert ask("beat") == [{"at": NOON}]
    beats.filter(name="beat").update(at=NOON + timedelta(days=1))
    assert ask("beat") == [{"at": NOON + timedelta(days=1)}]


def _clients(business: Business) -> QuerySet[Client]:
    """With rows of another table beside them, a figure, and a condition on a third."""
    members = Membership.objects.filter(business=business, role=Membership.Role.OWNER)
    rows = Client.objects.filter(Exists(members), business=business).select_related("platform")
    return rows.annotate(contacts_counted=Count("contacts")).only("name", "platform__name").order_by("pk")


def test_rows_come_whole_and_of_the_right_business(nour: Freelancer, sam: Freelancer) -> None:
    for person, name in ((nour, "سدرة"), (nour, "ريم"), (sam, "Adam")):
        Client.objects.create(business=person.business, name=name, created_at=NOON, last_contact_at=NOON)
    ask = prepared(_clients)
    for business, names in ((nour.business, ["سدرة", "ريم"]), (sam.business, ["Adam"])):
        found: list[Any] = ask(business)
        assert [client.name for client in found] == names
        assert [client.contacts_counted for client in found] == [0] * len(names)
        assert found[0].get_deferred_fields() == _clients(business)[0].get_deferred_fields()


@pytest.mark.django_db(transaction=True)
def test_many_ask_at_once_and_each_is_answered(nour: Freelancer) -> None:
    ask = prepared(lambda name: Heartbeat.objects.filter(name=name).values_list("name", flat=True))
    names = [f"worker {number}" for number in range(24)]
    Heartbeat.objects.bulk_create(Heartbeat(name=name, at=NOON) for name in names)

    def asked(name: str) -> list[str]:
        try:
            return ask(name)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(asked, names)) == [[name] for name in names]


def test_it_is_put_together_once(nour: Freelancer) -> None:
    built = []

    def build(business: Business) -> QuerySet[Membership]:
        built.append(business)
        return Membership.objects.filter(business=business)

    ask = prepared(build)
    assert [member.user for member in ask(nour.business) + ask(nour.business)] == [nour.user, nour.user]
    assert len(built) == 1
