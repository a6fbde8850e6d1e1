"""When a client may be written to: in the morning of a working day where the client is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from clients.countries import COUNTRIES
from orders.models import Order

OPENS, CLOSES = time(9), time(20)


def client_moment(order: Order, now: datetime) -> datetime:
    """The instant on the client's wall clock; the business's own where the client's country is not known."""
    return now.astimezone(ZoneInfo(_place(order)[0]))


def may_write_now(order: Order, now: datetime, *, on: date) -> bool:
    """Whether the day `on` has come for the client, it is a working day there, and between nine and eight."""
    moment = client_moment(order, now)
    is_day = moment.date() >= on and moment.isoweekday() in _place(order)[1]
    return is_day and OPENS <= moment.time() < CLOSES


def _place(order: Order) -> tuple[str, frozenset[int]]:
    known = COUNTRIES.get(order.client.country.upper())
    if known is None:
        return order.business.zone, frozenset(order.business.working_days)
    return known.zone, frozenset(known.working_days)
