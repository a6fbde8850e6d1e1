"""What is true of any deal at any moment: of its states, its plan and the work. Money's rules are in money.py."""

from collections.abc import Callable
from itertools import pairwise

from orders.models import InstalmentState, Trigger
from orders.models.states import CONTRACT_MOVES, INSTALMENT_MOVES, MILESTONE_MOVES, OFFER_MOVES, ORDER_MOVES, Moves
from orders.services.holds import days_covered
from payments.models.payout import PAYOUT_MOVES

from .picture import Picture

INVOICE_MOVES: Moves = {
    "part": (frozenset({"issued", "partly_paid"}), "partly_paid"),
    "pay": (frozenset({"issued", "partly_paid"}), "paid"),
    "void": (frozenset({"issued", "partly_paid"}), "void"),
}
CLAIM_MOVES: Moves = {
    "confirm": (frozenset({"pending"}), "confirmed"),
    "refuse": (frozenset({"pending"}), "refused"),
}
MAPS = {
    "offers": OFFER_MOVES, "orders": ORDER_MOVES, "contracts": CONTRACT_MOVES, "stages": MILESTONE_MOVES,
    "plan": INSTALMENT_MOVES, "invoices": INVOICE_MOVES, "claims": CLAIM_MOVES, "payouts": PAYOUT_MOVES,
}  # fmt: skip
HANDED_OVER = {"delivered", "final_changes", "completed"}
STARTED = HANDED_OVER | {"in_progress"}


def _reach(moves: Moves) -> set[tuple[str, str]]:
    """Which states lead to which, in one move or several."""
    pairs = {(source, target) for sources, target in moves.values() for source in sources}
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= more
    return pairs


REACH = {name: _reach(moves) for name, moves in MAPS.items()}


def states_follow_the_map(before: Picture, now: Picture) -> None:
    for name, reach in REACH.items():
        rows = now.rows[name]
        for key, was in before.rows[name].items():
            if key in rows and rows[key].state != was.state:
                assert (was.state, rows[key].state) in reach, f"{name}: {was.state} → {rows[key].state}"
    gone = {name for name in before.rows for key in before.rows[name] if key not in now.rows[name]}
    assert gone == set(), f"rows of {gone} disappeared"


def plan_sums(_before: Picture, now: Picture) -> None:
    plans = now.by_order("plan")
    for order in now.orders.values():
        assert sum(part.amount_minor for part in plans[order.pk]) == order.total_minor
        assert order.total_minor == now.offers[order.offer_id].total_minor
    for offer in now.offers.values():
        assert offer.state == "draft" or now.offered[offer.pk] == offer.total_minor


def offers_and_orders_agree(_before: Picture, now: Picture) -> None:
    ordered = {order.offer_id for order in now.orders.values()}
    assert ordered == {offer.pk for offer in now.offers.values() if offer.state == "accepted"}
    contracted = {contract.order_id: contract.state for contract in now.contracts.values()}
    excused = {(row.order_id, row.kind) for row in now.exceptions.values()}
    for order in now.orders.values():
        if order.kind == "platform":
            assert order.pk not in contracted
            assert order.state in STARTED | {"cancelled"}
            continue
        assert (order.state == "cancelled") == (contracted[order.pk] == "voided")
        if order.state in STARTED and contracted[order.pk] != "signed":
            assert (order.pk, "no_contract") in excused
        deposits = [part for part in now.plan.values() if part.order_id == order.pk and part.trigger == Trigger.SIGNING]
        if order.state in STARTED and any(part.state != "paid" for part in deposits):
            assert (order.pk, "no_deposit") in excused


