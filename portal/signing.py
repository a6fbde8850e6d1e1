"""The signature as a deal's page needs it: with a code where mail reaches the client, without one elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import translation

from clients.models import Contact
from orders.models import Contract, SigningCode
from orders.papers.consent import consent_text
from orders.services.codes import MAX_TRIES, code_is_needed
from orders.services.evidence import masked
from portal.doors import LinkRequest
from portal.forms import SignForm


@dataclass(frozen=True)
class Signing:
    """The form, and whether a code must be asked for before it is shown."""

    form: SignForm
    sent_to: str  # the masked address of the code; empty where none is needed
    code_is_out: bool

    @property
    def wants_code_first(self) -> bool:
        return bool(self.sent_to) and not self.code_is_out


def signing_of(
    request: LinkRequest, contract: Contract, now: datetime, data: QueryDict | None = None, form: SignForm | None = None
) -> Signing:
    """With `data` the form holds what was typed, else the contact's name and the fingerprint of the contract shown.

    A form that was sent stays on the page whatever became of its code.
    """
    contact = request.contact
    needs_code = code_is_needed(contact)
    if form is None:
        form = SignForm(
            data,
            initial={"paper_hash": contract.paper_hash, "typed_name": contact.name},
            needs_code=needs_code,
            consent=consent_text(translation.get_language() or "ar"),
        )
    out = needs_code and (form.is_bound or _live_code(contract, contact, now))
    return Signing(form, masked(contact.email) if needs_code else "", out)


def _live_code(contract: Contract, contact: Contact, now: datetime) -> bool:
    rows = SigningCode.objects.filter(contract=contract, contact=contact, used_at=None, voided_at=None)
    return rows.filter(expires_at__gt=now, tries__lt=MAX_TRIES).exists()
