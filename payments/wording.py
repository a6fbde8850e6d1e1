"""How this app's events read on a timeline."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "invoice.issued": ("receipt-text", _("Invoice %(number)s over %(amount)s was issued.")),
    "invoice.paid": ("badge-check", _("Invoice %(number)s is paid in full.")),
    "invoice.voided": ("file-x", _("Invoice %(number)s was cancelled by credit note %(credit_note)s.")),
    "invoice.paused": ("pause", _("The work pauses until invoice %(number)s is paid.")),
    "payment.reminded": ("bell", _("The client was reminded of invoice %(number)s: %(amount)s.")),
    "payment.claimed": ("hand-coins", _("The client reported a payment of %(claimed)s for invoice %(number)s.")),
    "payment.confirmed": ("banknote", _("%(received)s was received for invoice %(number)s.")),
    "payment.refused": ("circle-x", _("The reported payment of %(claimed)s for invoice %(number)s was not found.")),
}
