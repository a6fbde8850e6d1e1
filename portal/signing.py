"""The signature form as a deal needs it: with a code where mail reaches the client, without one elsewhere."""

from typing import Any

from django.http import QueryDict
from django.utils import translation

from orders.papers.consent import consent_text
from orders.services.codes import code_is_needed, masked
from portal.deal import Deal
from portal.doors import LinkRequest
from portal.forms import SignForm


def form_for(request: LinkRequest, deal: Deal, data: QueryDict | None = None) -> SignForm:
    """Bound to what was typed, or fresh with the fingerprint of the contract on the page."""
    contract = deal.contract
    assert contract is not None
    options: dict[str, Any] = {
        "needs_code": code_is_needed(request.contact),
        "consent": consent_text(translation.get_language() or "ar"),
        "sent_to": masked(request.contact.email) if request.contact.email else "",
    }
    if data is not None:
        return SignForm(data, **options)
    return SignForm(initial={"paper_hash": contract.paper_hash, "typed_name": request.contact.name}, **options)
