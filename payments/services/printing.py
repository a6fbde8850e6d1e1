"""Papers as whole documents: the printable page, the PDF, and the name of its file."""

from django.template.loader import render_to_string
from django.utils import translation

from core.pdf import render_pdf
from payments.models import Invoice, Receipt

from .drawing import paper_of, receipt_paper


def invoice_html(invoice: Invoice) -> str:
    """The printable page of an invoice or credit note, in the paper's language."""
    return _page(
        "papers/invoice.html", {"paper": paper_of(invoice), "paper_hash": invoice.paper_hash}, invoice.language
    )


def receipt_html(receipt: Receipt) -> str:
    """The printable page of a receipt."""
    return _page("papers/receipt.html", {"paper": receipt_paper(receipt)}, receipt.invoice.language)


def invoice_pdf(invoice: Invoice) -> bytes:
    """The same page as PDF. Slow: never inside a transaction. Raises PdfUnavailable where Pango is missing."""
    return render_pdf(invoice_html(invoice))


def receipt_pdf(receipt: Receipt) -> bytes:
    """The same page as PDF. Slow: never inside a transaction. Raises PdfUnavailable where Pango is missing."""
    return render_pdf(receipt_html(receipt))


def file_name(number: str, buyer: str) -> str:
    """«INV-2026-0047 مقهى سدرة.pdf»: the number first, so that files sort."""
    return f"{number} {buyer}.pdf"


def _page(template: str, context: dict[str, object], language: str) -> str:
    with translation.override(language):
        return render_to_string(template, context)
