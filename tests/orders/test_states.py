"""Lives on one screen: no walk leaves the map, and the database refuses what the map does not know."""

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from clients.models import Contact
from core.actors import Actor
from core.errors import Refused
from orders.models import (
    Contract,
    Evidence,
    Instalment,
    Milestone,
    Offer,
    OfferState,
    Order,
    OrderException,
    PaperCounter,
    SigningCode,
)
from orders.models.states import (
    CONTRACT_MOVES,
    INSTALMENT_MOVES,
    MILESTONE_MOVES,
    OFFER_MOVES,
    ORDER_MOVES,
    ContractState,
    InstalmentState,
    MilestoneState,
    Moves,
    OrderState,
)
from orders.services import instalments, offers, signing, work
from tests.cast import NOW

from .conftest import Desk, instalment, sign

MAPS = [
    (OFFER_MOVES, OfferState),
    (ORDER_MOVES, OrderState),
    (MILESTONE_MOVES, MilestoneState),
    (INSTALMENT_MOVES, InstalmentState),
    (CONTRACT_MOVES, ContractState),
]
FINAL = {"accepted", "cancelled", "voided", "paid", "approved", "completed"}


@pytest.mark.parametrize(("moves", "states"), MAPS)
@given(walk=st.lists(st.integers(0, 20), max_size=30))
def test_no_walk_leaves_the_map_or_an_end(moves: Moves, states: type[models.TextChoices], walk: list[int]) -> None:
    verbs = sorted(moves)
    state = states.values[0]
    for step in walk:
        allowed, target = moves[verbs[step % len(verbs)]]
        if state in allowed:
            assert state not in FINAL
            state = target
        assert state in states.values


ACTS = ["view", "ask", "changes", "decline", "accept", "withdraw", "reopen", "version", "expire", "start", "sign"]


@pytest.mark.parametrize("walk", [ACTS, ACTS[::-1], ACTS[::2] + ACTS[1::2], ["accept", "sign", "start", "version"] * 3])
def test_whatever_people_press_the_offer_and_its_order_agree(desk: Desk, reem: Contact, walk: list[str]) -> None:
    offer = desk.sent(reem)
    for act in walk:
        _press(act, desk, offer, reem)
        offer.refresh_from_db()
        orders = Order.objects.filter(offer=offer)
        assert orders.exists() == (offer.state == OfferState.ACCEPTED)
        for order in orders:
            signed = order.contract.state == ContractState.SIGNED
            assert signed or order.state in {"awaiting_signature", "cancelled"} or order.exceptions.exists()
            assert sum(row.amount_minor for row in order.instalments.all()) == order.total_minor


def _press(act: str, desk: Desk, offer: Offer, reem: Contact) -> str:
    """Do it as a page would: a refusal is a sentence, never a crash."""
    order = Order.objects.filter(offer=offer).first()
    try:
        _of_offer(act, desk, offer, reem)
        if order is not None:
            _of_order(act, desk, order, reem)
    except Refused as refusal:
        return str(refusal)
    return ""


def _of_offer(act: str, desk: Desk, offer: Offer, reem: Contact) -> None:
    by, whole = desk.nour.actor, {"offer": offer, "now": NOW}
    acts = {
        "view": lambda: offers.view_offer(contact=reem, **whole),
        "ask": lambda: offers.ask_about_offer(contact=reem, text="?", **whole),
        "changes": lambda: offers.ask_changes(contact=reem, text="!", **whole),
        "decline": lambda: offers.decline_offer(contact=reem, reason="لا", **whole),
        "accept": lambda: offers.accept_offer(contact=reem, paper_hash=offer.paper_hash, **whole),
        "withdraw": lambda: offers.withdraw_offer(by=by, **whole),
        "reopen": lambda: offers.reopen_offer(by=by, reason="سبب", **whole),
        "version": lambda: offers.new_version(by=by, **whole),
        "expire": lambda: offers.expire_offers(now=NOW),
    }
    if act in acts:
        acts[act]()


