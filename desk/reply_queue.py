"""The reply queue as a page shows it: the window it belongs to, what it holds, what comes after it."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from accounts.models import Business
from clients.models import Conversation, Message
from clients.services.calendars import work_calendar
from core.windows import NoWorkingTime, Span

MOST = 60  # more waiting conversations than this are reached by answering the first ones
RECENT = 15


@dataclass(frozen=True)
class Queue:
    """`window` is the one that is open, else the next; conversations due by its end are in `now`."""

    window: Span | None
    is_open: bool
    now: list[Conversation]
    later: list[Conversation]
    answered: list[Conversation]
    answered_today: int

    moment: datetime

    @property
    def seconds(self) -> int:
        """The length of the window."""
        return int((self.window.ends - self.window.starts).total_seconds()) if self.window else 0

    @property
    def passed(self) -> int:
        """Seconds of the window that have gone."""
        return max(0, int((self.moment - self.window.starts).total_seconds())) if self.window else 0

    @property
    def waiting(self) -> int:
        return len(self.now) + len(self.later)


def reply_queue(business: Business, now: datetime) -> Queue:
    """Everybody who waits, the soonest due first, and the talks of late. Five queries, however many wait."""
    window, is_open = _window(business, now)
    waiting = list(Conversation.objects.owned_by(business).waiting_on_us()[:MOST])
    due_now = [row for row in waiting if window is None or row.is_overdue(now) or _due_by(row, window.ends)]
    later = [row for row in waiting if row not in due_now]
    recent = (
        Conversation.objects.owned_by(business).exclude(state="ours").filter(last_message_at__isnull=False).for_list()
    )
    return Queue(window, is_open, due_now, later, list(recent[:RECENT]), _answered_today(business, now), now)


def _window(business: Business, now: datetime) -> tuple[Span | None, bool]:
    calendar = work_calendar(business)
    current = calendar.current(now)
    if current is not None:
        return current, True
    try:
        return calendar.next_window(now), False
    except NoWorkingTime:
        return None, False


def _due_by(row: Conversation, moment: datetime) -> bool:
    return row.reply_due_at is not None and row.reply_due_at <= moment


def _answered_today(business: Business, now: datetime) -> int:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    return Message.objects.owned_by(business).filter(answered_at__gte=midnight, closed_reason="").count()
