"""How this app's events read on a timeline."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "invoice.issued": ("receipt-text", _("Invoice %(number)s over %(amount)s was issued.")),
    "invoice.paid": ("badge-check", _("Invoice %(number)s is paid in full.")),
    "invoice.voided": ("file-x", _("Invoice %(number)s was cancelled by credit note %(credit_note)s.")),
    "invoice.paused": ("pause", _("The work pauses until invoice %(number)s is paid.")),
    "payment.reminded": ("bell", _("The client was reminded of invoice %(number)s: %(amount)s.")),
    "reminders.switched_on": ("bell", _("Payment reminders were switched on; letters planned: %(letters)s.")),
    "reminders.switched_off": (
        "circle-x",
        _("Payment reminders were switched off; letters that were planned and do not go: %(letters)s."),
    ),
    "payment.claimed": ("hand-coins", _("The client reported a payment of %(claimed)s for invoice %(number)s.")),
    "payment.confirmed": ("banknote", _("%(received)s was received for invoice %(number)s.")),
    "payment.refused": ("circle-x", _("The reported payment of %(claimed)s for invoice %(number)s was not found.")),
    "earning.expected": ("hourglass", _("%(amount)s is expected from %(platform)s for order %(number)s.")),
    "earning.held": ("lock", _("%(platform)s holds %(amount)s for order %(number)s until %(release_on)s.")),
    "earning.freed": ("wallet", _("%(amount)s of order %(number)s can be withdrawn from %(platform)s.")),
    "earning.dropped": (
        "ban",
        _("Order %(number)s was called off, so %(amount)s is no longer expected from %(platform)s."),
    ),
    "payout.requested": ("landmark", _("A withdrawal of %(amount)s from %(platform)s by %(method)s was requested.")),
    "payout.sent": ("send", _("The withdrawal of %(amount)s from %(platform)s is on its way.")),
    "payout.with_agent": ("hand-coins", _("%(amount)s from %(platform)s reached the agent.")),
    "payout.received": ("banknote", _("%(amount)s from %(platform)s arrived by %(method)s.")),
    "payout.failed": ("undo-2", _("A withdrawal from %(platform)s came back: %(amount)s can be withdrawn again.")),
}
