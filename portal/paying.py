"""An invoice as the client pays it: where the money goes, what was reported, and the form that says "I paid"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from accounts.models import Business
from orders.services.days import today_of
from payments.models import Invoice, PaymentClaim
from portal.deal import Deal, deal_of
from portal.doors import LinkRequest
from portal.forms import ClaimForm


@dataclass(frozen=True)
class PaymentDetails:
    """Where the client sends the money."""

    bank: str
    holder: str
    iban: str
    note: str

    @property
    def is_known(self) -> bool:
        return bool(self.iban or self.note)


@dataclass(frozen=True)
class Payable:
    """An open invoice, and all that its payment needs."""

    invoice: Invoice
    details: PaymentDetails
    claim: PaymentClaim | None  # the latest report
    form: ClaimForm
    is_late: bool

    @property
    def is_reported(self) -> bool:
        return self.claim is not None and self.claim.state == PaymentClaim.State.PENDING

    @property
    def was_refused(self) -> bool:
        return self.claim is not None and self.claim.state == PaymentClaim.State.REFUSED


def payable(invoice: Invoice, business: Business, now: datetime, place: str, form: ClaimForm | None = None) -> Payable:
    """`place` is the page it stands on ("deal" or "invoice"), so that a form with faults comes back to it."""
    claims = sorted(invoice.claims.all(), key=lambda claim: (claim.claimed_at, claim.pk))
    return Payable(
        invoice=invoice,
        details=payment_details(business),
        claim=claims[-1] if claims else None,
        form=form or claim_form(invoice, place=place),
        is_late=invoice.due_on < today_of(business, now),
    )


def payment_details(business: Business) -> PaymentDetails:
    """As the business has them now."""
    holder = business.account_holder or business.legal_name or business.name
    return PaymentDetails(business.bank_name, holder, business.iban, business.payment_note)


def claim_form(invoice: Invoice, data: Any = None, files: Any = None, place: str = "invoice") -> ClaimForm:
    """ "I paid", filled in with the whole balance."""
    return ClaimForm(data, files, balance=invoice.balance, place=place)


def own_invoice(request: LinkRequest, ref: str, now: datetime) -> Invoice:
    """An issued invoice that hangs on this link's own subject; Http404 for any other."""
    rows = Invoice.objects.owned_by(request.business).invoices()
    rows = rows.filter(ref=ref, order__client=request.contact.client_id)
    invoice = rows.select_related("order", "instalment", "file").first()
    if invoice is None or not _hangs_on(request, invoice, now):
        raise Http404
    return invoice


def own_deal(request: LinkRequest, invoice: Invoice, now: datetime) -> Deal | None:
    """The deal page that shows this invoice as the next thing to pay; None where the link has no such page."""
    if request.link.subject_kind != "offer":
        return None
    deal = deal_of(request.link, now)
    return deal if deal.to_pay == invoice else None


def _hangs_on(request: LinkRequest, invoice: Invoice, now: datetime) -> bool:
    link = request.link
    if link.subject_kind == "invoice":
        return link.subject_ref == invoice.ref
    if link.subject_kind == "offer":
        deal = deal_of(link, now)
        return deal.order is not None and deal.order.pk == invoice.order_id
    return False
