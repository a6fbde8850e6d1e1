from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from outbox.models import Event, Letter, Reaction
from outbox.services.letters import write_letter
from outbox.services.rendering import Words
from tests.cast import Freelancer
from tests.inbox import Inbox

HERE = Path(__file__).parent
ACTS = "tests.outbox.acts"


@pytest.fixture(autouse=True)
def _our_reactions(settings) -> None:
    settings.REACTIONS = {
        "thing.made": {"takes effect": f"{ACTS}.take_effect"},
        "thing.made twice over": {"one": f"{ACTS}.take_effect", "two": f"{ACTS}.take_effect"},
        "thing.broken": {"fails": f"{ACTS}.fail_after_writing"},
        "thing.started": {"brings about": f"{ACTS}.bring_about_more"},
        "thing.done": {"takes effect": f"{ACTS}.take_effect"},
        "thing.printed": {"prints": f"{ACTS}.slow"},
        "thing.jammed": {"prints": f"{ACTS}.slow_and_broken"},
        "thing.burnt": {"prints": f"{ACTS}.broken_to_the_end"},
        "thing.forgotten": {},
    }


@pytest.fixture
def happen(nour: Freelancer, now: datetime) -> Callable[..., Event]:
    """Says that something happened in Nour's business."""

    def say(verb: str, **more: object) -> Event:
        from outbox.services.events import emit

        values = {"subject": ("thing", "7"), "actor": nour.actor, "now": now, **more}
        with transaction.atomic():
            return emit(business=nour.business, verb=verb, **values)

    return say


@pytest.fixture
def owe(happen: Callable[..., Event]) -> Callable[[str], Reaction]:
    """The one reaction that an event with this verb owes."""
    return lambda verb: happen(verb).reactions.get()


@pytest.fixture
def inbox(settings) -> Iterator[Inbox]:
    """A real mail server that the letters of this test go to."""
    server = Inbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def write(nour: Freelancer, now: datetime) -> Callable[..., Letter]:
    """A plain letter from Nour to Reem."""

    def letter(**more: object) -> Letter:
        values = {
            "business": nour.business, "to": "reem@client.example", "language": "ar", "now": now,
            "words": Words("عرض جديد", "السلام عليكم\n\nhttps://desk.example/c/1/\n"),
            "dedupe_key": "offer:1:sent:reem", **more,
        }  # fmt: skip
        return write_letter(**values)

    return letter


@pytest.fixture
def letter_templates(settings) -> None:
    """The letters of these tests, beside the real ones."""
    from outbox.services.rendering import halves

    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "templates", *settings.TEMPLATES[0]["DIRS"]]}]
    halves.cache_clear()
