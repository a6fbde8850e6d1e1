"""Whole deals, told as an accountant would. After every step the ledger equals the documents."""

import pytest

from payments.services.credit_notes import void_invoice
from payments.services.receipts import use_credit
from tests.cast import Freelancer
from tests.payments.conftest import Story, Tell, register_for_vat

pytestmark = pytest.mark.django_db


def holds(story: Story, **balances: str) -> None:
    for kind, amount in balances.items():
        stands = story.credit if kind == "credit" else story.stands(kind)
        assert (kind, stands) == (kind, amount)
    assert story.books_agree()


def test_a_deposit_in_two_payments_and_a_stage_paid_too_much(tell: Tell) -> None:
    story = tell("12000")
    story.bills(1)
    holds(story, receivable="3000.00", income="3000.00", bank="0.00")
    story.pays("1000")
    holds(story, receivable="2000.00", bank="1000.00")
    story.confirms(story.claims(), received="1985", fee="15")
    holds(story, receivable="0.00", bank="2985.00", fees="15.00")
    assert story.invoice(1).state == "paid"
    story.bills(2)
    story.pays("3250", 2)
    holds(story, receivable="0.00", bank="6235.00", income="6000.00", credit="250.00")
    story.bills(3)
    use_credit(invoice=story.invoice(3), by=story.owner, now=story.now)
    holds(story, receivable="2750.00", credit="0.00", bank="6235.00")
    story.pays("2750", 3)
    story.bills(4)
    story.pays("3000", 4)
    holds(story, receivable="0.00", income="12000.00", bank="11985.00", fees="15.00", credit="0.00")
    assert {instalment.state for instalment in story.order.instalments.all()} == {"paid"}


def test_vat_a_wrong_invoice_and_the_right_one(tell: Tell, nour: Freelancer) -> None:
    register_for_vat(nour)
    story = tell("8000", shares=(5000, 5000))
    wrong = story.bills(1)
    holds(story, receivable="4600.00", income="4000.00", vat="600.00")
    story.pays("600")
    void_invoice(invoice=wrong, reason="رقم ضريبي ناقص", by=story.owner, now=story.now)
    holds(story, receivable="0.00", income="0.00", vat="0.00", bank="600.00", credit="600.00")
    right = story.bills(1)
    assert (wrong.number, right.number) == ("INV-2026-0001", "INV-2026-0002")
    use_credit(invoice=right, by=story.owner, now=story.now)
    story.pays("4000")
    holds(story, receivable="0.00", income="4000.00", vat="600.00", bank="4600.00", credit="0.00")


def test_dinars_of_three_digits_and_a_refused_claim(tell: Tell) -> None:
    from payments.services.claims import refuse_claim

    story = tell("10.001", shares=(3333, 3333, 3334), currency="KWD")
    invoice = story.bills(1)
    assert str(invoice.total.decimal) == "3.333"
    refuse_claim(claim=story.claims(), reason="لم تصل", by=story.owner, now=story.now)
    holds(story, receivable="3.333", bank="0.000")
    story.confirms(story.claims("3.300"))
    holds(story, receivable="0.033", bank="3.300")
    story.pays("0.033")
    assert story.invoice(1).state == "paid"
    holds(story, receivable="0.000", bank="3.333")
