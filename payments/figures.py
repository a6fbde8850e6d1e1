"""What pages say about the money of orders: pure reads, a fixed number of queries however many orders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from accounts.models import Business
from core.money import Money
from orders.models import Order

from .models import Account, AccountKind, Invoice, PaymentClaim
from .services.ledger import balance_of


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """One order's money: `agreed` = `invoiced` + `not_invoiced`, and `invoiced` = `paid` + `owed`.

    `claimed` is what the client says is paid and nobody confirmed yet.
    """

    agreed: Money
    invoiced: Money
    paid: Money
    claimed: Money

    @property
    def owed(self) -> Money:
        """Invoiced and not paid yet."""
        return self.invoiced - self.paid

    @property
    def not_invoiced(self) -> Money:
        return self.agreed - self.invoiced

    @property
    def balance(self) -> Money:
        """Everything still to come until the order is paid in full."""
        return self.agreed - self.paid


def order_money(order: Order) -> OrderMoney:
    """The money of one order, in two queries."""
    return orders_money([order])[order.pk]


def orders_money(orders: Iterable[Order]) -> dict[int, OrderMoney]:
    """The money of each order by its key, in two queries."""
    rows = list(orders)
    keys = [order.pk for order in rows]
    invoiced = _by_order(
        Invoice.objects.filter(order__in=keys, kind="invoice").exclude(state="void"),
        "order",
        billed=Sum("total_minor"),
        settled=Sum("paid_minor"),
    )
    claimed = _by_order(
        PaymentClaim.objects.filter(invoice__order__in=keys, state="pending"),
        "invoice__order",
        reported=Sum("amount_minor"),
    )
    return {
        order.pk: OrderMoney(
            agreed=order.total,
            invoiced=Money(invoiced.get(order.pk, {}).get("billed") or 0, order.currency),
            paid=Money(invoiced.get(order.pk, {}).get("settled") or 0, order.currency),
            claimed=Money(claimed.get(order.pk, {}).get("reported") or 0, order.currency),
        )
        for order in rows
    }


def owed_by_currency(business: Business) -> list[Money]:
    """What clients owe now, one amount per currency, the largest first."""
    rows = Invoice.objects.owned_by(business).open().values("currency")
    sums = rows.annotate(owed=Sum(F("total_minor") - F("paid_minor"))).order_by("-owed")
    return [Money(row["owed"], row["currency"]) for row in sums]


def claims_to_answer(business: Business) -> QuerySet[PaymentClaim]:
    """Payments that clients reported and nobody confirmed yet, the oldest first."""
    return (
        PaymentClaim.objects.owned_by(business)
        .filter(state="pending")
        .select_related("invoice__order__client", "slip")
        .order_by("claimed_at", "pk")
    )


def credit_of(business: Business, client_ref: str) -> list[Money]:
    """What a client paid too much and may still use, one amount per currency."""
    accounts = Account.objects.filter(Q(kind=AccountKind.CREDIT), business=business, holder=client_ref)
    return [balance for account in accounts if (balance := balance_of(account)).minor > 0]


def _by_order(rows: QuerySet[Invoice] | QuerySet[PaymentClaim], key: str, **sums: Sum) -> dict[int, dict[str, int]]:
    return {row[key]: row for row in rows.values(key).annotate(**sums)}
