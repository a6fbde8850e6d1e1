"""The receipt as one frozen value: what came, when, how, and what is still owed."""

from dataclasses import dataclass
from datetime import date

from core.money import Money
from orders.papers.parties import Party

from .words import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPaper:
    """`amount` is what the client is credited with; `over` went to their credit; `balance` is left on the invoice.

    `rounded` is the tiny rest that is not asked for.
    """

    number: str
    language: str
    currency: str
    received_on: date
    method: str
    seller: Party
    buyer: Party
    invoice_number: str
    invoice_total: Money
    amount: Money
    over: Money
    rounded: Money
    balance: Money
    order_number: str

    @property
    def words(self) -> str:
        """The amount in words, in the paper's language."""
        return in_words(self.amount, self.language)
