"""A person's tasks: written once per key, ticked once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accounts.models import Business
from outbox.models import Todo


def add_todo(
    *,
    business: Business,
    title: str,
    subject: tuple[str, str],
    key: str,
    now: datetime,
    params: Mapping[str, Any] | None = None,
    due_on: date | None = None,
    client_ref: str = "",
    order_ref: str = "",
) -> Todo:
    """The task with this key, written now unless it was there already.

    `title` is an untranslated sentence (mark it with gettext_noop), `params` fill its %(name)s places when shown.
    """
    kind, ref = subject
    todo, _created = Todo.objects.get_or_create(
        business=business,
        key=key,
        defaults={
            "title": title,
            "params": dict(params or {}),
            "subject_kind": kind,
            "subject_ref": ref,
            "client_ref": client_ref,
            "order_ref": order_ref,
            "due_on": due_on,
            "created_at": now,
        },
    )
    return todo


def finish_todo(*, business: Business, key: str, now: datetime) -> bool:
    """Tick the open task with this key; False when there is none, so that twice is harmless."""
    return bool(Todo.objects.owned_by(business).filter(key=key, done_at__isnull=True).update(done_at=now))


def drop_todos_of_order(*, business: Business, order_ref: str, now: datetime) -> int:
    """Close every open task of an order that will not go on; how many."""
    return Todo.objects.owned_by(business).filter(order_ref=order_ref, done_at__isnull=True).update(done_at=now)
