"""The invoice (and the credit note) as one frozen value: its pages, its PDF and its fingerprint are made from it."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from core.money import Money
from orders.papers.parties import Party

from .words import in_words
from .zatca import ZatcaQr

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """What is charged for; `unit` is before VAT, `total` includes it."""

    title: str
    about: str
    stage: int
    stages: int
    quantity: int
    unit: Money
    vat: Money
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An invoice issued before this one for the same order; `vat` is within its `total`."""

    number: str
    total: Money
    vat: Money | None = None
    issued_on: date | None = None
    is_deposit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderToDate:
    """Where this invoice stands in the whole agreement: `agreed` = all `earlier` + `this` + `remaining`.

    `paid` is what had arrived of the earlier ones when this one was issued.
    """

    number: str
    agreed: Money
    earlier: tuple[Earlier, ...]
    this: Money
    remaining: Money
    paid: Money | None = None

    @property
    def is_last(self) -> bool:
        """Nothing of the agreement is left to invoice, and this invoice is not the whole of it."""
        return bool(self.earlier) and not self.remaining

    @property
    def balance(self) -> Money:
        """What the whole agreement still wants paid, this invoice included."""
        return self.agreed - self.paid if self.paid is not None else self.agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDetails:
    """Where the money goes."""

    bank: str
    holder: str
    iban: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """The invoice that a credit note cancels, and why."""

    number: str
    issued_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaper:
    """Everything printed on the paper. Days are days where the business is; `issued_at` is the instant."""

    number: str
    uuid: str
    language: str
    currency: str
    zone: str
    issued_at: datetime
    issued_on: date
    supplied_on: date
    due_on: date
    seller: Party
    buyer: Party
    lines: tuple[PaperLine, ...]
    vat_rate_bp: int
    net: Money
    vat: Money
    total: Money
    order: OrderToDate
    payment: PaymentDetails
    credits: Credited | None

    @property
    def is_credit_note(self) -> bool:
        return self.credits is not None

    @property
    def is_tax_invoice(self) -> bool:
        """Only a registered seller may write «فاتورة ضريبية» and charge VAT."""
        return bool(self.seller.vat_number)

    @property
    def words(self) -> str:
        """The total in words, in the paper's language."""
        return in_words(self.total, self.language)

    @property
    def qr_text(self) -> str:
        """What the Saudi QR says; empty where the seller is not a registered Saudi business."""
        if self.seller.country != "SA" or not self.is_tax_invoice:
            return ""
        return ZatcaQr(
            seller=self.seller.name,
            vat_number=self.seller.vat_number,
            issued_at=self.issued_at,
            total=self.total,
            vat=self.vat,
        ).text()


def vat_within(gross: Money, rate_bp: int) -> Money:
    """The VAT inside an amount that includes it, rounded half up on this document alone.

    Each document is right by itself, so the VAT of all stages may differ from the VAT of the whole by a minor unit.
    """
    return gross.times(Fraction(rate_bp, WHOLE_BP + rate_bp))
