"""Whatever the calendar and whenever workers wake: one reminder a client a day at most, and none after payment."""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Contact
from outbox.models import Letter
from payments.errors import RemindedLately
from payments.models import Invoice, PaymentReminder
from payments.services.mornings import mornings_of
from payments.services.reminders import switch_on
from payments.services.reminding import send_due_reminders
from payments.services.reminding_now import remind_now
from tests.payments.conftest import Story, Tell
from tests.payments.reminded import TEMPLATES

pytestmark = pytest.mark.django_db

COUNTRIES = st.sampled_from(["SA", "AE", "MA", "DE", "US", "JP", "IR", "AF", "NZ", ""])
ACTS = st.lists(
    st.tuples(st.sampled_from(["wake", "wake", "wake", "by hand", "pay"]), st.integers(1, 60)), min_size=6, max_size=12
)


@given(countries=st.lists(COUNTRIES, min_size=2, max_size=2), acts=ACTS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_a_day_and_none_after_payment(
    countries: list[str], acts: list[tuple[str, int]], owing: list[Story]
) -> None:  # fmt: skip
    with transaction.atomic():
        for client, country in zip(Client.objects.order_by("pk"), countries, strict=True):
            Client.objects.filter(pk=client.pk).update(country=country)
        paid_at = _live(owing, acts)
        _courteous(owing[0], paid_at)
        transaction.set_rollback(True)


def _live(owing: list[Story], acts: list[tuple[str, int]]) -> dict[int, object]:
    """Weeks go by in steps of some hours; each story's invoice may be paid on the way."""
    now, paid_at = owing[0].now, {}
    switch_on(business=owing[0].business, by=owing[0].owner, now=now)
    for place, (act, hours) in enumerate(acts):
        now += timedelta(hours=hours)
        story = owing[place % len(owing)]
        story.now = now
        invoice = Invoice.objects.get(order=story.order, instalment__position=1)
        if act == "pay" and invoice.is_open:
            story.pays(str(invoice.balance.decimal))
            paid_at[invoice.pk] = now
        elif act == "by hand" and invoice.is_open:
            try:
                remind_now(invoice=invoice, by=story.owner, now=now)
            except RemindedLately:
                continue
        else:
            send_due_reminders(now=now)
            assert send_due_reminders(now=now) == 0
    return paid_at


def _courteous(story: Story, paid_at: dict[int, object]) -> None:
    sent = PaymentReminder.objects.filter(state="sent").select_related("invoice__order__client", "business")
    assert Letter.objects.filter(template__in=TEMPLATES).count() == sent.count()
    for client in Client.objects.all():
        rows = [row for row in sent.order_by("done_at") if row.invoice.order.client_id == client.pk]
        assert all(later.done_at - one.done_at >= timedelta(hours=48) for one, later in pairwise(rows))
        there = mornings_of(client.country, else_zone=story.business.zone, else_days=story.business.working_days)
        local = [row.done_at.astimezone(ZoneInfo(there.zone)) for row in rows if not row.by_hand]
        assert all(at.isoweekday() in there.working_days and at.hour >= 9 for at in local)
        assert all(row.done_at <= paid_at.get(row.invoice_id, row.done_at) for row in rows)
    assert not PaymentReminder.objects.planned().filter(invoice__in=paid_at).exists()


@pytest.fixture
def owing(tell: Tell, hannah: Contact) -> list[Story]:
    """Reem owes two invoices, Hannah one."""
    stories = [tell("4000"), tell("12000"), tell("900", contact=hannah, currency="EUR")]
    for story in stories:
        story.bills()
    return stories
