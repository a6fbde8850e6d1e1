"""What client and freelancer said to each other, as a personal page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import ClientLink, Message
from core.dates import moment_text

LATEST = 40
LATEST_BESIDE_A_DEAL = 6


@dataclass(frozen=True)
class Talk:
    """The latest messages, the oldest first, and by when the freelancer has promised to answer the open one.

    A promise that was not kept is no date any more: then `is_overdue`.
    """

    said: list[Message]
    answer_by: datetime | None
    is_overdue: bool = False


def talk_of(link: ClientLink, *, now: datetime, since: datetime | None = None, most: int = LATEST) -> Talk:
    """The conversation of the link's own client; one query."""
    rows = Message.objects.owned_by(link.business).filter(conversation__client=link.contact.client_id)
    if since is not None:
        rows = rows.filter(happened_at__gte=since)
    said = list(rows.select_related("conversation").in_order().reverse()[:most])[::-1]
    due = said[-1].conversation.reply_due_at if said else None
    is_overdue = due is not None and due <= now
    return Talk(said, None if is_overdue else due, is_overdue)


def thanks_for(due: datetime | None, now: datetime) -> str:
    """What the page says after something was sent."""
    if due is None:
        return _("Sent.")
    moment = moment_text(due, today=timezone.localdate(now))
    return _("Sent. The answer comes by %(moment)s.") % {"moment": moment}
