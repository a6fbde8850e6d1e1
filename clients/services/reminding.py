"""At the start of a reply window: one letter to the owner that lists who waits; none when nobody does."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Membership, User
from clients import letters
from clients.models import Conversation, WindowClock
from core.windows import NoWorkingTime, WorkCalendar

from .calendars import work_calendars

BATCH = 200
AN_INSTANT = timedelta(microseconds=1)  # past a window that opens this very instant


def remind_open_windows(*, now: datetime) -> int:
    """Announces every window that opened since the last run; returns the number of letters written.

    Reads only the clocks that are due, by their index. A second run (or a second worker) finds them moved on.
    After a long stop each owner gets one letter, not one for every window missed.
    """
    written = 0
    while clocks := list(WindowClock.objects.opened(now).select_related("business")[:BATCH]):
        calendars = work_calendars(clock.business for clock in clocks)
        owners = _owners(clocks)
        for clock in clocks:
            written += _announce(clock, calendars[clock.business_id], owners.get(clock.business_id), now)
    return written


def _owners(clocks: list[WindowClock]) -> dict[int, User]:
    memberships = Membership.objects.filter(
        business__in=[clock.business_id for clock in clocks], role=Membership.Role.OWNER
    )
    return {membership.business_id: membership.user for membership in memberships.select_related("user")}


@transaction.atomic
def _announce(clock: WindowClock, calendar: WorkCalendar, owner: User | None, now: datetime) -> bool:
    """Moves one clock on and writes its letter, together; False when nobody waits or another worker was faster."""
    if not _advance(clock, calendar, now) or owner is None:
        return False
    waiting = Conversation.objects.owned_by(clock.business).waiting_on_us()
    letter = letters.window_digest(
        business=clock.business, owner=owner, waiting=waiting, opened_at=clock.opens_at, now=now
    )
    return letter is not None


def _advance(clock: WindowClock, calendar: WorkCalendar, now: datetime) -> bool:
    this_opening = WindowClock.objects.filter(pk=clock.pk, opens_at=clock.opens_at)
    try:
        return bool(this_opening.update(opens_at=calendar.next_window(now + AN_INSTANT).starts))
    except NoWorkingTime:  # no window ahead: the clock stands still until windows or days off change
        return bool(this_opening.delete()[0])
