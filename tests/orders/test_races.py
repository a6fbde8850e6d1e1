"""Two people, or two tabs, at the same moment: exactly one act takes effect, and nobody sees an error page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from clients.models import Contact
from core.errors import Refused
from orders.models import Contract, Evidence, Offer, OfferState, Order, PaperCounter, SigningCode
from orders.services import delivering, instalments, offers, signing, work
from orders.services.codes import derive
from outbox.models import Event, Letter
from outbox.services.sweeps import drain
from payments.models import PlatformEarning
from payments.services.audit import unbalanced
from tests.cast import NOW

from .conftest import Desk, instalment, sign

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], T]) -> list[T | Refused]:
    """Run the acts in threads that start together; what each gave, or the refusal it met."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Refused:
        start.wait(10)
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_tabs_accepting_open_one_order(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)

    def accept() -> Order:
        return offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=reem, now=NOW)

    results = at_once(*[accept] * 4)
    assert set(results) == {Order.objects.get()}
    assert Contract.objects.count() == 1
    assert Event.objects.filter(verb="order.opened").count() == 1
    assert Letter.objects.filter(template="offer_accepted").count() == 1


def test_accepting_while_declining_leaves_one_answer(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    at_once(
        lambda: offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=reem, now=NOW),
        lambda: offers.decline_offer(offer=offer, contact=reem, reason="لا", now=NOW),
    )
    offer.refresh_from_db()
    assert Order.objects.exists() == (offer.state == OfferState.ACCEPTED)
    assert Event.objects.filter(verb__in=["offer.accepted", "offer.declined"]).count() == 1


def test_accepting_the_old_while_the_new_is_sent_leaves_one_of_them(desk: Desk, reem: Contact) -> None:
    old = desk.sent(reem)
    draft = offers.new_version(offer=old, by=desk.nour.actor, now=NOW)
    at_once(
        lambda: offers.accept_offer(offer=old, paper_hash=old.paper_hash, contact=reem, now=NOW),
        lambda: offers.send_offer(offer=draft, by=desk.nour.actor, now=NOW),
    )
    states = set(Offer.objects.values_list("version", "state"))
    assert states in ({(1, "accepted"), (2, "draft")}, {(1, "withdrawn"), (2, "sent")})


def test_offers_sent_together_get_numbers_without_gap_or_double(desk: Desk, reem: Contact) -> None:
    drafts = [desk.ready(reem) for _each in range(5)]
    at_once(*[lambda draft=draft: offers.send_offer(offer=draft, by=desk.nour.actor, now=NOW) for draft in drafts])
    numbers = sorted(Offer.objects.values_list("number", flat=True))
    assert numbers == [f"OFR-2026-{number:04d}" for number in range(1, 6)]
    assert PaperCounter.objects.get(kind="offer").last == 5


def test_signing_in_two_tabs_with_one_code_signs_once(desk: Desk, reem: Contact) -> None:
    contract = desk.accepted(reem).contract
    code = derive(signing.request_code(contract=contract, contact=reem, now=NOW))
    results = at_once(*[lambda: sign(contract, reem, code=code)] * 3)
    assert [getattr(result, "state", result) for result in results] == ["signed"] * 3
    assert Evidence.objects.filter(kind="signed").count() == 1
    assert Event.objects.filter(verb="instalment.due").count() == 1


def test_guessing_in_parallel_gives_no_more_than_five_tries(desk: Desk, reem: Contact) -> None:
    contract = desk.accepted(reem).contract
    right = derive(signing.request_code(contract=contract, contact=reem, now=NOW))
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    at_once(*[lambda: sign(contract, reem, code=wrong)] * 8)
    assert SigningCode.objects.get().tries == 5
    assert Evidence.objects.filter(kind="code_wrong").count() == 5


def test_two_requests_at_once_leave_one_live_code(desk: Desk, reem: Contact) -> None:
    contract = desk.accepted(reem).contract
    at_once(*[lambda: signing.request_code(contract=contract, contact=reem, now=NOW)] * 3)
    assert SigningCode.objects.filter(voided_at=None).count() == 1
    assert Letter.objects.filter(template="contract_code").count() == 1


def test_signing_while_the_order_is_called_off_leaves_one_end(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    code = derive(signing.request_code(contract=order.contract, contact=reem, now=NOW))
    at_once(
        lambda: sign(order.contract, reem, code=code),
        lambda: work.cancel_order(order=order, reason="x", by=desk.nour.actor, now=NOW),
    )
    order.refresh_from_db()
    contract = Contract.objects.get()
    assert (order.state, contract.state) in {("awaiting_deposit", "signed"), ("cancelled", "voided")}


def test_finishing_a_platforms_order_while_it_falls_through_leaves_one_end(desk: Desk, tariq: Contact) -> None:
    order = offers.award_offer(offer=desk.sent(tariq), by=desk.nour.actor, now=NOW)
    delivering.deliver_order(order=order, reason="سُلّم هناك", by=desk.nour.actor, now=NOW)
    at_once(
        lambda: delivering.complete_order(order=order, by=desk.nour.actor, now=NOW),
        *[lambda: work.cancel_order(order=order, reason="أُلغي هناك", by=desk.nour.actor, now=NOW)] * 2,
    )
    drain(now=NOW)
    ends = tuple(Event.objects.filter(verb__in=["order.completed", "order.cancelled"]).values_list("verb", flat=True))
    order.refresh_from_db()
    assert (order.state, ends) in {("completed", ("order.completed",)), ("cancelled", ("order.cancelled",))}
    earning = PlatformEarning.objects.get(order=order)
    assert (earning.held_at is None) == (earning.dropped_at is not None) == (order.state == "cancelled")
    assert unbalanced(order.business) == []


def test_progress_recorded_twice_at_once_raises_each_instalment_once(desk: Desk, reem: Contact) -> None:
    order = desk.signed(reem)
    instalments.mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
    at_once(*[lambda: work.record_progress(order=order, percent=80, by=desk.nour.actor, now=NOW)] * 3)
    assert Event.objects.filter(verb="instalment.due").count() == 3  # the deposit, then the second and the third


def test_the_deposit_paid_twice_at_once_starts_the_work_once(desk: Desk, reem: Contact) -> None:
    row = instalment(desk.signed(reem), 1)
    at_once(*[lambda: instalments.mark_paid(instalment=row, by=desk.nour.actor, now=NOW)] * 3)
    assert Event.objects.filter(verb="order.started").count() == 1
    assert Event.objects.filter(verb="milestone.funded").count() == 1
