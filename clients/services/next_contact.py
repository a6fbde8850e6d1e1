"""When to be in touch with a client next: one open task a client, moved rather than doubled."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext_noop

from clients.models import Client
from outbox.models import Todo
from outbox.services.todos import add_todo

_PREFIX = "next_contact"
TITLE, TITLE_WITH_NOTE = gettext_noop("Be in touch with %(name)s"), gettext_noop("Be in touch with %(name)s: %(note)s")


def next_contact(client: Client) -> Todo | None:
    """The open plan, if there is one."""
    return _open(client).first()


@transaction.atomic
def plan_contact(*, client: Client, on: date, now: datetime, note: str = "") -> Todo:
    """A task on Today for that day, in place of an earlier plan for the same client."""
    drop_contact(client=client, now=now)
    note = " ".join(note.split())
    return add_todo(
        business=client.business,
        title=TITLE_WITH_NOTE if note else TITLE,
        params={"name": client.name, "note": note} if note else {"name": client.name},
        subject=("client", client.ref),
        key=f"{_PREFIX}:{client.ref}:{now:%Y%m%dT%H%M%S%f}",
        due_on=on,
        client_ref=client.ref,
        now=now,
    )


def drop_contact(*, client: Client, now: datetime) -> bool:
    """Done or no longer wanted; False when nothing was planned, so that twice is harmless."""
    return bool(_open(client).update(done_at=now))


def _open(client: Client) -> "models.QuerySet[Todo]":
    return Todo.objects.owned_by(client.business).open().filter(key__startswith=f"{_PREFIX}:{client.ref}:")
