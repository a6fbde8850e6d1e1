"""How a letter of this app is addressed.

To a client only where the client may be written to and has an address; None says that nothing was queued.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from clients.models import Contact
from files.models import StoredFile
from orders.models import Order, OrderKind
from outbox.models import Letter
from outbox.services.letters import queue_letter


def to_client(
    contact: Contact, template: str, key: str, now: datetime, words: Mapping[str, object], *,
    order: Order | None = None, files: Sequence[StoredFile] = (),
) -> Letter | None:  # fmt: skip
    if not contact.email or not contact.client.mail_allowed or (order and order.kind == OrderKind.PLATFORM):
        return None
    return queue_letter(
        business=contact.business,
        to=contact.email,
        language=contact.language,
        template=template,
        context={"name": contact.name, **words},
        dedupe_key=f"{template}:{key}:{contact.ref}",
        now=now,
        files=files,
        client_ref=contact.client.ref,
        order_ref=order.ref if order else "",
    )


def to_owner(
    contact: Contact, template: str, key: str, now: datetime, words: Mapping[str, object], *,
    order: Order | None = None, files: Sequence[StoredFile] = (),
) -> Letter:  # fmt: skip
    owner = contact.business.owner
    desk = f"{settings.PUBLIC_URL}{settings.LOGIN_REDIRECT_URL}"
    return queue_letter(
        business=contact.business,
        to=owner.email,
        language=owner.language,
        template=template,
        context={"client": contact.name, "desk": desk, **words},
        dedupe_key=f"{template}:{key}:{owner.ref}",
        now=now,
        reply_to=contact.email,
        files=files,
        client_ref=contact.client.ref,
        order_ref=order.ref if order else "",
    )


def step(ref: str, now: datetime) -> str:
    """A step that may come again later is told apart by its moment."""
    return f"{ref}:{now:%Y%m%dT%H%M%S}"
