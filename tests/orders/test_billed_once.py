"""However often a stage is approved, whoever approves it and however many workers look: one invoice."""

import pytest

from clients.models import Contact
from orders.services import approving
from outbox.models import Event
from outbox.services.sweeps import drain
from payments.models import Invoice, Series
from payments.services.audit import unbalanced
from tests.cast import NOW

from .conftest import Desk
from .staged import Work
from .test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_client_and_owner_approve_at_once_and_two_workers_bill(desk: Desk, reem: Contact) -> None:
    work = Work.begun(desk, reem)
    work.approved(1)
    submission = work.show(2)
    at_once(
        lambda: work.approve(submission),
        lambda: work.approve(submission),
        lambda: approving.approve_for_client(milestone=work.stage(2), reason="وافق هاتفيًا", by=work.by, now=NOW),
    )
    at_once(lambda: drain(now=NOW), lambda: drain(now=NOW))
    work.approve(submission)
    drain(now=NOW)
    invoice = Invoice.objects.get(order=work.order, instalment__position=2)
    assert (invoice.kind, invoice.sequence) == (Series.INVOICE, Invoice.objects.filter(kind="invoice").count())
    assert Event.objects.filter(verb="invoice.issued", subject_ref=invoice.ref).count() == 1
    assert Event.objects.filter(verb="milestone.approved").count() == 2
    assert [row.kind for row in unbalanced(work.order.business)] == []
