"""What follows from an event about money: the PDF and the letter to the client, the letter to the owner.

PDFs are made and kept before the transaction; when that fails to the last, the letter goes without the file.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from core.formats import money_text
from core.pdf import PdfUnavailable
from files.models import StoredFile
from files.services.store import store_bytes
from outbox.models import Event
from outbox.services.reactions import Slow
from outbox.services.todos import add_todo
from payments import letters
from payments.models import Invoice, PaymentClaim, Receipt

from .drawing import paper_of, receipt_paper
from .printing import file_name, invoice_pdf, receipt_pdf

PDF = "application/pdf"
Send = Callable[..., object]  # (event, file or None, *, now)


def _with_file(prepare: Callable[[Event], StoredFile | None], send: Send) -> Slow:
    """The file first, then the letter with it; at last the letter alone."""

    def send_bare(event: Event, *, now: datetime) -> None:
        send(event, None, now=now)

    return Slow(prepare=prepare, apply=send, give_up=send_bare)


def _kept(event: Event, *, purpose: str, name: str, draw: Callable[[], bytes]) -> StoredFile | None:
    """The drawn PDF in the vault; None where this machine makes no PDFs, which trying again would not change."""
    try:
        content = draw()
    except PdfUnavailable:
        return None
    return store_bytes(
        business=event.business,
        purpose=purpose,
        name=name,
        content=content,
        content_type=PDF,
        now=timezone.now(),  # not the event's: a file that is a day old and not taken up yet is swept away
    )


def _invoice(event: Event, ref: str) -> Invoice:
    rows = Invoice.objects.select_related("order__client__platform", "order__contact__client", "instalment", "credits")
    return rows.get(business=event.business, ref=ref)


def _receipt(event: Event) -> Receipt:
    rows = Receipt.objects.select_related("invoice__order__client__platform", "invoice__order__contact__client")
    return rows.get(business=event.business, ref=event.data["receipt"])


def _claim(event: Event) -> PaymentClaim:
    rows = PaymentClaim.objects.select_related("invoice__order__client__platform", "invoice__order__contact__client")
    return rows.get(business=event.business, ref=event.data["claim"])


def _print(event: Event, invoice: Invoice) -> StoredFile | None:
    if invoice.file is not None:
        return invoice.file
    name = file_name(invoice.number, paper_of(invoice).buyer.name)
    return _kept(event, purpose="invoice", name=name, draw=lambda: invoice_pdf(invoice))


def _keep(rows: QuerySet[Invoice] | QuerySet[Receipt], file: StoredFile | None) -> Sequence[StoredFile]:
    """The document remembers its file; what goes with the letter."""
    if file is None:
        return ()
    rows.update(file=file)
    return (file,)


# --- invoice.issued ----------------------------------------------------------------------------------------------


def _print_invoice(event: Event) -> StoredFile | None:
    return _print(event, _invoice(event, event.subject_ref))


def _send_invoice(event: Event, file: StoredFile | None, *, now: datetime) -> None:
    invoice = _invoice(event, event.subject_ref)
    files = _keep(Invoice.objects.filter(pk=invoice.pk), file)
    _mail_or_ask(invoice, lambda: letters.invoice_issued(invoice=invoice, files=files, now=now), now)


send_invoice = _with_file(_print_invoice, _send_invoice)


# --- invoice.voided ----------------------------------------------------------------------------------------------


def _print_credit_note(event: Event) -> StoredFile | None:
    return _print(event, _invoice(event, event.data["note"]))


def _send_credit_note(event: Event, file: StoredFile | None, *, now: datetime) -> None:
    note = _invoice(event, event.data["note"])
    files = _keep(Invoice.objects.filter(pk=note.pk), file)
    _mail_or_ask(note, lambda: letters.invoice_voided(note=note, files=files, now=now), now)


send_credit_note = _with_file(_print_credit_note, _send_credit_note)


# --- payment.confirmed -------------------------------------------------------------------------------------------


def _print_receipt(event: Event) -> StoredFile | None:
    receipt = _receipt(event)
    if receipt.file is not None:
        return receipt.file
    name = file_name(receipt.number, paper_of(receipt.invoice).buyer.name)
    return _kept(event, purpose="receipt", name=name, draw=lambda: receipt_pdf(receipt))


def _send_receipt(event: Event, file: StoredFile | None, *, now: datetime) -> None:
    receipt = _receipt(event)
    files = _keep(Receipt.objects.filter(pk=receipt.pk), file)
    left = receipt_paper(receipt).balance
    balance = money_text(left, receipt.invoice.language) if left else ""
    if letters.can_be_mailed(receipt.invoice):
        letters.payment_confirmed(receipt=receipt, balance=balance, files=files, now=now)


send_receipt = _with_file(_print_receipt, _send_receipt)


# --- payment.claimed, and its answers ----------------------------------------------------------------------------


def tell_owner(event: Event, *, now: datetime) -> None:
    """Reaction to `payment.claimed`."""
    letters.payment_claimed(claim=_claim(event), now=now)


def tell_client_refused(event: Event, *, now: datetime) -> None:
    """Reaction to `payment.refused`."""
    claim = _claim(event)
    if letters.can_be_mailed(claim.invoice):
        letters.payment_refused(claim=claim, now=now)


def _mail_or_ask(paper: Invoice, mail: Callable[[], object], now: datetime) -> None:
    """The letter; where none may be sent, a task for the owner to hand the paper over."""
    if letters.can_be_mailed(paper):
        mail()
        return
    add_todo(
        business=paper.business,
        title=gettext_noop("Give %(number)s to the client yourself: there is no e-mail address for it"),
        params={"number": paper.number},
        subject=("invoice", paper.ref),
        key=f"hand_over:{paper.ref}",
        client_ref=paper.order.client.ref,
        order_ref=paper.order.ref,
        now=now,
    )
