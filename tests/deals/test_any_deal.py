"""Whatever three people do to a deal, in whatever order: no illegal state, and every state explained.

Nour, her clients, and strangers act through the services; time passes, and a worker does now and then what is owed.
No paper is drawn: the machine lacks the PDF engine, as a small one may, and then letters go with their links alone.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import Refused
from orders.services.holds import hold_for_silence
from orders.services.instalments import fall_due_by_date
from orders.services.sending import expire_offers
from orders.services.updates import ask_for_news
from outbox.models import Reaction
from outbox.services.sweeps import drain
from payments.services.earnings import free_earnings
from payments.services.reminding import send_due_reminders
from reviews.services.asking import send_due_asks
from tests.cast import NOW, Freelancer

from . import explained, invariants, money, offering, paying, secrets, working
from .house import MANNERS, RIGHT, TWICE, House, NothingThere, Turn
from .offering import Act, Press
from .onward import next_step
from .picture import Camera

BEATS = (
    expire_offers, hold_for_silence, ask_for_news, fall_due_by_date, free_earnings, send_due_reminders, send_due_asks,
)  # fmt: skip
TURNS = st.builds(Turn, pick=st.integers(0, 9), number=st.integers(0, 100), manner=st.sampled_from(MANNERS))
OLD_TABS = 12


class AnyDeal(RuleBasedStateMachine):
    """One run: everything it writes is rolled back at its end."""

    house: House  # built once for all runs

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.house.now = NOW
        self.camera = Camera(self.house.nour.business)
        self.now, self.moved = self.camera.take(), False
        self.tabs: list[Press] = []

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @initialize(deals=st.lists(st.tuples(TURNS, st.sampled_from([24, 2, 5, 9, 14, 18])), min_size=1, max_size=2))
    def begin(self, deals: list[tuple[Turn, int]]) -> None:
        """Some deals are far along before anything odd happens."""
        for drawn, steps in deals:
            turn = replace(drawn, manner=RIGHT)
            self._press(offering.draft(self.house, turn))
            for _step in range(steps):
                self._go_on(replace(turn, pick=0))

    @rule(turn=TURNS)
    def goes_on(self, turn: Turn) -> None:
        self._go_on(turn)

    @rule(act=st.sampled_from([*offering.OWNER.values(), *offering.CLIENT.values()]), turn=TURNS)
    def offer_goes_back_and_forth(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from(list(offering.SIGNING.values())), turn=TURNS)
    def contract_and_start(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from(list(working.STAGES.values())), turn=TURNS)
    def owner_works(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from(list(working.CLIENT.values())), turn=TURNS)
    def client_looks_at_work(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from(list(working.CLOSING.values())), turn=TURNS)
    def owner_closes(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from([*paying.OWNER.values(), *paying.CLIENT.values()]), turn=TURNS)
    def money_moves(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(act=st.sampled_from(list(paying.PLATFORM.values())), turn=TURNS)
    def platform_money_moves(self, act: Act, turn: Turn) -> None:
        self._do(act, turn)

    @rule(at=st.integers(0, OLD_TABS))
    def old_tab(self, at: int) -> None:
        """Somebody presses a button on a page that was open for long."""
        if self.tabs:
            self._press(self.tabs[at % len(self.tabs)])

    @rule(hours=st.sampled_from([1, 20, 24 * 3, 24 * 9]))
    def time_passes(self, hours: int) -> None:
        self.house.later(hours=hours)
        for beat in BEATS:
            beat(now=self.house.now)
        self.moved = True

    @rule()
    def worker_comes(self) -> None:
        self.moved = bool(drain(now=self.house.now))
        assert list(Reaction.objects.owed().values_list("name", "last_error")) == []
        now = self.camera.take()
        due = [part for part in now.plan.values() if part.state == "due"]
        voided = {row.instalment_id for row in now.invoices.values() if row.state == "void"}
        assert {part.pk for part in due} <= voided, "what fell due was not billed"
        gone = {key for key, order in now.orders.items() if order.state == "cancelled"}
        assert all(row.dropped_at for row in now.earnings.values() if row.order_id in gone), "still expected"

    @invariant()
    def all_is_well(self) -> None:
        if self.moved:
            self._check()

    def _go_on(self, turn: Turn) -> None:
        """What comes next by rights, once the worker has done what is owed."""
        self.moved = bool(drain(now=self.house.now)) or self.moved
        self._press(partial(next_step, self.house, turn))

    def _do(self, act: Act, turn: Turn) -> None:
        try:
            press = act(self.house, turn)
        except NothingThere:
            return
        self.tabs = [*self.tabs[-OLD_TABS:], press]
        if self._press(press) and turn.manner == TWICE:
            once = self.camera.take()
            self.house.later(seconds=2)
            self._press(press)
            assert self.camera.take().changes_from(once) == [], "pressing twice is not pressing once"

    def _press(self, press: Press) -> bool:
        """True when it was done. A refusal is a sentence, and leaves no trace."""
        try:
            press()
        except NothingThere:
            return False
        except Refused as refusal:
            said = str(refusal)
        else:
            self.moved = True
            return True
        assert said
        assert self.moved or self.camera.take().changes_from(self.now) == [], "a refused act changed something"
        return False

    def _check(self) -> None:
        before, now = self.now, self.camera.take()
        self.now, self.moved = now, False
        for rules in (invariants, explained, money):
            for true in rules.ALWAYS:
                true(before, now)
        if now.counts != before.counts:
            money.every_amount_is_in_one_place(self.house)
            secrets.platform_clients_get_no_letter(self.house)
            secrets.sams_business_is_untouched(self.house)
        if (now.files, now.plan, now.orders) != (before.files, before.plan, before.orders):
            secrets.files_open_only_when_settled(self.house, now)


@pytest.mark.usefixtures("bare_machine")
def test_whatever_is_done_the_deal_stands(nour: Freelancer, sam: Freelancer, settings: Any) -> None:
    settings.HAS_MAIL = False
    run_any_deal(House(nour, sam), examples=18, steps=20)


def run_any_deal(house: House, *, examples: int, steps: int, **more: Any) -> None:
    """The same runs every time, unless `more` settings say otherwise."""
    bounds = {"max_examples": examples, "stateful_step_count": steps, "derandomize": True, "database": None}
    quiet = {"deadline": None, "suppress_health_check": list(HealthCheck)}
    machine = type("AnyDealHere", (AnyDeal,), {"house": house})
    run_state_machine_as_test(machine, settings=hypothesis.settings(**{**bounds, **quiet, **more}))
