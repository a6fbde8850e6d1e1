"""The demo: a desk worth looking at, made by the services, with books that balance and nothing left to send."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.utils import timezone

from accounts.models import Business
from clients.models import Client, Conversation, Lead
from freelance_ops import demo_account
from orders.models import Offer, Order, OrderHold, Sample
from outbox.models import Letter, Reaction
from payments.models import Account, Invoice, PaymentClaim, PaymentReminder
from payments.services.audit import unbalanced
from payments.services.ledger import balance_of
from reviews.models import Review

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
    assert {"new", "scored", "accepted", "declined"} == states(Lead)
    assert {"sent", "talks", "changes", "accepted", "declined", "expired", "withdrawn"} <= states(Offer)
    assert set(Order.State.values) == states(Order)
    assert {"SAR", "KWD", "USD"} == set(Order.objects.values_list("currency", flat=True))
    assert Client.objects.count() >= 14
    assert Order.objects.count() >= 20
    assert {"client", "unpaid", "disputed"} == set(OrderHold.objects.standing().values_list("kind", flat=True))
    assert Conversation.objects.waiting_on_us().count() >= 3
    assert Invoice.objects.to_chase(now.date()).exists()
    assert PaymentClaim.objects.filter(state="pending").count() == 1
    assert reminded("asma@ofuq.example") == ["sent", "sent", "dropped", "dropped", "dropped"]
    assert Review.objects.public().count() >= 5
    assert {"expected", "held", "withdrawable", "requested", "in_transit"} <= kinds_with_money()
    assert {"bank", "wallet", "cash"} <= kinds_with_money()
    assert Sample.objects.exists()


def states(model: type[Model]) -> set[str]:
    return set(model._default_manager.values_list("state", flat=True))


def reminded(email: str) -> list[str]:
    """What became of the reminders of this client's newest paid invoice, whatever weekday today is."""
    paid = Invoice.objects.filter(order__contact__email=email, state="paid").latest("issued_at")
    return list(PaymentReminder.objects.filter(invoice=paid).order_by("step").values_list("state", flat=True))


def kinds_with_money() -> set[str]:
    return {account.kind for account in Account.objects.all() if balance_of(account).minor}


def test_it_goes_into_no_database_that_somebody_uses(nour: object) -> None:
    with pytest.raises(CommandError, match="empty database"):
        call_command("demo", verbosity=0)