def money_falls_due_by_its_trigger(_before: Picture, now: Picture) -> None:
    """Never before what the plan says; and, but for dates (which a beat finds), never left behind either."""
    signed = {contract.order_id for contract in now.contracts.values() if contract.state == "signed"}
    reached: dict[int, int] = {}
    for mark in now.marks.values():
        reached[mark.order_id] = max(mark.percent, reached.get(mark.order_id, 0))
    for part in now.plan.values():
        order = now.orders[part.order_id]
        happened = {
            Trigger.SIGNING: part.order_id in signed or order.started_at is not None,
            Trigger.APPROVAL: now.stages[part.milestone_id].state == "approved",
            Trigger.PROGRESS: reached.get(part.order_id, 0) >= (part.at_percent or 0),
            Trigger.COMPLETION: order.delivered_at is not None or reached.get(part.order_id) == 100,
            Trigger.DATE: None,
        }[Trigger(part.trigger)]
        if order.kind == "platform":
            assert part.state == InstalmentState.PLANNED
        elif happened is not None:
            assert happened == (part.state != InstalmentState.PLANNED), f"{part.trigger} at {part.state}"


def stages_come_one_after_the_other(_before: Picture, now: Picture) -> None:
    for stages in now.by_order("stages").values():
        stages.sort(key=lambda stage: stage.position)
        if now.orders[stages[0].order_id].started_at is None:
            assert {stage.state for stage in stages} == {"planned"}
        for earlier, stage in pairwise(stages):
            assert stage.state == "planned" or stage.begin_reason or earlier.state == "approved"
        for stage in stages:
            assert (stage.state == "planned") == (stage.begun_at is None)
    for stage in now.stages.values():
        rounds = [row.outcome for row in now.rounds.values() if row.milestone_id == stage.pk]
        assert ("" in rounds) == (stage.state == "submitted")
        assert rounds.count("") <= 1
        assert rounds.count("approved") <= (stage.state == "approved")
        if stage.state == "changes":
            assert rounds[-1] == "changes"


def changes_stay_within_the_price(_before: Picture, now: Picture) -> None:
    for key, order in now.orders.items():
        used = [row for row in now.lists.values() if row.order_id == key and not row.is_correction]
        assert len(used) <= order.revisions


def holds_are_single_and_their_days_counted(_before: Picture, now: Picture) -> None:
    for key, holds in now.by_order("holds").items():
        order, standing = now.orders[key], [row.kind for row in holds if row.until is None]
        assert len(standing) == len(set(standing))
        assert order.started_at is not None
        if order.state == "completed":
            assert set(standing) <= {"disputed"}
        if order.state == "cancelled":
            assert standing == []
        if not standing:
            assert order.held_days == days_covered((row.since, row.until) for row in holds)


def dates_move_later_only_with_a_reason(before: Picture, now: Picture) -> None:
    told = {(event.verb, event.order_ref) for event in now.since(before)}
    for name in ("orders", "stages"):
        for key, was in before.rows[name].items():
            row = now.rows[name][key]
            if was.due_on is not None and row.due_on is not None and row.due_on > was.due_on:
                ref = row.ref if name == "orders" else now.orders[row.order_id].ref
                assert {("order.delayed", ref), ("hold.ended", ref)} & told


def orders_end_as_they_should(_before: Picture, now: Picture) -> None:
    plans, scope, stages = now.by_order("plan"), now.by_order("scope"), now.by_order("stages")
    for key, order in now.orders.items():
        paid = all(part.state == "paid" for part in plans[key])
        if order.state == "cancelled":
            assert order.cancel_reason
            assert order.update_due_on is None
        if order.state == "completed" and order.kind == "direct":
            assert paid
            assert order.released_at is not None
        if paid:
            assert order.released_at is not None
        if order.released_at is not None:
            assert paid or order.release_reason, "the files opened while money is missing"
        open_work = [row for row in scope[key] if row.done_at is None] + [
            row for row in stages[key] if row.state != "approved"
        ]
        if order.state == "delivered" and open_work and not order.deliver_reason:
            # ticked when handed over, unticked since: the only way here
            assert all(hasattr(row, "done_at") for row in open_work)
            assert now.times("order.scope_unticked", order.ref)


ALWAYS: tuple[Callable[[Picture, Picture], None], ...] = (
    states_follow_the_map, plan_sums, offers_and_orders_agree, money_falls_due_by_its_trigger,
    stages_come_one_after_the_other, changes_stay_within_the_price, holds_are_single_and_their_days_counted,
    dates_move_later_only_with_a_reason, orders_end_as_they_should,
)  # fmt: skip
