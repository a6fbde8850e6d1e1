"""Running owed work: the effect once, errors kept, seven tries, then a person."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from outbox.errors import NotStuck
from outbox.models import MAX_CLAIMS, Event, Reaction
from outbox.services.reactions import retry_reaction, run_reaction
from outbox.services.sweeps import drain, due_reactions
from tests.outbox import acts
from tests.outbox.threads import in_threads

Owe = Callable[[str], Reaction]
DAY = timedelta(days=1)


def run_each_day(reaction: Reaction, now: datetime, times: int) -> list[bool]:
    return [run_reaction(reaction_id=reaction.pk, now=now + DAY * day) for day in range(times)]


@pytest.mark.django_db
def test_it_takes_effect_and_is_done(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.made")
    assert run_reaction(reaction_id=reaction.pk, now=now)
    reaction.refresh_from_db()
    assert (reaction.done_at, reaction.attempts, acts.effects(reaction.event)) == (now, 1, 1)


@pytest.mark.django_db
def test_twice_is_harmless(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.made")
    assert run_each_day(reaction, now, 3) == [True, False, False]
    assert acts.effects(reaction.event) == 1


@pytest.mark.django_db
def test_it_does_not_run_before_it_is_due(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.made")
    assert not run_reaction(reaction_id=reaction.pk, now=now - timedelta(seconds=1))
    assert acts.effects(reaction.event) == 0


@pytest.mark.django_db
def test_unknown_work_is_no_error(now: datetime) -> None:
    assert run_reaction(reaction_id=987_654, now=now) is False


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_make_one_effect(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.made")
    results = in_threads(6, lambda: run_reaction(reaction_id=reaction.pk, now=now))
    assert sorted(results) == [False] * 5 + [True]
    assert acts.effects(reaction.event) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_back_late_does_not_repeat_the_effect(owe: Owe, now: datetime) -> None:
    """It claimed, was thought dead, and both it and its successor reach the end."""
    reaction = owe("thing.made")
    late = Reaction.objects.get(pk=reaction.pk)
    assert late.claim(now)
    assert run_reaction(reaction_id=reaction.pk, now=now + DAY)
    assert not late.mark_done(now + DAY)
    assert acts.effects(reaction.event) == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_outlives_a_worker_killed_in_the_middle(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.made")
    assert reaction.claim(now)  # and dies here
    assert not run_reaction(reaction_id=reaction.pk, now=now)
    reaction.refresh_from_db()
    assert now < reaction.due_at <= now + timedelta(minutes=1)
    assert run_reaction(reaction_id=reaction.pk, now=reaction.due_at)


@pytest.mark.django_db
def test_an_error_takes_its_half_effect_back_and_is_kept(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.broken")
    assert not run_reaction(reaction_id=reaction.pk, now=now)
    reaction.refresh_from_db()
    assert reaction.last_error == "Broken: the printer is on fire"
    assert (reaction.done_at, acts.effects(reaction.event)) == (None, 0)


@pytest.mark.django_db
def test_after_seven_claims_it_is_stuck_and_no_sweep_takes_it(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.broken")
    run_each_day(reaction, now, MAX_CLAIMS + 3)
    reaction.refresh_from_db()
    assert reaction.attempts == MAX_CLAIMS
    assert list(Reaction.objects.owned_by(reaction.business).stuck()) == [reaction]
    assert reaction.pk not in due_reactions(now=now + 30 * DAY)


@pytest.mark.django_db
def test_a_person_retries_stuck_work(owe: Owe, now: datetime, settings) -> None:
    reaction = owe("thing.broken")
    run_each_day(reaction, now, MAX_CLAIMS)
    settings.REACTIONS["thing.broken"]["fails"] = "tests.outbox.acts.take_effect"
    later = now + 10 * DAY
    retry_reaction(reaction=reaction, now=later)
    assert run_reaction(reaction_id=reaction.pk, now=later)
    assert not Reaction.objects.stuck().exists()


@pytest.mark.django_db
def test_a_second_retry_says_why_not(owe: Owe, now: datetime) -> None:
    reaction = owe("thing.broken")
    run_each_day(reaction, now, MAX_CLAIMS)
    retry_reaction(reaction=reaction, now=now + 10 * DAY)
    with pytest.raises(NotStuck):
        retry_reaction(reaction=reaction, now=now + 10 * DAY)


@pytest.mark.django_db
def test_a_name_removed_from_the_table_is_told_not_lost(owe: Owe, now: datetime, settings) -> None:
    reaction = owe("thing.made")
    settings.REACTIONS = {}
    assert not run_reaction(reaction_id=reaction.pk, now=now)
    reaction.refresh_from_db()
    assert reaction.last_error == "KeyError: 'thing.made'"


@pytest.mark.django_db
def test_draining_follows_what_one_thing_brings_about(happen: Callable[..., Event], now: datetime) -> None:
    happen("thing.started")
    assert drain(now=now) >= 2
    assert acts.effects(Event.objects.get(verb="thing.done")) == 1


@pytest.mark.django_db
def test_the_sweep_costs_one_query_however_much_is_owed(
    happen: Callable[..., Event], now: datetime, django_assert_num_queries
) -> None:
    for _ in range(5):
        happen("thing.made twice over")
    with django_assert_num_queries(1):
        assert len(due_reactions(now=now)) >= 10
