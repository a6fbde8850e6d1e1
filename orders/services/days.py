"""Which day it is for a business."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Business

FURTHEST_EAST = timedelta(hours=14)  # where a new day begins first


def today_of(business: Business, now: datetime) -> date:
    """The calendar day in the business's own zone."""
    return now.astimezone(ZoneInfo(business.zone)).date()


def latest_day(now: datetime) -> date:
    """The latest calendar day anywhere on earth: no row due later can be due for any business yet."""
    return (now + FURTHEST_EAST).date()
