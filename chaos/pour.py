"""Work flows in while workers die: events of three kinds, some of them taken back, and now and then a whole deal."""

import threading
import time
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Business, User
from clients.services.opening import open_business
from core.actors import Actor
from outbox.models import Event, Reaction
from outbox.services.events import emit

from .deals import close_a_deal, pay_what_is_invoiced
from .verdict import Owed

KINDS = ("chaos.counted", "chaos.chained", "chaos.printed")
BACKLOG = 60  # enough that every worker has something in hand
TAKEN_BACK = 7  # one in so many
EVENTS_PER_DEAL = 9


class TakenBack(Exception):
    """Ends a transaction that must leave nothing."""


class Pourer(threading.Thread):
    """Emits events until told to stop, never more than the workers can soon do."""

    def __init__(self, deals: int) -> None:
        super().__init__(name="pourer", daemon=True)
        self.deals = deals  # how many at most
        self.closed = 0
        self.enough = threading.Event()
        self.poured: list[tuple[str, str]] = []  # (event ref, verb) of what was committed
        self.problem: BaseException | None = None

    def run(self) -> None:
        try:
            business = open_the_shop()
            while not self.enough.is_set():
                self.pour(business)
        except BaseException as problem:
            self.problem = problem
        finally:
            connection.close()

    def pour(self, business: Business) -> None:
        if Reaction.objects.owed().count() > BACKLOG:
            time.sleep(0.1)
            return
        for verb in KINDS:
            self.emit(business, verb)
        if self.closed < self.deals and len(self.poured) > self.closed * EVENTS_PER_DEAL:
            self.closed += 1
            close_a_deal(business, self.closed)
            pay_what_is_invoiced()

    def emit(self, business: Business, verb: str) -> None:
        number = len(self.poured) + 1
        now = timezone.now() - timedelta(milliseconds=1)  # due at once, whatever clock the workers read
        try:
            with transaction.atomic():
                event = emit(business=business, verb=verb, subject=("pour", str(number)), actor=Actor.worker(), now=now)
                if number % TAKEN_BACK == 0 and verb == KINDS[number // TAKEN_BACK % len(KINDS)]:
                    raise TakenBack
        except TakenBack:
            return
        self.poured.append((event.ref, verb))

    def finish(self) -> None:
        self.enough.set()
        self.join(30)
        if self.problem:
            raise self.problem


def open_the_shop() -> Business:
    owner = User.objects.create_user("chaos@maktab.example", full_name="Chaos", language="en")
    return open_business(owner=owner, name="Chaos", country="SA", now=timezone.now())


def owed_by(poured: list[tuple[str, str]]) -> set[Owed]:
    """Every effect that must be there: of what was poured, and of what a chain brought about, once per link."""
    verbs = dict(poured)
    links = Event.objects.filter(verb=KINDS[0], subject_kind="event").values_list("ref", "subject_ref")
    brought = Counter(parent for _ref, parent in links)
    verbs |= {ref: KINDS[0] for ref, _parent in links}
    owed = {(ref, name) for ref, verb in verbs.items() for name in settings.REACTIONS[verb]}
    return owed | {(ref, "the link") for ref, verb in poured if verb == KINDS[1] and brought[ref] != 1}
