"""The demo: a desk worth looking at, made by the services, with books that balance and nothing left to send."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Business
from clients.models import Conversation, Lead
from freelance_ops import demo_account
from orders.models import Offer, Order
from outbox.models import Letter, Reaction
from payments.models import Invoice, PaymentClaim
from payments.services.audit import unbalanced

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_fills_an_empty_database_and_its_books_balance() -> None:
    call_command("demo", verbosity=0)
    business = Business.objects.get()
    now = timezone.now()
    assert demo_account.stands()
    assert business.is_demo
    assert unbalanced(business) == []
    assert not Reaction.objects.owed().exists()
    assert not Letter.objects.due(now).exists()
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.KEPT}
    assert not Letter.objects.exclude(recipient__endswith=".example").exists()
    assert {"new", "accepted", "declined", "scored"} <= set(Lead.objects.values_list("state", flat=True))
    assert {"sent", "accepted", "declined"} <= set(Offer.objects.values_list("state", flat=True))
    assert {"in_progress", "awaiting_deposit"} <= set(Order.objects.values_list("state", flat=True))
    assert {"SAR", "KWD", "USD"} <= set(Order.objects.values_list("currency", flat=True))
    assert Conversation.objects.waiting_on_us().count() >= 3
    assert Invoice.objects.to_chase(now).exists()
    assert PaymentClaim.objects.filter(state="pending").count() == 1


def test_it_goes_into_no_database_that_somebody_uses(nour: object) -> None:
    with pytest.raises(CommandError, match="empty database"):
        call_command("demo", verbosity=0)
