"""Do the ledger and the documents tell the same story? Read by tests, the health of the books and the kill test."""

from collections import Counter as Tally
from dataclasses import dataclass

from django.db.models import F, Sum

from accounts.models import Business
from core.money import Money
from payments.errors import BooksOff
from payments.models import AccountKind, Invoice, Method, Receipt, Transfer
from payments.models.ledger import DEBIT_KINDS

from .audit_platforms import add_platforms
from .receipts import LANDS_IN

Place = tuple[str, str]  # account kind, currency
State = Invoice.State


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where the two disagree."""

    kind: str
    in_ledger: Money
    in_documents: Money

    def __str__(self) -> str:
        return f"{self.kind}: {self.in_ledger.decimal} / {self.in_documents.decimal} {self.in_ledger.currency}"


def unbalanced(business: Business) -> list[Difference]:
    """Every account kind and currency where the ledger is not what the documents say; empty when all is well."""
    ledger, documents = _ledger(business), _documents(business)
    return [
        Difference(kind, Money(ledger[kind, currency], currency), Money(documents[kind, currency], currency))
        for kind, currency in sorted(ledger.keys() | documents.keys())
        if ledger[kind, currency] != documents[kind, currency]
    ]


def assert_balanced(business: Business) -> None:
    """Raises BooksOff, naming what differs."""
    differences = unbalanced(business)
    if differences:
        raise BooksOff(differences="; ".join(map(str, differences)))


def _ledger(business: Business) -> Tally[Place]:
    transfers = Transfer.objects.filter(entry__business=business)
    standing: Tally[Place] = Tally()
    for side, sign in (("debit", 1), ("credit", -1)):
        sums = transfers.values(f"{side}__kind", "currency").annotate(total=Sum("amount_minor"))
        for row in sums:
            kind = row[f"{side}__kind"]
            standing[kind, row["currency"]] += row["total"] * (sign if kind in DEBIT_KINDS else -sign)
    return standing


def _documents(business: Business) -> Tally[Place]:
    standing: Tally[Place] = Tally()
    _add_invoices(standing, business)
    _add_receipts(standing, business)
    add_platforms(standing, business)
    return standing


def _add_invoices(standing: Tally[Place], business: Business) -> None:
    invoices = Invoice.objects.filter(business=business, kind=Invoice.Kind.INVOICE)
    sums = invoices.values("currency", "state").annotate(
        earned=Sum("net_minor"),
        taxed=Sum("vat_minor"),
        owed=Sum(F("total_minor") - F("paid_minor")),
        settled=Sum("paid_minor"),
    )
    for row in sums:
        if row["state"] == State.VOID:
            standing[AccountKind.CREDIT, row["currency"]] += row["settled"]
            continue
        standing[AccountKind.INCOME, row["currency"]] += row["earned"]
        standing[AccountKind.VAT, row["currency"]] += row["taxed"]
        standing[AccountKind.RECEIVABLE, row["currency"]] += row["owed"]


def _add_receipts(standing: Tally[Place], business: Business) -> None:
    sums = (
        Receipt.objects.filter(business=business)
        .values("currency", "method")
        .annotate(
            came=Sum("amount_minor"), lost=Sum("fee_minor"), used=Sum("applied_minor"), waived=Sum("rounded_minor")
        )
    )
    for row in sums:
        currency, method = row["currency"], Method(row["method"])
        arrived = row["came"] - row["lost"]
        standing[LANDS_IN[method], currency] += -arrived if method == Method.CREDIT else arrived
        standing[AccountKind.FEES, currency] += row["lost"]
        standing[AccountKind.ROUNDING, currency] += row["waived"]
        standing[AccountKind.CREDIT, currency] += row["came"] - row["used"]
