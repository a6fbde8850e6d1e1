"""An invoice with its receipts, and "I paid" wherever an invoice is shown."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.actors import Actor
from core.doors import perform
from core.htmx import INVALID
from files.models import StoredFile
from files.services.download import respond
from files.services.store import store_upload
from payments.models import Invoice, PaymentClaim, Receipt
from payments.services.claims import claim_payment, claimed_before
from payments.services.drawing import paper_of, receipt_paper
from portal.context import about
from portal.doors import LinkRequest, link_required
from portal.forms import ClaimForm
from portal.limits import limited
from portal.paying import claim_form, own_deal, own_invoice, payable
from portal.views import deal as deal_view


def page(request: LinkRequest) -> HttpResponse:
    """The invoice a link was made for."""
    now = timezone.now()
    return show(request, own_invoice(request, request.link.subject_ref, now), now)


def show(request: LinkRequest, invoice: Invoice, now: datetime, refused: ClaimForm | None = None) -> HttpResponse:
    """The paper, what is wanted now, and the receipts that came of it."""
    context = {
        "invoice": invoice,
        "now": now,
        "paper": paper_of(invoice),
        "receipts": list(invoice.receipts.order_by("recorded_at", "pk")),
        "payable": payable(invoice, request.business, now, "invoice", refused) if invoice.is_open else None,
        "refusals": [] if invoice.is_open or refused is None else refused.non_field_errors(),
        "has_deal": request.link.subject_kind == "offer",
        **about(request),
    }
    return render(request, "portal/invoice/page.html", context, status=200 if refused is None else INVALID)


@require_safe
@link_required
def invoice_page(request: LinkRequest, ref: str) -> HttpResponse:
    """An invoice of the deal behind this link."""
    now = timezone.now()
    return show(request, own_invoice(request, ref, now), now)


@require_POST
@link_required
@limited("portal")
def claim(request: LinkRequest, ref: str) -> HttpResponse:
    """The client reports a transfer, with its slip when there is one. Faults come back on the page it was sent from."""
    now = timezone.now()
    invoice = own_invoice(request, ref, now)
    form = claim_form(invoice, request.POST, request.FILES)
    if form.is_valid():
        perform(form, lambda: _claimed(request, invoice, form.cleaned_data, now))
    from_deal = request.POST.get("place") == "deal"
    if form.errors:
        deal = own_deal(request, invoice, now) if from_deal else None
        return deal_view.show(request, deal, form) if deal else show(request, own_invoice(request, ref, now), now, form)
    if from_deal and request.link.subject_kind == "offer":
        return redirect("portal:subject", request.link.token)
    return redirect("portal:invoice", request.link.token, invoice.ref)


@require_safe
@link_required
def download(request: LinkRequest, ref: str) -> HttpResponseBase:
    """The PDF as it was mailed; where none could be made, the page itself prints."""
    invoice = own_invoice(request, ref, timezone.now())
    return respond(invoice.file) if invoice.file else redirect("portal:invoice", request.link.token, ref)


@require_safe
@link_required
def receipt(request: LinkRequest, ref: str, receipt_ref: str) -> HttpResponse:
    """What the client has in hand for a payment that came."""
    invoice, found = _own_receipt(request, ref, receipt_ref)
    context = {"invoice": invoice, "receipt": found, "paper": receipt_paper(found), **about(request)}
    return render(request, "portal/invoice/receipt.html", context)


@require_safe
@link_required
def receipt_download(request: LinkRequest, ref: str, receipt_ref: str) -> HttpResponseBase:
    """The receipt's PDF; where none could be made, its page prints."""
    invoice, found = _own_receipt(request, ref, receipt_ref)
    if found.file:
        return respond(found.file)
    return redirect("portal:receipt", request.link.token, invoice.ref, found.ref)


def _own_receipt(request: LinkRequest, ref: str, receipt_ref: str) -> tuple[Invoice, Receipt]:
    invoice = own_invoice(request, ref, timezone.now())
    found = invoice.receipts.filter(ref=receipt_ref).select_related("file", "invoice").first()
    if found is None:
        raise Http404
    return invoice, found


def _claimed(request: LinkRequest, invoice: Invoice, said: dict[str, Any], now: datetime) -> PaymentClaim:
    """The slip is checked and kept first: writing a file has no place inside the books' transaction."""
    slip: StoredFile | None = None
    if said["file"] is not None and claimed_before(invoice, said["once"]) is None:
        slip = store_upload(business=request.business, purpose="slip", upload=said["file"], now=now)
    return claim_payment(
        invoice=invoice, by=Actor.contact(request.contact.ref), now=now, amount=said["amount"], slip=slip,
        note=said["note"], once=said["once"],
    )  # fmt: skip


urlpatterns = [
    path("invoices/<str:ref>/", invoice_page, name="invoice"),
    path("invoices/<str:ref>/claim/", claim, name="claim"),
    path("invoices/<str:ref>/file/", download, name="invoice-file"),
    path("invoices/<str:ref>/receipts/<str:receipt_ref>/", receipt, name="receipt"),
    path("invoices/<str:ref>/receipts/<str:receipt_ref>/file/", receipt_download, name="receipt-file"),
]