def _of_order(act: str, desk: Desk, order: Order, reem: Contact) -> None:
    if act == "start":
        work.start_order(order=order, by=desk.nour.actor, now=NOW)
    if act == "sign":
        sign(order.contract, reem)


def refused(rows: "models.QuerySet[models.Model]", **changes: object) -> str:
    """The name of the rule by which the database refuses this change."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        rows.update(**changes)
    return str(refusal.value)


def test_the_database_refuses_unknown_states_and_impossible_rows(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem)
    rows = Offer.objects.filter(pk=offer.pk)
    assert "offer_state_is_known" in refused(rows, state="lost")
    assert "sent_offer_is_frozen" in refused(rows, state="sent")
    assert "offer_totals_add_up" in refused(rows, total_minor=offer.total_minor + 1)
    assert "offer_rates_are_shares" in refused(rows, commission_bp=10_001)
    assert "offer_line_is_not_negative" in refused(offer.lines.all(), unit_minor=-1)
    assert "offer_line_is_not_negative" in refused(offer.lines.all(), quantity=0)
    parts = offer.parts.filter(position=2)
    assert "offer_part_is_positive" in refused(parts, amount_minor=0)
    assert "offer_part_trigger_is_known" in refused(parts, trigger="whim", at_percent=None)
    assert "offer_part_progress_has_percent" in refused(parts, at_percent=None)
    assert "offer_part_date_has_day" in refused(parts, trigger="date", at_percent=None)


def test_the_database_refuses_impossible_orders_and_signatures(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    rows = Order.objects.filter(pk=order.pk)
    assert "order_state_is_known" in refused(rows, state="lost")
    assert "order_kind_is_known" in refused(rows, kind="gift")
    assert "order_progress_is_a_percent" in refused(rows, progress=101)
    assert "order_total_is_positive" in refused(rows, total_minor=0)
    assert "milestone_state_is_known" in refused(Milestone.objects.all(), state="lost")
    money = Instalment.objects.filter(pk=instalment(order, 1).pk)
    assert "instalment_state_is_known" in refused(money, state="lost", due_since=NOW)
    assert "instalment_due_has_a_moment" in refused(money, state="due")
    assert "instalment_is_positive" in refused(money, amount_minor=0)
    contracts = Contract.objects.all()
    assert "contract_state_is_known" in refused(contracts, state="lost")
    assert "signed_contract_says_how" in refused(contracts, state="signed")


def test_the_database_keeps_single_what_must_be_single(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    signing.request_code(contract=order.contract, contact=reem, now=NOW)
    with pytest.raises(IntegrityError, match="one_live_signing_code"), transaction.atomic():
        SigningCode.objects.create(
            business=order.business, contract=order.contract, contact=reem, nonce="n", sent_at=NOW, expires_at=NOW
        )
    with pytest.raises(IntegrityError, match="order"), transaction.atomic():
        Order.objects.create(
            business=order.business, offer=order.offer, client=order.client, contact=reem, number="ORD-2026-9999",
            kind="direct", title="x", currency="SAR", total_minor=1, state="awaiting_signature", opened_at=NOW,
            folded="x",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="one_paper_counter_per_year"), transaction.atomic():
        PaperCounter.objects.create(business=order.business, kind="order", year=2026)
    with pytest.raises(IntegrityError, match="order_exception_has_a_reason"), transaction.atomic():
        OrderException.objects.create(
            business=order.business, order=order, kind="no_deposit", reason="", recorded_at=NOW
        )


def test_evidence_is_only_added(desk: Desk, reem: Contact) -> None:
    desk.signed(reem)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Evidence.objects.update(ip="198.51.100.1")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Evidence.objects.all().delete()


def test_paying_needs_a_due_instalment_whatever_the_order_says(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    with pytest.raises(Refused):
        instalments.mark_paid(instalment=instalment(order, 1), by=Actor.worker(), now=NOW)
