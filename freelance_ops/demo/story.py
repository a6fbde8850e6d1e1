"""The story the demo tells: Nour's last year, seen from this morning."""

from datetime import datetime

from clients.models import Contact
from clients.services.windows import set_window_clock

from . import finished, homeward, loose, running
from .desk import DemoDesk, open_desk
from .diary import Diary
from .people import PEOPLE, Person, arrive


def tell(now: datetime) -> DemoDesk:
    """Fills an empty database; returns the desk it filled."""
    desk = open_desk(now)
    diary, contacts = Diary(desk), dict[str, Contact]()
    for person in PEOPLE:
        _meet(diary, person, contacts)
    for deal in finished.DEALS + running.DEALS:
        deal.write_into(diary, contacts)
    loose.write_into(diary, contacts)
    homeward.write_into(diary)
    diary.live()
    desk.settle(now)
    set_window_clock(business=desk.business, now=now)  # past windows are not announced one by one
    return desk


def _meet(diary: Diary, person: Person, contacts: dict[str, Contact]) -> None:
    desk = diary.desk
    diary.add(desk.at(person.came, 11, 20), lambda now: contacts.__setitem__(person.key, arrive(desk, person, now)))
