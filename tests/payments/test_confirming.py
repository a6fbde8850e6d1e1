"""The owner answers a claim: it came, or it did not."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core.money import Money
from outbox.models import Event, Letter, Todo
from payments.errors import ClaimDecided, FeeTooLarge, NothingReceived, ReasonMissing, ReceivedInFuture, WrongCurrency
from payments.models import Receipt
from payments.services.claims import confirm_claim, refuse_claim
from tests.payments.conftest import Story, Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tell: Tell) -> Story:
    told = tell("12000")
    told.bills()
    return told


def verbs(story: Story) -> list[str]:
    return list(Event.objects.filter(order_ref=story.order.ref).order_by("pk").values_list("verb", flat=True))


def test_full_payment_settles_the_invoice_funds_the_stage_and_starts_the_work(story: Story) -> None:
    receipt = story.confirms(story.claims())
    assert (receipt.number, receipt.amount, receipt.method) == ("RCT-2026-0001", Money(300_000, "SAR"), "bank")
    assert (story.invoice().state, story.stands("bank"), story.stands("receivable")) == ("paid", "3000.00", "0.00")
    instalment = story.order.instalments.select_related("milestone").get(position=1)
    assert (instalment.state, instalment.milestone.funded_at) == ("paid", story.now)
    story.order.refresh_from_db()
    assert story.order.state == "in_progress"
    assert {"milestone.funded", "order.started", "payment.confirmed", "invoice.paid"} <= set(verbs(story))
    assert story.books_agree()


def test_the_task_on_the_desk_is_done(story: Story) -> None:
    claim = story.claims()
    story.confirms(claim)
    assert not Todo.objects.open().filter(key=f"payment_claimed:{claim.ref}").exists()


def test_twice_gives_the_same_receipt(story: Story) -> None:
    claim = story.claims()
    assert story.confirms(claim) == story.confirms(claim)
    assert (Receipt.objects.count(), story.stands("bank")) == (1, "3000.00")


def test_less_than_claimed_leaves_a_balance(story: Story) -> None:
    story.confirms(story.claims(), received="1200.50")
    assert (story.invoice().state, story.invoice().balance) == ("partly_paid", Money(179_950, "SAR"))
    assert story.order.instalments.get(position=1).state == "invoiced"
    assert "invoice.paid" not in verbs(story)
    assert story.books_agree()


def test_a_fee_on_the_way_is_ours_and_settles_the_invoice_all_the_same(story: Story) -> None:
    receipt = story.confirms(story.claims(), received="2985", fee="15")
    assert [receipt.amount, receipt.fee, receipt.arrived] == [story.money(text) for text in ("3000", "15", "2985")]
    assert (story.invoice().state, story.stands("bank"), story.stands("fees")) == ("paid", "2985.00", "15.00")
    assert story.books_agree()


def test_a_fee_alone_is_taken_from_what_was_claimed(story: Story) -> None:
    assert story.confirms(story.claims(), fee="15").arrived == Money(298_500, "SAR")


def test_more_than_owed_becomes_the_clients_credit(story: Story) -> None:
    receipt = story.confirms(story.claims(), received="3100")
    assert (receipt.applied, receipt.excess) == (Money(300_000, "SAR"), Money(10_000, "SAR"))
    assert (story.invoice().state, story.credit) == ("paid", "100.00")
    assert story.books_agree()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"received": Money(0, "SAR")}, NothingReceived),
        ({"received": Money(-1, "SAR")}, NothingReceived),
        ({"received": Money(100, "USD"), "fee": Money(0, "USD")}, WrongCurrency),
        ({"fee": Money(-1, "SAR")}, FeeTooLarge),
        ({"fee": Money(300_000, "SAR")}, NothingReceived),
    ],
)
def test_what_cannot_be_is_refused_and_the_claim_stays(story: Story, change: dict, error: type) -> None:
    claim = story.claims()
    with pytest.raises(error):
        confirm_claim(claim=claim, received_on=story.now.date(), by=story.owner, now=story.now, **change)
    claim.refresh_from_db()
    assert (claim.state, Receipt.objects.count()) == ("pending", 0)


def test_money_cannot_have_come_tomorrow(story: Story) -> None:
    tomorrow = story.now.date() + timedelta(days=1)
    with pytest.raises(ReceivedInFuture):
        confirm_claim(claim=story.claims(), received_on=tomorrow, by=story.owner, now=story.now)


def test_refusing_tells_the_client_why_and_lets_them_claim_again(story: Story) -> None:
    claim = story.claims()
    refuse_claim(claim=claim, reason="لم تصل الحوالة حتى اليوم", by=story.owner, now=story.now)
    story.worker()
    letter = Letter.objects.get(template="payment_refused")
    assert letter.recipient == "reem@sidra.example"
    assert "لم تصل الحوالة حتى اليوم" in letter.body
    assert story.claims().state == "pending"


def test_refusing_needs_a_reason_and_is_final(story: Story) -> None:
    claim = story.claims()
    with pytest.raises(ReasonMissing):
        refuse_claim(claim=claim, reason="  ", by=story.owner, now=story.now)
    refuse_claim(claim=claim, reason="لم تصل", by=story.owner, now=story.now)
    refuse_claim(claim=claim, reason="مرة أخرى", by=story.owner, now=story.now)
    claim.refresh_from_db()
    assert claim.refusal == "لم تصل"
    with pytest.raises(ClaimDecided):
        story.confirms(claim)


def test_a_confirmed_claim_cannot_be_refused(story: Story) -> None:
    claim = story.claims()
    story.confirms(claim)
    with pytest.raises(ClaimDecided):
        refuse_claim(claim=claim, reason="خطأ", by=story.owner, now=story.now)


def test_a_receipt_is_never_changed(story: Story) -> None:
    story.confirms(story.claims())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Receipt.objects.update(amount_minor=1, applied_minor=1)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_confirming_at_once_take_the_money_once(tell: Tell) -> None:
    story = tell("12000")
    story.bills()
    claim, start, numbers = story.claims(), threading.Barrier(2), []

    def tab() -> None:
        start.wait()
        try:
            numbers.append(story.confirms(claim).number)
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    assert numbers == ["RCT-2026-0001"] * 2
    assert story.stands("bank") == "3000.00"
    assert story.books_agree()
