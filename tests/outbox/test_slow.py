"""A slow reaction: prepared outside any transaction, applied inside, given up with grace."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from outbox.models import MAX_CLAIMS, Event, Reaction
from outbox.services.reactions import Slow, run_reaction
from tests.outbox import acts

Owe = Callable[[str], Reaction]


def try_it(reaction: Reaction, now: datetime, times: int) -> bool:
    """The result of the last of so many tries, a day apart."""
    return [run_reaction(reaction_id=reaction.pk, now=now + timedelta(days=day)) for day in range(times)][-1]


@pytest.mark.django_db
def test_what_is_prepared_is_applied_once(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.printed")
    assert try_it(reaction, now, 1)
    assert not try_it(reaction, now, 2)
    assert acts.prepared.count(reaction.event.ref) == 1
    assert acts.effects(reaction.event) == 1


in_transaction: list[bool] = []


def _note(event: Event, *_value: object, now: datetime | None = None) -> None:
    in_transaction.append(connection.in_atomic_block)


watched = Slow(prepare=_note, apply=_note)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_it_prepares(owe: Owe, now: datetime, settings) -> None:
    settings.REACTIONS["thing.printed"] = {"prints": f"{__name__}.watched"}
    in_transaction.clear()
    assert try_it(owe("thing.printed"), now, 1)
    assert in_transaction == [False, True]


@pytest.mark.django_db
def test_it_gives_up_only_after_the_last_try(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.jammed")
    assert not try_it(reaction, now, MAX_CLAIMS - 1)
    assert acts.effects(reaction.event) == 0
    assert run_reaction(reaction_id=reaction.pk, now=now + timedelta(days=30))
    reaction.refresh_from_db()
    assert acts.effects(reaction.event) == 1
    assert reaction.done_at is not None
    assert reaction.last_error == "Broken: no ink"


@pytest.mark.django_db
def test_when_even_giving_up_fails_it_is_stuck(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.burnt")
    assert not try_it(reaction, now, MAX_CLAIMS)
    reaction.refresh_from_db()
    assert reaction.last_error == "Broken: the printer is on fire"
    assert list(Reaction.objects.stuck()) == [reaction]
    assert acts.effects(reaction.event) == 0
