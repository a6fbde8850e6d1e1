"""An order's contract on the desk: its text and evidence, its signed copy, a scan, and putting it out again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.orders import ScanForm
from files.services.download import respond
from files.services.store import SCAN, store_upload
from orders.models import Contract, ContractState
from orders.papers.certificate import certificate_of
from orders.papers.contract import stored_paper
from orders.papers.documents import contract_html
from orders.services import signing
from orders.services.links import deal_link


def own_contract(request: DeskRequest, ref: str) -> Contract:
    rows = Contract.objects.select_related("business", "order__client", "offer", "contact__client", "file")
    return get_own(rows, request.business, order__ref=ref)


@require_GET
@owner_required
def contract(request: DeskRequest, ref: str) -> HttpResponse:
    """The text both sides see, and what happened around its signature."""
    row = own_contract(request, ref)
    evidence = row.evidence.order_by("happened_at", "pk")
    context = {"contract": row, "order": row.order, "paper": stored_paper(row), "evidence": evidence}
    return render(request, "desk/orders/contract.html", context)


@require_GET
@owner_required
def printed(request: DeskRequest, ref: str) -> HttpResponse:
    """The printable page: to be signed on paper, or with its certificate once it was signed by link."""
    row = own_contract(request, ref)
    signed_by_link = row.state == ContractState.SIGNED and row.method == Contract.Method.LINK
    return HttpResponse(contract_html(row, certificate_of(row) if signed_by_link else None))


@require_GET
@owner_required
def file(request: DeskRequest, ref: str) -> HttpResponseBase:
    """The signed copy: the sealed PDF, or the scan."""
    row = own_contract(request, ref)
    if row.file is None or row.state != ContractState.SIGNED:
        raise Http404
    return respond(row.file)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def scan(request: DeskRequest, ref: str) -> HttpResponse:
    """Keeps a scan of the contract signed on paper; it counts as signed from now."""
    row = own_contract(request, ref)
    posted = request.method == "POST"
    form = ScanForm(request.POST if posted else None, request.FILES if posted else None, initial=_known(row))
    if form.is_valid():
        perform(form, lambda: _keep(request, row, form))
        if form.is_valid():
            messages.success(request, _("The signed copy is kept."))
            return redirect("desk:order", ref)
    context = {"contract": row, "order": row.order, "form": form}
    return render(request, "desk/orders/scan.html", context, status=INVALID if form.errors else 200)


def _known(row: Contract) -> dict[str, object]:
    return {"typed_name": row.contact.name, "signed_on": timezone.localdate()}


def _keep(request: DeskRequest, row: Contract, form: ScanForm) -> Contract:
    given, now = form.cleaned_data, timezone.now()
    stored = store_upload(business=request.business, purpose="scan", upload=given["file"], now=now, limits=SCAN)
    return signing.record_scan(
        contract=row, file=stored, signer_name=given["typed_name"], signed_on=given["signed_on"], by=acting(request),
        now=now,
    )  # fmt: skip


@require_POST
@owner_required
def again(request: DeskRequest, ref: str) -> HttpResponse:
    """Out for signature once more, after a talk."""
    try:
        signing.send_contract_again(contract=own_contract(request, ref), by=acting(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The contract is out for signature again."))
    return redirect("desk:order", ref)


@require_POST
@owner_required
def link(request: DeskRequest, ref: str) -> HttpResponse:
    """The client's address opens again after it was taken back."""
    row = own_contract(request, ref)
    deal_link(offer=row.offer, contact=row.order.contact, now=timezone.now())
    messages.success(request, _("The link opens again."))
    return redirect("desk:order", ref)


urlpatterns = [
    path("orders/<str:ref>/contract/", contract, name="order-contract"),
    path("orders/<str:ref>/contract/print/", printed, name="order-contract-print"),
    path("orders/<str:ref>/contract/file/", file, name="order-contract-file"),
    path("orders/<str:ref>/contract/scan/", scan, name="order-scan"),
    path("orders/<str:ref>/contract/again/", again, name="order-contract-again"),
    path("orders/<str:ref>/link/", link, name="order-link"),
]
