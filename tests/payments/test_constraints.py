"""The database says no, by name, to whoever walks past the services."""

import uuid

import pytest
from django.db import IntegrityError, models, transaction

from payments.models import Account, Counter, Entry, Invoice, PaymentClaim, Receipt, Transfer
from tests.payments.conftest import Story, Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tell: Tell) -> Story:
    told = tell("12000")
    told.bills()
    told.pays("1000")
    return told


def refused(name: str, act: object) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()  # type: ignore[operator]


def copy(row: models.Model, **changes: object) -> object:
    """Writes the row again as a new one, with these values changed."""
    names = [field.attname for field in row._meta.concrete_fields if field.name not in {"id", "ref", "uuid"}]
    values = {name: getattr(row, name) for name in names} | changes
    return lambda: type(row).objects.bulk_create([type(row)(**values)])


FRESH = {"number": "INV-9", "sequence": 9}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("one_live_invoice_per_instalment", FRESH),
        ("invoice_number_is_unique", {"sequence": 9, "state": "void"}),
        ("invoice_sequence_is_unique", {"number": "INV-9", "state": "void"}),
        ("invoice_is_positive", FRESH | {"state": "void", "total_minor": 0, "net_minor": 0, "paid_minor": 0}),
        ("invoice_parts_sum", FRESH | {"state": "void", "net_minor": 5}),
        ("invoice_state_fits_what_is_paid", FRESH | {"state": "paid", "paid_minor": 5}),
        ("invoice_state_fits_what_is_paid", FRESH | {"state": "lost"}),
        ("invoice_has_number_and_paper", FRESH | {"state": "void", "paper_hash": ""}),
        ("credit_note_names_its_invoice", FRESH | {"kind": "credit_note"}),
    ],
)
def test_invoices(story: Story, name: str, changes: dict) -> None:
    refused(name, copy(story.invoice(), **changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("receipt_number_is_unique", {"sequence": 9}),
        ("receipt_sequence_is_unique", {"number": "RCT-9"}),
        ("receipt_fee_is_within", {"amount_minor": 0, "applied_minor": 0}),
        ("receipt_fee_is_within", {"fee_minor": -1}),
        ("receipt_fee_is_within", {"fee_minor": 100_000}),
        ("receipt_settles_no_more_than_came", {"applied_minor": 100_001}),
        ("receipt_method_is_known", {"method": "camel"}),
    ],
)
def test_receipts(story: Story, name: str, changes: dict) -> None:
    fresh = {"number": "RCT-9", "sequence": 9, "once": uuid.uuid4()} if "unique" not in name else {"once": None}
    refused(name, copy(Receipt.objects.get(), **(fresh | changes)))


def test_claims(story: Story) -> None:
    claim = story.claims("500", once=uuid.uuid4())
    refused("one_pending_claim_per_invoice", copy(claim, once=None))
    refused("one_claim_per_form", copy(claim, state="refused"))
    refused("claim_is_positive", copy(claim, once=None, state="refused", amount_minor=0))
    refused("claim_state_is_known", copy(claim, once=None, state="lost"))
    assert PaymentClaim.objects.count() == 1


def test_the_ledger(story: Story) -> None:
    transfer = Transfer.objects.first()
    refused("transfer_is_positive", copy(transfer, amount_minor=0))
    refused("transfer_has_two_sides", copy(transfer, credit_id=transfer.debit_id))
    refused("one_entry_per_key", copy(Entry.objects.first()))
    refused("one_account_of_a_kind", copy(Account.objects.first()))
    refused("account_kind_is_known", copy(Account.objects.first(), kind="mattress"))
    assert Invoice.objects.count() == 1


def test_counters(story: Story) -> None:
    counter = Counter.objects.first()
    refused("one_counter_per_series_and_year", copy(counter))
    refused("counter_kind_is_known", copy(counter, kind="napkin"))
    assert counter.business == story.business
