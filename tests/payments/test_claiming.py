"""The client says "I paid"."""

from uuid import uuid4

import pytest
from django.core import mail

from core.money import Money
from files.services.store import store_bytes
from outbox.models import Event, Letter, Todo
from payments.errors import AlreadyClaimed, ClaimIsSlip, ClaimOfNothing, InvoiceNotOpen, WrongCurrency
from payments.models import PaymentClaim
from payments.services.claims import claim_payment
from tests.payments.conftest import Tell

pytestmark = pytest.mark.django_db


def test_it_is_noted_with_its_slip_and_the_owner_is_told(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    slip = store_bytes(
        business=story.business, purpose="slip", name="حوالة 22.png", content=b"png",
        content_type="image/png", now=story.now,
    )  # fmt: skip
    claim = story.claims("2500", slip=slip, note="من حساب الشركة")
    assert (claim.state, claim.amount, claim.slip) == ("pending", Money(250_000, "SAR"), slip)
    assert Event.objects.get(verb="payment.claimed").data["claimed"] == {"minor": 250_000, "currency": "SAR"}
    assert Todo.objects.open().filter(order_ref=story.order.ref, key__startswith="payment_claimed:").count() == 1
    story.worker()
    letter = Letter.objects.get(template="payment_claimed")
    assert letter.recipient == story.freelancer.user.email
    assert "INV-2026-0001" in letter.subject
    assert "2,500.00" in letter.subject
    assert "من حساب الشركة" in letter.body
    assert letter.recipient in {address for message in mail.outbox for address in message.to}


def test_it_moves_no_money(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.claims()
    assert (story.stands("bank"), story.stands("receivable")) == ("0.00", "3000.00")
    assert story.invoice().state == "issued"


def test_the_whole_balance_is_meant_unless_an_amount_is_given(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.pays("1000")
    assert story.claims().amount == Money(200_000, "SAR")


def test_the_same_form_twice_is_one_claim(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    once = uuid4()
    assert story.claims(once=once) == story.claims(once=once)
    assert PaymentClaim.objects.count() == 1


def test_a_second_claim_waits_for_the_answer_to_the_first(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.claims()
    with pytest.raises(AlreadyClaimed, match="INV-2026-0001"):
        story.claims()


def test_a_paid_invoice_says_so(tell: Tell) -> None:
    story = tell("12000")
    invoice = story.bills()
    story.pays("3000")
    with pytest.raises(InvoiceNotOpen, match="INV-2026-0001"):
        claim_payment(invoice=invoice, by=story.client, now=story.now)


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        (Money(0, "SAR"), ClaimOfNothing),
        (Money(-5, "SAR"), ClaimOfNothing),
        (Money(5, "USD"), WrongCurrency),
        (Money(3_000_000, "SAR"), ClaimIsSlip),  # a zero too many
    ],
)
def test_an_amount_must_be_money_of_this_invoice(tell: Tell, amount: Money, error: type) -> None:
    story = tell("12000")
    with pytest.raises(error):
        claim_payment(invoice=story.bills(), by=story.client, now=story.now, amount=amount)


def test_more_than_is_owed_is_known_and_becomes_a_credit(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.pays("2900")
    claim = story.claims("3000")  # the whole invoice, where only a rest of it was open
    assert claim.over == Money(290_000, "SAR")
    story.confirms(claim)
    assert story.credit == "2900.00"


def test_what_is_owed_or_less_is_not_more(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    assert story.claims("3000").over is None


def test_a_digit_too_many_is_said_with_both_amounts(tell: Tell) -> None:
    story = tell("12000")
    with pytest.raises(ClaimIsSlip, match=r"3,000\.00.*30,000\.00"):
        claim_payment(invoice=story.bills(), by=story.client, now=story.now, amount=Money(3_000_000, "SAR"))
