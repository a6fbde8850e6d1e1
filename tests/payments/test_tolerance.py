"""A tiny rest nobody will ever pay does not keep an invoice open, nor the files locked; the books name it."""

import pytest

from outbox.models import Letter
from payments.models import AccountKind, Receipt
from payments.services.drawing import receipt_paper
from payments.services.printing import receipt_html
from payments.services.receipts import use_credit
from payments.services.rules import save_tolerance, tolerance_of
from tests.payments.conftest import Tell

pytestmark = pytest.mark.django_db


def test_a_rest_within_the_tolerance_settles_the_invoice_and_is_booked_apart(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    receipt = story.pays("2999.95")
    assert (story.invoice().state, str(story.invoice().balance.decimal)) == ("paid", "0.00")
    assert (receipt.applied_minor, receipt.rounded_minor) == (299995, 5)
    assert story.stands(AccountKind.BANK) == "2999.95"
    assert story.stands(AccountKind.ROUNDING) == "0.05"
    assert story.stands(AccountKind.RECEIVABLE) == "0.00"
    assert story.books_agree()


def test_a_larger_rest_stays_owed(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.pays("2999.94")
    assert (story.invoice().state, story.stands(AccountKind.ROUNDING)) == ("partly_paid", "0.00")
    story.pays("0.03")
    assert story.invoice().state == "paid"
    assert story.stands(AccountKind.ROUNDING) == "0.03"
    assert story.books_agree()


def test_the_last_payment_short_by_a_unit_still_opens_the_files(tell: Tell) -> None:
    story = tell("1000.01", shares=(5000, 5000))
    for position in (1, 2):
        invoice = story.bills(position)
        story.pays(str(invoice.total.decimal - (position == 2) * story.money("0.01").decimal), position=position)
    story.order.refresh_from_db()
    assert story.order.released_at == story.now
    assert story.books_agree()


def test_the_receipt_names_it(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    receipt = story.pays("2999.98")
    paper, page = receipt_paper(receipt), receipt_html(receipt)
    assert (paper.rounded.minor, paper.balance.minor) == (2, 0)
    assert "فرق تقريب" in page
    assert "فرق تقريب" not in receipt_html(_full(tell))
    story.worker()
    assert Letter.objects.filter(template="payment_confirmed").exists()


def _full(tell: Tell) -> Receipt:
    story = tell("4000")
    story.bills()
    return story.pays("1000")


def test_it_is_a_setting_and_nothing_is_one_too(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    assert tolerance_of(story.business) == 5
    save_tolerance(business=story.business, minor=0)
    story.pays("2999.99")
    assert story.invoice().state == "partly_paid"
    save_tolerance(business=story.business, minor=1)
    story.bills(2)
    story.pays("2999.99", position=2)
    assert story.invoice(2).state == "paid"


@pytest.mark.parametrize(("currency", "price", "paid"), [("KWD", "1000.000", "249.996"), ("JPY", "100000", "24996")])
def test_it_counts_in_the_smallest_unit_of_the_currency(tell: Tell, currency: str, price: str, paid: str) -> None:
    story = tell(price, currency=currency)
    story.bills()
    receipt = story.pays(paid)
    assert (story.invoice().state, receipt.rounded_minor) == ("paid", 4)
    assert story.books_agree()


def test_credit_short_by_a_unit_settles_too(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    story.pays("5999.98")
    receipt = use_credit(invoice=story.bills(2), by=story.owner, now=story.now)
    assert (story.invoice(2).state, receipt.rounded_minor) == ("paid", 2)
    assert story.books_agree()


def test_paying_too_much_rounds_nothing(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    receipt = story.pays("3000.03")
    assert (receipt.rounded_minor, story.credit) == (0, "0.03")
    assert story.books_agree()
