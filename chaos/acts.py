"""What the poured events bring about: plain effects, with no idempotence of their own, and time to be killed in."""

import time
from datetime import datetime

from core.actors import Actor
from files.models import StoredFile
from files.services.store import store_bytes
from outbox.models import Event
from outbox.services.events import emit
from outbox.services.letters import queue_letter
from outbox.services.reactions import Slow

from .models import Tally

LINGER = 0.08  # seconds a transaction stays open, so that some kills land inside


def tally(event: Event, *, now: datetime) -> None:
    _stroke(event, "tally")


def write(event: Event, *, now: datetime) -> None:
    _write(event, now)
    _stroke(event, "letter")


def chain(event: Event, *, now: datetime) -> None:
    emit(
        business=event.business,
        verb="chaos.counted",
        subject=("event", event.ref),
        actor=Actor.worker(),
        now=now,
    )
    _stroke(event, "chain")


def _prepare(event: Event) -> StoredFile:
    time.sleep(LINGER)
    return store_bytes(
        business=event.business,
        purpose="chaos",
        name=f"{event.ref}.txt",
        content=event.ref.encode(),
        content_type="text/plain",
        now=event.happened_at,
    )


def _apply(event: Event, file: StoredFile, *, now: datetime) -> None:
    _write(event, now, file)
    _stroke(event, "print")


printing = Slow(prepare=_prepare, apply=_apply)


def _stroke(event: Event, name: str) -> None:
    Tally.objects.create(event_ref=event.ref, name=name)
    time.sleep(LINGER)


def _write(event: Event, now: datetime, *files: StoredFile) -> None:
    queue_letter(
        business=event.business,
        to=f"{event.ref.lower()}@client.example",
        language="ar",
        template="chaos",
        context={"ref": event.ref},
        dedupe_key=f"chaos:{event.ref}",
        now=now,
        reply_to="desk@maktab.example",
        files=files,
    )
