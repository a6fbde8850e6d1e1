"""Money the owner writes down without a claim, and the use of a client's credit."""

from uuid import uuid4

import pytest

from core.money import Money
from payments.errors import ClaimWaits, InvoiceNotOpen, NoCredit
from payments.models import Receipt
from payments.services.receipts import record_payment, use_credit
from tests.payments.conftest import Story, Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tell: Tell) -> Story:
    told = tell("12000")
    told.bills()
    return told


@pytest.mark.parametrize("method", ["bank", "cash", "wallet"])
def test_money_lands_where_it_came(story: Story, method: str) -> None:
    story.pays("3000", method=method)
    assert (story.stands(method), story.stands("receivable")) == ("3000.00", "0.00")
    assert story.books_agree()


def test_the_same_form_twice_is_one_receipt(story: Story) -> None:
    values = {
        "invoice": story.invoice(), "received": story.money("1000"), "received_on": story.now.date(), "method": "bank",
        "by": story.owner, "now": story.now, "once": uuid4(),
    }  # fmt: skip
    assert record_payment(**values) == record_payment(**values)
    assert Receipt.objects.count() == 1


def test_a_paid_invoice_takes_no_more(story: Story) -> None:
    invoice = story.invoice()
    story.pays("3000")
    with pytest.raises(InvoiceNotOpen):
        record_payment(
            invoice=invoice, received=story.money("1"), received_on=story.now.date(), method="bank",
            by=story.owner, now=story.now,
        )  # fmt: skip


def test_a_waiting_claim_is_answered_first_so_that_nothing_is_taken_twice(story: Story) -> None:
    story.claims()
    with pytest.raises(ClaimWaits, match="INV-2026-0001"):
        story.pays("3000")


def test_credit_settles_the_next_invoice(story: Story) -> None:
    story.pays("3500")
    story.bills(2)
    receipt = use_credit(invoice=story.invoice(2), by=story.owner, now=story.now)
    assert (receipt.method, receipt.amount) == ("credit", Money(50_000, "SAR"))
    assert (story.invoice(2).balance, story.credit) == (Money(250_000, "SAR"), "0.00")
    assert story.books_agree()


def test_credit_never_pays_more_than_is_owed(story: Story) -> None:
    story.pays("9000")
    story.bills(2)
    use_credit(invoice=story.invoice(2), by=story.owner, now=story.now)
    assert (story.invoice(2).state, story.credit) == ("paid", "3000.00")
    assert story.books_agree()


def test_without_credit_there_is_nothing_to_use(story: Story) -> None:
    with pytest.raises(NoCredit, match="SAR"):
        use_credit(invoice=story.invoice(), by=story.owner, now=story.now)
    with pytest.raises(NoCredit):
        story.pays("3000", method="credit")


def test_one_clients_credit_is_not_anothers(tell: Tell, story: Story, hannah: object) -> None:
    story.pays("3500")
    other = tell("800", contact=hannah, currency="SAR")
    with pytest.raises(NoCredit):
        use_credit(invoice=other.bills(), by=other.owner, now=other.now)
