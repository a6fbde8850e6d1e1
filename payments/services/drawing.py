"""Filling in the papers: everything a paper says is copied here, once, from the rows as they are at that moment."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Sum

from core.money import Money
from core.papers import thaw
from orders.models import Instalment, Order, Trigger
from orders.papers.parties import client_party, seller_party
from orders.services.days import today_of
from payments.models import Invoice, Receipt
from payments.papers.invoice import Credited, Earlier, InvoicePaper, OrderToDate, PaperLine, PaymentDetails
from payments.papers.receipt import ReceiptPaper

PAYMENT_TIME = timedelta(days=7)


def invoice_paper(*, invoice: Invoice, number: str, now: datetime) -> InvoicePaper:
    """The paper of an invoice that is being issued as `number`, at `now`."""
    business, instalment, order = invoice.business, invoice.instalment, invoice.order
    today = today_of(business, now)
    return InvoicePaper(
        number=number,
        uuid=str(invoice.uuid),
        language=invoice.language,
        currency=invoice.currency,
        zone=business.zone,
        issued_at=now,
        issued_on=today,
        supplied_on=today_of(business, instalment.due_since or now),
        due_on=due_day(instalment, today),
        seller=seller_party(business),
        buyer=client_party(order.contact),
        lines=(_line(invoice, instalment, order),),
        vat_rate_bp=rate_of(order),
        net=invoice.net,
        vat=invoice.vat,
        total=invoice.total,
        order=_order_to_date(invoice),
        payment=PaymentDetails(
            bank=business.bank_name,
            holder=business.account_holder or business.owner.full_name,
            iban=business.iban,
            note=business.payment_note,
        ),
        credits=None,
    )


def credit_note_paper(*, note: Invoice, original: Invoice, number: str, now: datetime) -> InvoicePaper:
    """The paper that cancels an issued invoice: the same parties and amounts, and the reason."""
    paper = paper_of(original)
    today = today_of(original.business, now)
    fields = {name: getattr(paper, name) for name in InvoicePaper.__dataclass_fields__}
    fields |= {
        "number": number,
        "uuid": str(note.uuid),
        "issued_at": now,
        "issued_on": today,
        "due_on": today,
        "credits": Credited(number=paper.number, issued_on=paper.issued_on, reason=note.reason),
    }
    return InvoicePaper(**fields)


def paper_of(invoice: Invoice) -> InvoicePaper:
    """The frozen paper of an invoice or credit note, as it was on the day of issue."""
    return thaw(InvoicePaper, invoice.paper)


def receipt_paper(receipt: Receipt) -> ReceiptPaper:
    """The paper of a receipt; its balance counts this receipt and those before it, so it never changes."""
    invoice = receipt.invoice
    paper = paper_of(invoice)
    so_far = invoice.receipts.filter(pk__lte=receipt.pk)
    settled = so_far.aggregate(total=Sum(F("applied_minor") + F("rounded_minor")))["total"]
    return ReceiptPaper(
        number=receipt.number,
        language=invoice.language,
        currency=receipt.currency,
        received_on=receipt.received_on,
        method=receipt.method,
        seller=paper.seller,
        buyer=paper.buyer,
        invoice_number=invoice.number,
        invoice_total=paper.total,
        amount=receipt.amount,
        over=receipt.excess,
        rounded=receipt.rounded,
        balance=Money(invoice.total_minor - settled, invoice.currency),
        order_number=paper.order.number,
    )


def rate_of(order: Order) -> int:
    """The VAT rate of this order's invoices: what was agreed, and none where the seller is not registered."""
    return order.vat_rate_bp if order.business.is_vat_registered else 0


def due_day(instalment: Instalment, today: date) -> date:
    """The agreed day where the plan names a later one, else a week after issue."""
    if instalment.due_on is not None and instalment.due_on > today:
        return instalment.due_on
    return today + PAYMENT_TIME


def _line(invoice: Invoice, instalment: Instalment, order: Order) -> PaperLine:
    return PaperLine(
        title=instalment.title,
        about=order.title,
        stage=instalment.position,
        stages=order.instalments.count(),
        quantity=1,
        unit=invoice.net,
        vat=invoice.vat,
        total=invoice.total,
    )


def _order_to_date(invoice: Invoice) -> OrderToDate:
    order = invoice.order
    rows = list(
        Invoice.objects.filter(order=order, kind=Invoice.Kind.INVOICE)
        .exclude(state="void")
        .select_related("instalment")
        .order_by("issued_at", "pk")
    )
    agreed, this = order.total, invoice.total
    billed, paid = (sum(getattr(row, name) for row in rows) for name in ("total_minor", "paid_minor"))
    return OrderToDate(
        number=order.number,
        agreed=agreed,
        earlier=tuple(_earlier(row, invoice.business.zone) for row in rows),
        this=this,
        remaining=Money(agreed.minor - this.minor - billed, agreed.currency),
        paid=Money(paid, agreed.currency),
    )


def _earlier(invoice: Invoice, zone: str) -> Earlier:
    return Earlier(
        number=invoice.number,
        total=invoice.total,
        vat=invoice.vat,
        issued_on=invoice.issued_at.astimezone(ZoneInfo(zone)).date(),
        is_deposit=invoice.instalment.trigger == Trigger.SIGNING,
    )
