"""What is printed on invoices and receipts. The paper's own language stands first, the other beside it."""

from orders.papers.wording import Pair

from .invoice import InvoicePaper
from .receipt import ReceiptPaper

LABELS = {
    "invoice": Pair("فاتورة", "Invoice"),
    "tax_invoice": Pair("فاتورة ضريبية", "Tax invoice"),
    "credit_note": Pair("إشعار دائن", "Credit note"),
    "tax_credit_note": Pair("إشعار دائن ضريبي", "Tax credit note"),
    "receipt": Pair("سند قبض", "Receipt"),
    "invoice_number": Pair("رقم الفاتورة", "Invoice no."),
    "credit_note_number": Pair("رقم الإشعار", "Credit note no."),
    "receipt_number": Pair("رقم السند", "Receipt no."),
    "issued": Pair("تاريخ الإصدار", "Issued"),
    "supplied": Pair("تاريخ التوريد", "Supplied"),
    "due": Pair("تاريخ الاستحقاق", "Due"),
    "received": Pair("تاريخ الاستلام", "Received"),
    "method": Pair("طريقة السداد", "Paid by"),
    "cancels": Pair("يلغي الفاتورة", "Cancels invoice"),
    "invoice_date": Pair("تاريخ الفاتورة", "Invoice date"),
    "reason": Pair("سبب الإلغاء", "Reason"),
    "for_invoice": Pair("عن الفاتورة", "For invoice"),
    "from": Pair("من", "From"),
    "to": Pair("إلى", "To"),
    "vat_number": Pair("الرقم الضريبي", "VAT no."),
    "description": Pair("البيان", "Description"),
    "quantity": Pair("الكمية", "Qty"),
    "price": Pair("السعر", "Price"),
    "vat": Pair("الضريبة", "VAT"),
    "amount": Pair("المجموع", "Amount"),
    "before_vat": Pair("المجموع قبل الضريبة", "Subtotal"),
    "value_added_tax": Pair("ضريبة القيمة المضافة", "VAT"),
    "amount_due": Pair("المبلغ المستحق", "Amount due"),
    "amount_credited": Pair("المبلغ الملغى", "Amount credited"),
    "amount_received": Pair("المبلغ المستلم", "Amount received"),
    "invoice_total": Pair("إجمالي الفاتورة", "Invoice total"),
    "still_owed": Pair("المتبقي من الفاتورة", "Left on the invoice"),
    "kept_as_credit": Pair("زيادة محفوظة رصيدًا للعميل", "Kept as the client's credit"),
    "rounded": Pair("فرق تقريب لا يُطالَب به", "Rounding difference, not asked for"),
    "qr": Pair("رمز هيئة الزكاة والضريبة والجمارك", "ZATCA e-invoice code"),
    "payment": Pair("السداد", "Payment"),
    "iban": Pair("آيبان", "IBAN"),
    "write_in_transfer": Pair("يُكتب في بيان التحويل", "Write in the transfer"),
    "order_to_date": Pair("من الطلب", "Order to date"),
    "agreed": Pair("الإجمالي المتفق عليه", "Agreed total"),
    "invoiced_before": Pair("في فواتير سابقة", "Invoiced before"),
    "deposit": Pair("الدفعة الأولى", "Deposit"),
    "vat_within": Pair("منها ضريبة", "VAT within"),
    "paid_before": Pair("المسدّد حتى الآن", "Paid so far"),
    "order_balance": Pair("المتبقي على الطلب", "Balance of the order"),
    "this_invoice": Pair("هذه الفاتورة", "This invoice"),
    "still_to_come": Pair("يبقى للمراحل القادمة", "Left for later stages"),
    "order": Pair("الطلب", "Order"),
}

METHODS = {
    "bank": Pair("تحويل بنكي", "Bank transfer"),
    "cash": Pair("نقدًا", "Cash"),
    "wallet": Pair("محفظة أو بطاقة", "Wallet or card"),
    "credit": Pair("من رصيد العميل", "Client's credit"),
}

STAGE = Pair("المرحلة %(stage)s من %(stages)s", "Stage %(stage)s of %(stages)s")
HOLDER = Pair("باسم %(name)s", "in the name of %(name)s")
ISSUED_NOTE = Pair(
    "صدرت يوم %(day)s، الساعة %(clock)s بتوقيت %(city)s. لا تُعدّل بعد الإصدار، ويُصحَّح الخطأ بإشعار دائن.",
    "Issued on %(day)s at %(clock)s, %(city)s time. It is not changed after issue; "
    "a mistake is corrected by a credit note.",
)
CREDITED_NOTE = Pair(
    "صدر يوم %(day)s، الساعة %(clock)s بتوقيت %(city)s، ويلغي الفاتورة المذكورة كاملةً.",
    "Issued on %(day)s at %(clock)s, %(city)s time. It cancels the named invoice in full.",
)
RECEIPT_NOTE = Pair(
    "شكرًا لكم. يؤكد هذا السند استلام المبلغ المذكور أعلاه.",
    "Thank you. This confirms that the amount above was received.",
)


def title(paper: InvoicePaper | ReceiptPaper) -> Pair:
    """What the paper is called. Only a registered seller's says «ضريبية»."""
    if isinstance(paper, ReceiptPaper):
        return LABELS["receipt"]
    kind = "credit_note" if paper.is_credit_note else "invoice"
    return LABELS[f"tax_{kind}" if paper.is_tax_invoice else kind]
