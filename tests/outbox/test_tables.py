"""The tables of the composition root name things that exist: a typo there would be found by nobody but a customer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from freelance_ops.beats import BEATS
from freelance_ops.celery import app
from freelance_ops.reactions import REACTIONS, SECRET_LETTERS
from outbox.services.reactions import Slow
from outbox.services.rendering import halves
from outbox.wording import wording

TARGETS = [(verb, name, target) for verb, named in REACTIONS.items() for name, target in named.items()]
LETTERS = settings.BASE / "templates" / "letters"


@pytest.mark.parametrize(("verb", "name", "target"), TARGETS)
def test_a_reaction_names_a_service(verb: str, name: str, target: str) -> None:
    found = import_string(target)
    assert isinstance(found, Slow) or callable(found)


@pytest.mark.parametrize(("task", "seconds"), BEATS.values())
def test_a_beat_names_a_task(task: str, seconds: int) -> None:
    app.loader.import_default_modules()
    assert task in app.tasks
    assert seconds >= 0


@pytest.mark.parametrize(("template", "target"), SECRET_LETTERS.items())
def test_a_secret_letter_has_its_template_and_its_secret(template: str, target: str) -> None:
    assert callable(import_string(target))
    assert (LETTERS / f"{template}.txt").is_file()


@pytest.mark.parametrize("path", sorted(LETTERS.rglob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_has_a_subject_and_a_body(path: Path) -> None:
    subject, body = halves(str(path.relative_to(LETTERS).with_suffix("")))
    assert subject.source.strip()
    assert body.source.strip()


@pytest.mark.parametrize("verb", REACTIONS)
def test_what_brings_something_about_is_told_on_the_timeline(verb: str) -> None:
    icon, sentence = wording()[verb]
    assert icon
    assert str(sentence)
