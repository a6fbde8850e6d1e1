"""Every state has its event: nothing stands anywhere that the timeline does not tell, and nothing is told twice."""

from collections.abc import Callable

from .picture import Picture


def offers(_before: Picture, now: Picture) -> None:
    for offer in now.offers.values():
        told = lambda verb, ref=offer.ref: now.times(f"offer.{verb}", ref)  # noqa: E731
        assert told("sent") == (offer.state != "draft")
        assert told("accepted") == (offer.state == "accepted")
        assert told("viewed") == (offer.viewed_at is not None)
        if offer.state == "withdrawn":
            assert told("withdrawn") or offer.superseded_at
        for state, verb in (("declined", "declined"), ("expired", "expired"), ("changes", "changes_asked")):
            assert told(verb) or offer.state != state


def orders(_before: Picture, now: Picture) -> None:
    for order in now.orders.values():
        told = lambda verb, ref=order.ref: now.times(verb, ref)  # noqa: E731
        assert told("order.opened") == 1
        assert told("order.started") == (order.started_at is not None)
        assert told("order.completed") == (order.state == "completed") == (order.completed_at is not None)
        assert told("order.cancelled") == (order.state == "cancelled")
        assert told("files.released") == (order.released_at is not None)
        handed, asked = told("order.delivered"), told("order.final_changes_asked")
        if order.state != "cancelled":  # a platform's may fall through before or after the hand-over
            assert handed - asked == (order.state in {"delivered", "completed"})
        assert (handed > 0) == (order.delivered_at is not None)
    for contract in now.contracts.values():
        assert now.times("contract.signed", contract.ref) == (contract.state == "signed")
        declined = now.times("contract.declined", contract.ref) - now.times("contract.sent_again", contract.ref)
        assert declined >= (contract.state == "declined")


def rows_of_orders(_before: Picture, now: Picture) -> None:
    """What an order gathers, each row with one event."""
    for order in now.orders.values():
        mine = {name: [row for row in now.rows[name].values() if row.order_id == order.pk] for name in COUNTED}
        for name, (verb, counts) in COUNTED.items():
            assert now.times(verb, order.ref) == sum(map(counts, mine[name])), verb
        assert now.times("hold.ended", order.ref) == sum(row.until is not None for row in mine["holds"])
        assert now.times("changes.corrected", order.ref) == sum(
            row.is_correction for row in now.lists.values() if row.order_id == order.pk
        )
        answered = sum(row.state != "waiting" for row in mine["extras"])
        assert now.times("change_order.answered", order.ref) == answered
        marks = [row.percent for row in mine["marks"]]
        assert order.progress == (marks[-1] if marks else 0)


COUNTED: dict[str, tuple[str, Callable[..., bool]]] = {
    "holds": ("hold.began", lambda _row: True),
    "exceptions": ("order.exception_recorded", lambda _row: True),
    "notices": ("order.delayed", lambda _row: True),
    "marks": ("order.progressed", lambda _row: True),
    "extras": ("change_order.asked", lambda _row: True),
    "lists": ("order.final_changes_asked", lambda row: row.submission_id is None),
}


def stages(_before: Picture, now: Picture) -> None:
    for stage in now.stages.values():
        rounds = [row for row in now.rounds.values() if row.milestone_id == stage.pk]
        begun = now.times("milestone.begun", stage.ref)
        assert begun == (stage.begun_at is not None and stage.position != 1), stage
        assert now.times("milestone.submitted", stage.ref) == len(rounds)
        assert now.times("milestone.changes_asked", stage.ref) == sum(row.outcome == "changes" for row in rounds)
        assert now.times("milestone.approved", stage.ref) == (stage.state == "approved") == bool(stage.approved_at)
    for part in now.plan.values():
        stage = now.stages[part.milestone_id]
        assert now.times("instalment.due", part.ref) == (part.state != "planned")
        assert now.times("milestone.funded", stage.ref) == (part.state == "paid") == bool(stage.funded_at)


def money(_before: Picture, now: Picture) -> None:
    claims = now.claims.values()
    for invoice in now.invoices.values():
        told = lambda verb, ref=invoice.ref: now.times(verb, ref)  # noqa: E731
        if invoice.kind == "credit_note":
            continue
        assert told("invoice.issued") == 1
        assert told("invoice.voided") == (invoice.state == "void")
        assert told("invoice.paid") == (invoice.state == "paid")
        assert told("payment.confirmed") == sum(row.invoice_id == invoice.pk for row in now.receipts.values())
        assert told("payment.claimed") == sum(row.invoice_id == invoice.pk for row in claims)
        assert told("payment.refused") == sum(row.invoice_id == invoice.pk and row.state == "refused" for row in claims)
    for earning in now.earnings.values():
        assert now.times("earning.expected", earning.ref) == 1
        assert now.times("earning.held", earning.ref) == (earning.held_at is not None)
        assert now.times("earning.freed", earning.ref) == (earning.freed_at is not None)
        assert now.times("earning.dropped", earning.ref) == (earning.dropped_at is not None)
    for payout in now.payouts.values():
        told = lambda verb, ref=payout.ref: now.times(f"payout.{verb}", ref)  # noqa: E731
        assert told("requested") == 1
        assert told("received") == (payout.state == "received")
        assert told("failed") == (payout.state == "failed")
        assert told("sent") >= (payout.state in {"sent", "with_agent", "received"})


ALWAYS = (offers, orders, rows_of_orders, stages, money)
