"""Reply windows: wall clock hours in the owner's week, whatever the clocks of the country do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.windows import NoWorkingTime, Span, WallWindow, WorkCalendar, instant

MORNING, AFTERNOON = WallWindow(time(9), time(11)), WallWindow(time(16), time(17))
MONDAYS_OFF = frozenset(date(2026, 11, 23) + timedelta(weeks=count) for count in range(80))
SUNDAY_TO_THURSDAY = frozenset({7, 1, 2, 3, 4})
MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
ZONES = ["Asia/Riyadh", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Pacific/Kiritimati", "Pacific/Midway"]


def calendar(zone: str = "Asia/Riyadh", days: frozenset[int] = SUNDAY_TO_THURSDAY, *off: date) -> WorkCalendar:
    return WorkCalendar(zone, days, (MORNING, AFTERNOON), frozenset(off))


def at(zone: str, *wall: int) -> datetime:
    return datetime(*wall, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type, misc]


def test_the_answer_is_due_at_the_end_of_the_next_window() -> None:
    riyadh = calendar()
    assert riyadh.reply_due(at("Asia/Riyadh", 2026, 11, 22, 8, 0)) == at("Asia/Riyadh", 2026, 11, 22, 11, 0)
    assert riyadh.reply_due(at("Asia/Riyadh", 2026, 11, 22, 12, 0)) == at("Asia/Riyadh", 2026, 11, 22, 17, 0)


def test_what_comes_while_a_window_is_open_is_due_in_the_next_one() -> None:
    assert calendar().reply_due(at("Asia/Riyadh", 2026, 11, 22, 9, 30)) == at("Asia/Riyadh", 2026, 11, 22, 17, 0)


def test_a_window_that_opens_at_that_very_moment_counts() -> None:
    assert calendar().next_window(at("Asia/Riyadh", 2026, 11, 22, 9, 0)).starts == at("Asia/Riyadh", 2026, 11, 22, 9, 0)


@pytest.mark.parametrize(
    ("days", "received", "due"),
    [
        (SUNDAY_TO_THURSDAY, (2026, 11, 26, 18, 0), (2026, 11, 29, 11, 0)),  # Thursday evening to Sunday
        (MONDAY_TO_FRIDAY, (2026, 11, 26, 18, 0), (2026, 11, 27, 11, 0)),  # the same Thursday to Friday
        (MONDAY_TO_FRIDAY, (2026, 11, 27, 18, 0), (2026, 11, 30, 11, 0)),  # Friday evening to Monday
    ],
)
def test_the_weekend_is_the_owners_own(days: frozenset[int], received: tuple[int, ...], due: tuple[int, ...]) -> None:
    assert calendar("Asia/Riyadh", days).reply_due(at("Asia/Riyadh", *received)) == at("Asia/Riyadh", *due)


def test_days_off_are_passed_over() -> None:
    eid = [date(2027, 3, 9) + timedelta(days=count) for count in range(4)]
    due = calendar("Asia/Riyadh", SUNDAY_TO_THURSDAY, *eid).reply_due(at("Asia/Riyadh", 2027, 3, 8, 20, 0))
    assert due == at("Asia/Riyadh", 2027, 3, 14, 11, 0)


@pytest.mark.parametrize(
    ("zone", "before", "after", "hours"),
    [
        ("Africa/Cairo", (2026, 4, 23), (2026, 4, 24), 23),
        ("Africa/Cairo", (2026, 10, 29), (2026, 10, 30), 25),
        ("Asia/Beirut", (2026, 3, 28), (2026, 3, 29), 23),
        ("Asia/Beirut", (2026, 10, 24), (2026, 10, 25), 25),
        ("Africa/Casablanca", (2026, 2, 14), (2026, 2, 15), 25),  # Ramadan begins: the clock goes back
        ("Africa/Casablanca", (2026, 3, 21), (2026, 3, 22), 23),
    ],
)
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(
    zone: str, before: tuple[int, int, int], after: tuple[int, int, int], hours: int
) -> None:
    every_day = calendar(zone, frozenset(range(1, 8)))
    first = every_day.next_window(at(zone, *before, 8, 0))
    second = every_day.next_window(at(zone, *after, 8, 0))
    assert second.starts - first.starts == timedelta(hours=hours)
    assert [span.starts.astimezone(ZoneInfo(zone)).time() for span in (first, second)] == [time(9), time(9)]


def test_a_wall_time_that_the_clock_skips_is_the_jump_itself() -> None:
    beirut = ZoneInfo("Asia/Beirut")  # 29 March 2026: midnight becomes one o'clock
    jump = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(0, 15), beirut) == jump
    assert instant(date(2026, 3, 29), time(0, 59, 59), beirut) == jump
    assert instant(date(2026, 3, 29), time(1, 0), beirut) == jump


def test_a_wall_time_that_is_shown_twice_is_its_first_showing() -> None:
    beirut = ZoneInfo("Asia/Beirut")  # 24 October 2026: midnight becomes eleven again
    assert instant(date(2026, 10, 24), time(23, 30), beirut) == datetime(2026, 10, 24, 20, 30, tzinfo=UTC)


def test_a_window_half_skipped_is_shorter_and_one_skipped_whole_is_left_out() -> None:
    early, later = WallWindow(time(0), time(0, 45)), WallWindow(time(0, 30), time(2))
    night = WorkCalendar("Asia/Beirut", frozenset(range(1, 8)), (early, later))
    (span,) = night.spans_on(date(2026, 3, 29))
    assert span.ends - span.starts == timedelta(hours=1)
    assert len(night.spans_on(date(2026, 3, 30))) == 2


def test_a_day_that_a_country_skips_has_no_window() -> None:
    apia = calendar("Pacific/Apia", frozenset(range(1, 8)))
    assert apia.spans_on(date(2011, 12, 30)) == []
    due = apia.reply_due(at("Pacific/Apia", 2011, 12, 29, 20, 0))
    assert due == at("Pacific/Apia", 2011, 12, 31, 11, 0)


def test_a_window_may_end_after_midnight_and_belongs_to_the_day_it_opens() -> None:
    late = WorkCalendar("Asia/Riyadh", frozenset({4}), (WallWindow(time(22), time(0, 30)),))  # Thursdays
    assert late.current(at("Asia/Riyadh", 2026, 11, 27, 0, 15)) is not None
    assert late.current(at("Asia/Riyadh", 2026, 11, 27, 0, 30)) is None
    assert late.current(at("Asia/Riyadh", 2026, 11, 26, 0, 15)) is None


def test_current_is_the_open_window() -> None:
    riyadh = calendar()
    opening = at("Asia/Riyadh", 2026, 11, 22, 9, 0)
    assert riyadh.current(opening) == Span(opening, opening + timedelta(hours=2))
    assert riyadh.current(opening + timedelta(hours=2)) is None
    assert riyadh.current(opening - timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    "empty",
    [
        WorkCalendar("Asia/Riyadh", frozenset(), (MORNING,)),
        WorkCalendar("Asia/Riyadh", SUNDAY_TO_THURSDAY, ()),
        WorkCalendar("Asia/Riyadh", frozenset({1}), (MORNING,), MONDAYS_OFF),
    ],
    ids=["no working day", "no window", "every day is off"],
)
def test_a_calendar_without_working_time_says_so(empty: WorkCalendar) -> None:
    with pytest.raises(NoWorkingTime) as refused:
        empty.reply_due(datetime(2026, 11, 22, tzinfo=UTC))
    assert str(refused.value)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar().reply_due(datetime(2026, 11, 22))  # noqa: DTZ001


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        WallWindow(time(9), time(9))


times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
windows = st.builds(lambda pair: WallWindow(*pair), st.tuples(times, times).filter(lambda pair: pair[0] != pair[1]))
instants = st.datetimes(datetime(2011, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.builds(
    WorkCalendar,
    st.sampled_from([*ZONES, "Pacific/Apia"]),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.lists(windows, min_size=1, max_size=3).map(tuple),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
)


@given(calendars, instants)
def test_what_is_due_is_always_the_end_of_a_window_that_opens_later_on_a_working_day(
    week: WorkCalendar, received: datetime
) -> None:
    span = week.next_window(received)
    assert received <= span.starts < span.ends == week.reply_due(received)
    zone = ZoneInfo(week.zone)
    day_it_opens = span.starts.astimezone(zone).date()
    # A window that the clock jumps over opens at the jump, which may already belong to the next day.
    days = [day for day in (day_it_opens, day_it_opens - timedelta(days=1)) if span in week.spans_on(day)]
    assert days
    assert all(week.is_working_day(day) for day in days)


@given(calendars, instants)
def test_no_window_between_is_passed_over(week: WorkCalendar, received: datetime) -> None:
    span = week.next_window(received)
    between = received + (span.starts - received) / 2
    assert week.next_window(between).starts <= span.starts
    assert week.next_window(span.starts) <= span


@given(calendars, instants)
def test_the_current_window_holds_the_instant(week: WorkCalendar, moment: datetime) -> None:
    span = week.current(moment)
    if span is None:
        today = moment.astimezone(ZoneInfo(week.zone)).date()
        assert not any(moment in other for day in (today, today - timedelta(days=1)) for other in week.spans_on(day))
    else:
        assert span.starts <= moment < span.ends
