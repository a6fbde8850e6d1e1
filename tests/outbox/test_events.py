"""Saying that something happened: the event and what it owes, in one transaction with what made it true."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from core.actors import Actor
from outbox.models import Event, Reaction
from outbox.services.events import emit
from tests.cast import Freelancer

Happen = Callable[..., Event]


@transaction.atomic
def fail_after_saying(nour: Freelancer, now: datetime) -> None:
    emit(business=nour.business, verb="thing.made", subject=("thing", "1"), actor=Actor.worker(), now=now)
    raise ZeroDivisionError


@pytest.mark.django_db
def test_it_keeps_who_what_and_when(happen: Happen, nour: Freelancer, now: datetime) -> None:
    event = happen("thing.made", client_ref="C1", order_ref="O1", data={"percent": 50})
    event.refresh_from_db()
    assert (event.subject_kind, event.subject_ref, event.verb) == ("thing", "7", "thing.made")
    assert (event.actor_kind, event.actor_ref) == ("owner", nour.user.ref)
    assert (event.client_ref, event.order_ref, event.happened_at, event.data) == ("C1", "O1", now, {"percent": 50})


@pytest.mark.django_db
def test_it_owes_each_reaction_of_the_table_at_once(happen: Happen, now: datetime) -> None:
    event = happen("thing.made twice over")
    assert sorted(event.reactions.values_list("name", "due_at")) == [("one", now), ("two", now)]


@pytest.mark.django_db
def test_a_verb_without_reactions_owes_nothing(happen: Happen) -> None:
    assert not happen("thing.forgotten").reactions.exists()
    assert not happen("thing.nobody.listens.to").reactions.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused(nour: Freelancer, now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError, match=r"thing\.made"):
        emit(business=nour.business, verb="thing.made", subject=("thing", "1"), actor=Actor.worker(), now=now)


@pytest.mark.django_db(transaction=True)
def test_when_the_act_fails_nothing_happened_and_nothing_is_owed(nour: Freelancer, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_saying(nour, now)
    assert not Event.objects.filter(verb="thing.made").exists()
    assert not Reaction.objects.filter(event__verb="thing.made").exists()


@pytest.mark.django_db
def test_one_reaction_of_a_name_per_event(happen: Happen, now: datetime) -> None:
    event = happen("thing.made")
    with pytest.raises(IntegrityError, match="one_reaction_per_event_and_name"), transaction.atomic():
        Reaction.objects.create(business=event.business, event=event, name="takes effect", due_at=now)


@pytest.mark.django_db
def test_timelines_are_newest_first_and_the_owners_alone(
    happen: Happen, nour: Freelancer, sam: Freelancer, now: datetime
) -> None:
    first = happen("thing.made", client_ref="C1", order_ref="O1", now=now - timedelta(hours=1))
    second = happen("thing.made", client_ref="C1")
    happen("thing.made", client_ref="C2")
    assert list(Event.objects.of_client(nour.business, "C1")) == [second, first]
    assert list(Event.objects.of_order(nour.business, "O1")) == [first]
    assert not Event.objects.of_client(sam.business, "C1").exists()
    assert not Event.objects.of_order(None, "O1").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda rows: rows.update(verb="thing.else"), lambda rows: rows.delete()])
def test_what_happened_cannot_be_rewritten(happen: Happen, change: Callable[..., object]) -> None:
    event = happen("thing.forgotten")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(Event.objects.filter(pk=event.pk))
