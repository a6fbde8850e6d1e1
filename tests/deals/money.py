"""What is true of the money at any moment: every amount in one place, and the ledger says what the documents say."""

from collections import Counter

from django.db.models import Sum

from payments.models import AccountKind, PlatformEarning, Transfer
from payments.models.ledger import DEBIT_KINDS, IN_HAND
from payments.services.audit import unbalanced

from .house import House
from .picture import Picture

LIVE = {"issued", "partly_paid", "paid"}
NEVER_BELOW_NOTHING = frozenset(AccountKind) - {AccountKind.FEES, AccountKind.CLEARING}


def every_instalment_has_its_invoice(_before: Picture, now: Picture) -> None:
    """At most one live invoice each; it is of the same amount, and says the same of the payment."""
    live: dict[int, list[str]] = {}
    for invoice in now.invoices.values():
        if invoice.kind == "invoice" and invoice.state in LIVE:
            live.setdefault(invoice.instalment_id, []).append(invoice.state)
            assert invoice.total_minor == now.plan[invoice.instalment_id].amount_minor
    for key, part in now.plan.items():
        states = live.get(key, [])
        assert len(states) <= 1
        assert states == ["paid"] if part.state == "paid" else states != ["paid"]
        assert bool(states) == (part.state in {"invoiced", "paid"}), f"{part.state} with {states}"
    assert all(now.orders[part.order_id].kind == "direct" for part in now.plan.values() if part.state != "planned")


def papers_are_numbered_without_gaps(_before: Picture, now: Picture) -> None:
    for kind in ("invoice", "credit_note"):
        numbers = sorted(row.sequence for row in now.invoices.values() if row.kind == kind)
        assert numbers == list(range(1, len(numbers) + 1))
    credited = [row.credits_id for row in now.invoices.values() if row.kind == "credit_note"]
    assert sorted(credited) == sorted(
        row.pk for row in now.invoices.values() if row.kind == "invoice" and row.state == "void"
    )


def payments_settle_what_is_said_paid(_before: Picture, now: Picture) -> None:
    settled: Counter[int] = Counter()
    for receipt in now.receipts.values():
        assert 0 <= receipt.applied_minor <= receipt.amount_minor
        settled[receipt.invoice_id] += receipt.applied_minor + receipt.rounded_minor
    waiting = Counter(row.invoice_id for row in now.claims.values() if row.state == "pending")
    assert all(count == 1 for count in waiting.values())
    for key, invoice in now.invoices.items():
        assert settled[key] == (invoice.paid_minor if invoice.kind == "invoice" else 0)


def only_what_fell_through_is_dropped(before: Picture, now: Picture) -> None:
    """Money that a platform holds stays; what nothing will come of is dropped, once the worker was there."""
    for key, earning in now.earnings.items():
        order = now.orders[earning.order_id]
        if earning.dropped_at is not None:
            assert order.state == "cancelled"
            assert key not in before.earnings or before.earnings[key].held_at is None
        if earning.held_at is not None:
            assert order.state == "completed"


ALWAYS = (
    every_instalment_has_its_invoice, papers_are_numbered_without_gaps, payments_settle_what_is_said_paid,
    only_what_fell_through_is_dropped,
)  # fmt: skip


def every_amount_is_in_one_place(house: House) -> None:
    """The books agree, nothing is overdrawn, and what platforms brought is where it went or what it cost."""
    business = house.nour.business
    assert unbalanced(business) == []
    places: Counter[tuple[str, str]] = Counter()
    standing: Counter[tuple[str, str, str]] = Counter()
    rows = Transfer.objects.filter(entry__business=business).values_list(
        "debit__kind", "debit__holder", "credit__kind", "credit__holder", "currency"
    )
    for debit, debtor, credit, creditor, currency, minor in rows.annotate(Sum("amount_minor")).order_by():
        for kind, holder, sign in ((debit, debtor, 1), (credit, creditor, -1)):
            amount = minor * sign * (1 if kind in DEBIT_KINDS else -1)
            places[kind, currency] += amount
            standing[kind, holder, currency] += amount
    for (kind, holder, currency), amount in standing.items():
        assert amount >= 0 or kind not in NEVER_BELOW_NOTHING, f"{kind} {holder} is at {amount} {currency}"
    _all_that_platforms_brought(house, places)


def _all_that_platforms_brought(house: House, places: Counter[tuple[str, str]]) -> None:
    """Platforms pay in dollars here and clients in riyals, so dollars came from platforms alone."""
    earned = PlatformEarning.objects.filter(business=house.nour.business, held_at__isnull=False)
    total = earned.aggregate(total=Sum("net_minor"))["total"] or 0
    on_the_way = ("held", "withdrawable", "requested", "in_transit", "agent", "clearing", "fees")
    assert total == sum(places[kind, "USD"] for kind in (*on_the_way, *IN_HAND))
