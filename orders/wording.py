"""How the events of orders read on a timeline."""

from django.utils.translation import gettext_lazy as _

# verb: (icon, sentence with the event's data)
WORDING = {
    "offer.sent": ("send", _("Offer %(number)s was sent: %(total)s")),
    "offer.viewed": ("eye", _("The client read offer %(number)s")),
    "offer.asked": ("message-circle", _("The client asked about offer %(number)s")),
    "offer.changes_asked": ("pencil-line", _("The client asked for changes to offer %(number)s")),
    "offer.declined": ("thumbs-down", _("The client declined offer %(number)s")),
    "offer.accepted": ("handshake", _("Offer %(number)s was accepted")),
    "offer.withdrawn": ("undo-2", _("Offer %(number)s was withdrawn")),
    "offer.reopened": ("rotate-ccw", _("Offer %(number)s was put back on the table")),
    "offer.expired": ("hourglass", _("Offer %(number)s ran out without an answer")),
    "order.opened": ("briefcase", _("Order %(number)s was opened: %(total)s")),
    "order.started": ("play", _("Work on order %(number)s began")),
    "order.progressed": ("gauge", _("Progress went from %(before)s%% to %(percent)s%%")),
    "order.scope_ticked": ("check", _("Agreed item %(position)s was done")),
    "order.scope_unticked": ("rotate-ccw", _("Agreed item %(position)s was opened again")),
    "order.exception_recorded": ("shield-alert", _("Work began without its safety net; the reason was kept")),
    "order.cancelled": ("ban", _("Order %(number)s was called off")),
    "order.delivered": ("package", _("Order %(number)s was handed over")),
    "order.final_changes_asked": ("pencil-line", _("The client asked for final changes to order %(number)s")),
    "order.completed": ("badge-check", _("Order %(number)s is finished")),
    "hold.began": ("pause", _("Work on order %(number)s was put on hold")),
    "hold.ended": ("play", _("A hold on order %(number)s ended; days added to its dates: %(days)s")),
    "contract.signed": ("signature", _("Contract %(number)s was signed")),
    "contract.declined": ("file-x", _("The client did not sign contract %(number)s")),
    "contract.sent_again": ("refresh-cw", _("Contract %(number)s was put out for signature again")),
    "instalment.due": ("receipt", _("Payment stage %(position)s fell due: %(amount)s")),
    "files.released": ("lock-open", _("The final files of order %(number)s were opened")),
    "file.taken": ("download", _("The client downloaded a final file: %(file)s")),
    "milestone.funded": ("banknote", _("Payment stage %(position)s was paid: %(amount)s")),
}
