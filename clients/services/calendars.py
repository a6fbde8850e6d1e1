"""The working calendar of a business: its week, reply windows and days off, as one value that counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import Business
from clients.models import DayOff, ReplyWindow
from clients.models.conversation import REPLY_CEILING
from core.windows import NoWorkingTime, WallWindow, WorkCalendar


def work_calendar(business: Business) -> WorkCalendar:
    """The calendar of one business: two queries."""
    return work_calendars([business])[business.pk]


def work_calendars(businesses: Iterable[Business]) -> dict[int, WorkCalendar]:
    """The calendars of many businesses by their key: two queries, however many."""
    wanted = {business.pk: business for business in businesses}
    windows: dict[int, list[WallWindow]] = defaultdict(list)
    for row in ReplyWindow.objects.filter(business__in=wanted).in_order():
        windows[row.business_id].append(WallWindow(row.starts, row.ends))
    days: dict[int, set[date]] = defaultdict(set)
    for business_id, day in DayOff.objects.filter(business__in=wanted).values_list("business_id", "date"):
        days[business_id].add(day)
    return {
        key: WorkCalendar(
            zone=business.zone,
            working_days=frozenset(business.working_days),
            windows=tuple(windows[key]),
            days_off=frozenset(days[key]),
        )
        for key, business in wanted.items()
    }


def reply_promise(business: Business, at: datetime) -> datetime:
    """By when somebody who writes at this instant is answered; the pages of clients say it."""
    return reply_due(work_calendar(business), at)


def reply_due(calendar: WorkCalendar, received_at: datetime) -> datetime:
    """The end of the next window that opens; where none opens within a year, the ceiling of 48 hours."""
    try:
        return calendar.reply_due(received_at)
    except NoWorkingTime:
        return received_at + REPLY_CEILING
