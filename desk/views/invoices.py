"""Invoices: the list, the paper with its money, what the client reported, and cancelling by a credit note."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Business
from accounts.scoping import get_own
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from core.money import Money
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.invoices import PaymentForm, RefuseForm, VoidForm
from desk.lists import listed, searched, tabs
from desk.reminders import reminding_of
from files.services.download import respond
from payments.models import Account, AccountKind, Entry, Invoice, PaymentClaim, Receipt
from payments.services import claims as claim_services
from payments.services import credit_notes, receipts
from payments.services.drawing import paper_of
from payments.services.ledger import balance_of
from payments.services.printing import invoice_html, receipt_html

STATES: dict[str, Callable[[Any, date], Any]] = {
    "open": lambda rows, _day: rows.open(),
    "late": lambda rows, day: rows.late(day),
    "claimed": lambda rows, _day: rows.claimed(),
    "paid": lambda rows, _day: rows.invoices().filter(state=Invoice.State.PAID),
    "all": lambda rows, _day: rows,
}


@require_GET
@owner_required
def invoices(request: DeskRequest) -> HttpResponse:
    """Newest first; `state` and `q` in the address narrow it."""
    today = timezone.localdate()
    group = request.GET.get("state", "open")
    group = group if group in STATES else "open"
    query = searched(request)
    reported = PaymentClaim.objects.filter(invoice=OuterRef("pk"), state=PaymentClaim.State.PENDING)
    rows = STATES[group](Invoice.objects.owned_by(request.business).search(query), today).for_list()
    rows = rows.annotate(is_reported=Exists(reported))
    context = {
        "page": listed(request, rows, "-issued_at"),
        "group": group,
        "q": query,
        "today": today,
        "tabs": tabs(request, "state", group, _groups()),
    }
    return render(request, "desk/invoices/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("open", pgettext("invoices", "Open")),
        ("late", pgettext("invoices", "Late")),
        ("claimed", pgettext("invoices", "Reported as paid")),
        ("paid", pgettext("invoices", "Paid")),
        ("all", pgettext("invoices", "All")),
    ]


def own_invoice(request: DeskRequest, ref: str) -> Invoice:
    rows = Invoice.objects.with_people().select_related(
        "business", "order__client", "order__contact", "order__client__conversation", "instalment", "file", "credits",
        "credit_note",
    )  # fmt: skip
    return get_own(rows, request.business, ref=ref)


def _own_claim(request: DeskRequest, ref: str) -> PaymentClaim:
    return get_own(PaymentClaim.objects.select_related("invoice__order__client", "slip"), request.business, ref=ref)


@require_GET
@owner_required
def invoice(request: DeskRequest, ref: str) -> HttpResponse:
    return _page(request, own_invoice(request, ref))


def _page(request: DeskRequest, row: Invoice, **forms: Any) -> HttpResponse:
    """The paper, its money and its acts; a refused form comes back with what was typed."""
    today = timezone.localdate()
    claims = list(row.claims.select_related("slip").order_by("-claimed_at", "-pk"))
    pending = next((claim for claim in claims if claim.state == PaymentClaim.State.PENDING), None)
    came = list(row.receipts.select_related("file").order_by("recorded_at", "pk"))
    due = pending.amount if pending else row.balance
    is_late = row.is_open and row.due_on < today
    context: dict[str, Any] = {
        "invoice": row,
        "order": row.order,
        "paper": paper_of(row),
        "today": today,
        "is_late": is_late,
        "reminding": reminding_of(row, is_claimed=pending is not None, is_late=is_late),
        "claim": pending,
        "answered": [claim for claim in claims if claim.state == PaymentClaim.State.REFUSED],
        "receipts": came,
        "ledger": _ledger(row, came),
        "credit": _credit_of(request.business, row) if row.is_open and not pending else None,
        "pay": _payment_form(row, initial={"received": due, "received_on": today}),
        "refuse": RefuseForm(),
        "void": VoidForm(),
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/invoices/invoice.html", context | forms, status=INVALID if refused else 200)


def _payment_form(row: Invoice, data: Any = None, **options: Any) -> PaymentForm:
    return PaymentForm(data, currency=row.currency, **options)


@dataclass(frozen=True)
class Booked:
    """One transfer of the ledger as a line."""

    when: object
    document: str
    debit: str
    credit: str
    amount: Money


def _ledger(row: Invoice, came: list[Receipt]) -> list[Booked]:
    """What the books say about this invoice, oldest first."""
    keys = [f"invoice:{row.ref}:issued", f"invoice:{row.ref}:credited"]
    keys += [f"receipt:{receipt.ref}" for receipt in came]
    found = Entry.objects.filter(Q(key__in=keys) | Q(reverses__key__in=keys[:1]), business=row.business)
    rows = found.prefetch_related("transfers__debit", "transfers__credit").order_by("happened_at", "pk")
    return [
        Booked(
            entry.happened_at, entry.subject_ref, str(AccountKind(move.debit.kind).label),
            str(AccountKind(move.credit.kind).label), move.amount,
        )
        for entry in rows
        for move in entry.transfers.all()
    ]  # fmt: skip


def _credit_of(business: Business, row: Invoice) -> Money | None:
    """What the client has paid too much before, in this currency; None when there is nothing."""
    account = Account.objects.filter(
        business=business, kind=AccountKind.CREDIT, currency=row.currency, holder=row.order.client.ref
    ).first()
    credit = balance_of(account) if account else None
    return credit if credit and credit.minor > 0 else None


@require_POST
@owner_required
def confirm(request: DeskRequest, ref: str) -> HttpResponse:
    """The reported money came. A second press finds the receipt of the first."""
    claim = _own_claim(request, ref)
    row = own_invoice(request, claim.invoice.ref)
    form = _payment_form(row, request.POST)
    if form.is_valid():
        now = timezone.now()
        perform(form, lambda: claim_services.confirm_claim(claim=claim, by=acting(request), now=now, **form.payment()))
    if form.errors:
        return _page(request, row, pay=form)
    messages.success(request, _("The payment is confirmed. The client gets a receipt."))
    return redirect("desk:invoice", row.ref)


@require_POST
@owner_required
def refuse(request: DeskRequest, ref: str) -> HttpResponse:
    """The reported money did not come; the client reads why and can report it again."""
    claim = _own_claim(request, ref)
    form = RefuseForm(request.POST)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        perform(form, lambda: claim_services.refuse_claim(claim=claim, reason=reason, by=acting(request), now=now))
    if form.errors:
        return _page(request, own_invoice(request, claim.invoice.ref), refuse=form)
    messages.success(request, _("The client is told that it has not arrived."))
    return redirect("desk:invoice", claim.invoice.ref)


@require_GET
@owner_required
def slip(request: DeskRequest, ref: str) -> HttpResponseBase:
    """The transfer slip that came with a report."""
    claim = _own_claim(request, ref)
    if claim.slip is None:
        raise Http404
    return respond(claim.slip)


@require_POST
@owner_required
def pay(request: DeskRequest, ref: str) -> HttpResponse:
    """Money that came without a report: written down by hand, once."""
    row = own_invoice(request, ref)
    form = _payment_form(row, request.POST)
    if form.is_valid():
        once, now = form.cleaned_data["once"], timezone.now()
        perform(
            form,
            lambda: receipts.record_payment(invoice=row, by=acting(request), now=now, once=once, **form.payment()),
        )  # fmt: skip
    if form.errors:
        return _page(request, row, pay=form)
    messages.success(request, _("The payment is recorded. The client gets a receipt."))
    return redirect("desk:invoice", ref)


@require_POST
@owner_required
def use_credit(request: DeskRequest, ref: str) -> HttpResponse:
    """Settles it from what the client paid too much before."""
    try:
        receipts.use_credit(invoice=own_invoice(request, ref), by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The client's credit is used."))
    return redirect("desk:invoice", ref)


@require_POST
@owner_required
def void(request: DeskRequest, ref: str) -> HttpResponse:
    """Cancels it by a credit note; its stage is due again, so that a right invoice can follow."""
    row = own_invoice(request, ref)
    form = VoidForm(request.POST)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        note = perform(
            form, lambda: credit_notes.void_invoice(invoice=row, reason=reason, by=acting(request), now=now)
        )  # fmt: skip
        if note is not None:
            messages.success(request, _("Cancelled by a credit note."))
            return redirect("desk:invoice", note.ref)
    return _page(request, row, void=form)


@require_GET
@owner_required
def file(request: DeskRequest, ref: str) -> HttpResponseBase:
    """The PDF as it was mailed; where none could be made, the page that prints."""
    row = own_invoice(request, ref)
    return respond(row.file) if row.file else redirect("desk:invoice-print", ref)


@require_GET
@owner_required
def printed(request: DeskRequest, ref: str) -> HttpResponse:
    return HttpResponse(invoice_html(own_invoice(request, ref)))


@require_GET
@owner_required
def receipt(request: DeskRequest, ref: str) -> HttpResponseBase:
    """A receipt's PDF, or its page for printing."""
    row = get_own(Receipt.objects.select_related("invoice__order__contact", "file"), request.business, ref=ref)
    return respond(row.file) if row.file else HttpResponse(receipt_html(row))


urlpatterns = [
    path("invoices/", invoices, name="invoices"),
    path("invoices/<str:ref>/", invoice, name="invoice"),
    path("invoices/<str:ref>/file/", file, name="invoice-file"),
    path("invoices/<str:ref>/print/", printed, name="invoice-print"),
    path("invoices/<str:ref>/payment/", pay, name="invoice-pay"),
    path("invoices/<str:ref>/credit/", use_credit, name="invoice-use-credit"),
    path("invoices/<str:ref>/cancellation/", void, name="invoice-void"),
    path("claims/<str:ref>/confirmation/", confirm, name="claim-confirm"),
    path("claims/<str:ref>/refusal/", refuse, name="claim-refuse"),
    path("claims/<str:ref>/slip/", slip, name="claim-slip"),
    path("receipts/<str:ref>/", receipt, name="receipt"),
]
