"""What client and freelancer said to each other, as a personal page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business
from clients.models import ClientLink, Message
from core.dates import moment_text
from core.prepared import prepared

LATEST = 40
FEW = 6
EVER = datetime(2000, 1, 1, tzinfo=UTC)  # before the first word of anybody


@dataclass(frozen=True)
class Talk:
    """The latest messages, the oldest first, and by when the freelancer has promised to answer the open one.

    A promise that was not kept is no date any more: then `is_overdue`.
    """

    said: list[Message]
    answer_by: datetime | None
    is_overdue: bool = False


def talk_of(link: ClientLink, *, now: datetime, since: datetime | None = None) -> Talk:
    """The conversation of the link's own client; one query."""
    return _talk(list(_newest(link.business, link.contact.client_id, since or EVER)[:LATEST]), now)


def talk_beside(link: ClientLink, *, now: datetime, since: datetime | None) -> Talk:
    """The last words of it since an instant, to stand beside a deal."""
    return _talk(_newest_few(link.business, link.contact.client_id, since or EVER), now)


def _talk(newest: Sequence[Message], now: datetime) -> Talk:
    due = newest[0].conversation.reply_due_at if newest else None
    is_overdue = due is not None and due <= now
    return Talk(list(reversed(newest)), None if is_overdue else due, is_overdue)


def _newest(business: Business, client: int, since: datetime) -> QuerySet[Message]:
    rows = Message.objects.owned_by(business).filter(conversation__client=client, happened_at__gte=since)
    return rows.select_related("conversation").in_order().reverse()


@prepared
def _newest_few(business: Business, client: int, since: datetime) -> QuerySet[Message]:
    return _newest(business, client, since)[:FEW]


def thanks_for(due: datetime | None, now: datetime) -> str:
    """What the page says after something was sent."""
    if due is None:
        return _("Sent.")
    moment = moment_text(due, today=timezone.localdate(now))
    return _("Sent. The answer comes by %(moment)s.") % {"moment": moment}
