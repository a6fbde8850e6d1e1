"""Timelines: each event as a sentence in the reader's language."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.utils import translation

from outbox.models import Event
from outbox.wording import describe, wording

pytestmark = pytest.mark.django_db
Happen = Callable[..., Event]

WORDING = {
    "thing.made": ("sun", "%(percent)s percent done"),
    "thing.paid": ("banknote", "Paid %(amount)s, due %(due_on)s"),
}


@pytest.fixture(autouse=True)
def _our_wording(settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    made_up = ModuleType("thing.wording")
    made_up.WORDING = WORDING
    monkeypatch.setitem(__import__("sys").modules, "thing", ModuleType("thing"))
    monkeypatch.setitem(__import__("sys").modules, "thing.wording", made_up)
    settings.EVENT_WORDING = ["thing"]
    wording.cache_clear()
    yield
    wording.cache_clear()


def test_the_sentence_is_filled_from_the_events_data(happen: Happen) -> None:
    line = describe(happen("thing.made", data={"percent": 50}))
    assert (line.icon, line.text) == ("sun", "50 percent done")


def test_money_and_dates_are_shown_as_people_read_them(happen: Happen) -> None:
    event = happen("thing.paid", data={"amount": {"minor": 125_050, "currency": "SAR"}, "due_on": "2026-11-24"})
    with translation.override("en"):
        text = describe(event).text
    assert "1,250.50" in text
    assert "SAR" in text
    assert "24" in text
    assert "2026-11-24" not in text


def test_an_old_event_that_lacks_a_value_shows_a_dash(happen: Happen) -> None:
    assert describe(happen("thing.made")).text == "— percent done"


def test_a_verb_nobody_words_is_still_shown(happen: Happen) -> None:
    with translation.override("en"):
        assert describe(happen("thing.unheard")).text == "Something was noted here."
