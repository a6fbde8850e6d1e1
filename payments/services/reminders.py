"""Payment reminders: the owner's switch, and the plan of which letter goes when."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Business
from core.actors import Actor
from orders.models import OrderKind
from outbox.models import Event
from outbox.services.events import emit
from payments.models import Invoice, PaymentReminder, ReminderSwitch

from .mornings import Mornings, mornings_of
from .reminder_steps import ladder

State, Why = PaymentReminder.State, PaymentReminder.Why
PORTION = 500


def on_since(business: Business) -> datetime | None:
    """When the reminders were switched on; None while they are off, as they are for every business at first."""
    return ReminderSwitch.objects.filter(business=business).values_list("on_since", flat=True).first()


@transaction.atomic
def switch_on(*, business: Business, by: Actor, now: datetime) -> int:
    """Remind clients from now on: the steps still to come of every open invoice are planned; how many.

    Event `reminders.switched_on`. Twice is harmless.
    """
    switch = lock_switch(business)
    count = plan(invoices=_open(business), now=now)
    if switch.on_since is None:
        switch.on_since = now
        switch.save(update_fields=["on_since"])
        _tell(business, "reminders.switched_on", by, now, letters=count)
    return count


@transaction.atomic
def switch_off(*, business: Business, by: Actor, now: datetime) -> None:
    """Send no more of them; what was sent stays on record. Event `reminders.switched_off`. Twice is harmless."""
    switch = lock_switch(business)
    if switch.on_since is None:
        return
    switch.on_since = None
    switch.save(update_fields=["on_since"])
    count, _by_model = PaymentReminder.objects.owned_by(business).planned().delete()
    _tell(business, "reminders.switched_off", by, now, letters=count)


def switched(business: Business) -> QuerySet[Event]:
    """When the reminders were switched on and off, and by whom: the newest first."""
    rows = Event.objects.of_subject(business, *_subject(business))
    return rows.filter(verb__in=["reminders.switched_on", "reminders.switched_off"])


def plan(*, invoices: Iterable[Invoice], now: datetime) -> int:
    """Plan anew what is still to come of these open invoices (with business and client at hand); how many letters.

    Steps that were used or left out before stay so. Four queries, however many invoices. Call it in a transaction
    that holds the switch.
    """
    rows = {invoice.pk: invoice for invoice in invoices}
    PaymentReminder.objects.planned().filter(invoice__in=rows).delete()
    used: dict[int, set[int]] = {}
    last: dict[int, datetime] = {}
    for one in PaymentReminder.objects.filter(invoice__in=rows).only("invoice_id", "step", "state", "done_at"):
        used.setdefault(one.invoice_id, set()).add(one.step)
        if one.state == State.SENT and one.done_at is not None:
            last[one.invoice_id] = max(one.done_at, last.get(one.invoice_id, one.done_at))
    planned: list[PaymentReminder] = []
    for key, invoice in rows.items():
        steps = ladder(invoice.due_on, mornings_for(invoice), now=now, used=used.get(key, ()), last=last.get(key))
        planned += [
            PaymentReminder(business_id=invoice.business_id, invoice=invoice, step=one.step, send_at=one.send_at)
            for one in steps
        ]
    PaymentReminder.objects.bulk_create(planned, ignore_conflicts=True, batch_size=PORTION)
    return len(planned)


def mornings_for(invoice: Invoice) -> Mornings:
    """The mornings of the invoice's client; those of the business where the client's country is not known."""
    business = invoice.business
    return mornings_of(invoice.order.client.country, else_zone=business.zone, else_days=business.working_days)


def drop_rest(*, invoice: Invoice, why: str, now: datetime) -> None:
    """Nothing more is to be asked: what is still planned for the invoice is left out."""
    PaymentReminder.objects.planned().filter(invoice=invoice).update(state=State.DROPPED, why_dropped=why, done_at=now)


def plan_for_issued(event: Event, *, now: datetime) -> None:
    """Reaction to `invoice.issued`: its reminders, where the owner has switched them on."""
    if lock_switch(event.business).on_since is not None:
        plan(invoices=_open(event.business).filter(ref=event.subject_ref), now=now)


def plan_for_changed(event: Event, *, now: datetime) -> None:
    """Reaction to `client.changed`: the client may live under another clock and another weekend now."""
    if lock_switch(event.business).on_since is not None:
        plan(invoices=_open(event.business).filter(order__client__ref=event.subject_ref), now=now)


def lock_switch(business: Business) -> ReminderSwitch:
    """The business's switch, locked until the transaction ends: plans and letters of a business wait for each other."""
    ReminderSwitch.objects.bulk_create([ReminderSwitch(business=business)], ignore_conflicts=True)
    return ReminderSwitch.objects.select_for_update().get(business=business)


def _tell(business: Business, verb: str, by: Actor, now: datetime, **data: int) -> None:
    emit(business=business, verb=verb, subject=_subject(business), actor=by, now=now, data=data)


def _subject(business: Business) -> tuple[str, str]:
    return "business", business.ref


def _open(business: Business) -> QuerySet[Invoice]:
    rows = Invoice.objects.owned_by(business).open().exclude(order__kind=OrderKind.PLATFORM)
    return rows.select_related("business", "order__client").defer("paper")
