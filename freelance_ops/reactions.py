"""What follows from what: the whole table. verb -> {stable name: dotted service}; a name, once used, never changes.

A target is a function `(event, *, now)` that only works on the database, or an `outbox.services.reactions.Slow`.
"""

REACTIONS: dict[str, dict[str, str]] = {
    "business.opened": {"payments.open_books": "payments.services.opening.open_books"},
    "change_order.answered": {"orders.tell_client": "orders.services.telling.tell_extra_answered"},
    "change_order.asked": {"orders.tell_owner": "orders.services.telling.tell_extra_asked"},
    "client.changed": {
        "orders.refold": "orders.services.folding.refold_client",
        "orders.note_address": "orders.services.evidence.note_new_address",
        "payments.plan_reminders": "payments.services.reminders.plan_for_changed",
    },
    "contract.signed": {"orders.seal_contract": "orders.services.sealing.seal_contract"},
    "instalment.due": {"payments.issue_invoice": "payments.services.invoices.on_instalment_due"},
    "invoice.issued": {
        "payments.send_invoice": "payments.services.sending.send_invoice",
        "payments.plan_reminders": "payments.services.reminders.plan_for_issued",
    },
    "invoice.voided": {"payments.send_credit_note": "payments.services.sending.send_credit_note"},
    "milestone.approved": {"orders.tell_owner": "orders.services.telling.tell_approved"},
    "milestone.changes_asked": {"orders.tell_owner": "orders.services.telling.tell_changes"},
    "milestone.submitted": {"orders.make_samples": "orders.services.samples.MAKE_SAMPLES"},
    "order.cancelled": {"payments.drop_earning": "payments.services.earnings.on_order_cancelled"},
    "order.completed": {
        "payments.hold_earning": "payments.services.earnings.on_order_completed",
        "reviews.thank": "reviews.services.closing.thank",
        "reviews.next_contact": "reviews.services.closing.plan_next_contact",
        "reviews.plan_ask": "reviews.services.closing.plan_review_ask",
    },
    "order.opened": {"payments.expect_earning": "payments.services.earnings.on_order_opened"},
    "payment.claimed": {"payments.tell_owner": "payments.services.sending.tell_owner"},
    "payment.confirmed": {"payments.send_receipt": "payments.services.sending.send_receipt"},
    "payment.reminded": {"payments.pause_work": "payments.services.pausing.pause_with_reminder"},
    "payment.refused": {"payments.tell_client": "payments.services.sending.tell_client_refused"},
}

# Letters whose body is never kept: template -> function `(refs, *, now)` that gives the secret's values at sending.
SECRET_LETTERS: dict[str, str] = {
    "contract_code": "orders.services.codes.reveal",
}
