"""An invoice by its own link, and "I paid" wherever an invoice is shown."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Business
from core.actors import Actor
from core.doors import perform
from core.htmx import INVALID
from core.money import Money
from files.models import StoredFile
from files.services.download import respond
from files.services.store import store_upload
from payments.models import Invoice
from payments.services.claims import claim_payment
from payments.services.drawing import paper_of
from portal.context import about
from portal.deal import deal_of
from portal.doors import LinkRequest, link_required
from portal.forms import ClaimForm
from portal.limits import limited


@dataclass(frozen=True)
class PaymentDetails:
    """Where the client sends the money."""

    bank: str
    holder: str
    iban: str
    note: str


def payment_details(business: Business) -> PaymentDetails:
    """As the business has them now."""
    holder = business.account_holder or business.name
    return PaymentDetails(business.bank_name, holder, business.iban, business.payment_note)


def claim_form(invoice: Invoice, data: Any = None, files: Any = None) -> ClaimForm:
    """ "I paid", filled in with the whole balance."""
    return ClaimForm(data, files, balance=invoice.balance)


def page(request: LinkRequest) -> HttpResponse:
    """The invoice a link was made for."""
    return show(request, own_invoice(request, request.link.subject_ref))


def show(request: LinkRequest, invoice: Invoice, form: ClaimForm | None = None, status: int = 200) -> HttpResponse:
    """The paper, what is wanted now, and the receipts that came of it."""
    context = {
        "invoice": invoice,
        "paper": paper_of(invoice),
        "claim": invoice.claims.order_by("-claimed_at", "-pk").first(),
        "receipts": list(invoice.receipts.order_by("recorded_at", "pk")),
        "pay_to": payment_details(request.business),
        "claim_form": form or claim_form(invoice),
        **about(request),
    }
    return render(request, "portal/invoice/page.html", context, status=status)


@require_GET
@link_required
def invoice_page(request: LinkRequest, ref: str) -> HttpResponse:
    """An invoice of the deal behind this link."""
    return show(request, own_invoice(request, ref))


@require_POST
@link_required
@limited("portal")
def claim(request: LinkRequest, ref: str) -> HttpResponse:
    """The client reports a transfer, with its slip when there is one."""
    invoice, now = own_invoice(request, ref), timezone.now()
    form = claim_form(invoice, request.POST, request.FILES)
    if form.is_valid():
        perform(form, lambda: _claimed(request, invoice, form.cleaned_data, now))
    if form.errors:
        return show(request, invoice, form, INVALID)
    return redirect("portal:invoice", request.link.token, invoice.ref)


@require_GET
@link_required
def download(request: LinkRequest, ref: str) -> HttpResponseBase:
    """The PDF as it was mailed; where none could be made, the page itself prints."""
    invoice = own_invoice(request, ref)
    return respond(invoice.file) if invoice.file else redirect("portal:invoice", request.link.token, ref)


def own_invoice(request: LinkRequest, ref: str) -> Invoice:
    """An issued invoice that hangs on this link's own subject; Http404 for any other."""
    rows = Invoice.objects.owned_by(request.business).invoices().exclude(state="draft")
    rows = rows.filter(ref=ref, order__client=request.contact.client_id).select_related(
        "order__offer", "order__client", "file"
    )
    invoice = rows.first()
    if invoice is None or not _hangs_on(request, invoice):
        raise Http404
    return invoice


def _hangs_on(request: LinkRequest, invoice: Invoice) -> bool:
    link = request.link
    if link.subject_kind == "invoice":
        return link.subject_ref == invoice.ref
    if link.subject_kind == "offer":
        deal = deal_of(link, timezone.now())
        return deal.order is not None and deal.order.pk == invoice.order_id
    return False


def _claimed(request: LinkRequest, invoice: Invoice, said: dict[str, Any], now: Any) -> Any:
    upload = said["slip"]
    slip: StoredFile | None = None
    if upload is not None:
        slip = store_upload(business=request.business, purpose="slip", upload=upload, now=now)
    amount: Money = said["amount"]
    return claim_payment(
        invoice=invoice, by=Actor.contact(request.contact.ref), now=now, amount=amount, slip=slip,
        note=said["note"], once=said["once"],
    )  # fmt: skip


urlpatterns = [
    path("invoices/<str:ref>/", invoice_page, name="invoice"),
    path("invoices/<str:ref>/claim/", claim, name="claim"),
    path("invoices/<str:ref>/file/", download, name="invoice-file"),
]
