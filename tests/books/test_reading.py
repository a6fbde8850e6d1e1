"""What stands in the books, and that nothing can be written there."""

from collections.abc import Callable

import pytest
from django.test import Client

from payments.models import Account, Entry, Invoice, Payout, PlatformEarning, Receipt
from payments.services.earnings import drop_earning
from tests.books.conftest import signed_in
from tests.cast import Freelancer
from tests.payments.conftest import Story
from tests.payments.platforms import Home

pytestmark = pytest.mark.django_db
MODELS = (Invoice, Receipt, Account, Entry)
NAMES = [model._meta.model_name for model in MODELS]


def test_every_list_and_every_row_opens(reader: Client) -> None:
    for model in MODELS:
        folder = f"/books/payments/{model._meta.model_name}/"
        assert reader.get(folder).status_code == 200
        row = model.objects.first()
        assert reader.get(f"{folder}{row.pk}/change/").status_code == 200
        assert reader.get(f"{folder}{row.pk}/history/").status_code == 200


def test_an_invoice_shows_its_money_and_its_receipts(reader: Client, story: Story) -> None:
    page = reader.get(f"/books/payments/invoice/{story.invoice().pk}/change/").content.decode()
    for word in ("INV-2026-0001", "3,000.00", "2,000.00", "RCT-2026-0001", story.invoice().paper_hash):
        assert word in page


def test_accounts_show_their_balances(reader: Client) -> None:
    page = reader.get("/books/payments/account/").content.decode()
    assert page.count("1,000.00") == 1  # bank
    assert page.count("2,000.00") == 1  # owed by clients
    assert page.count("3,000.00") == 1  # income


def test_earnings_and_payouts_are_read_and_exported(nour: Freelancer, home: Home) -> None:
    home.earns("400")
    payout = home.receives(home.sends(home.asks("300")), "1086.02", "SAR")
    reader = signed_in(nour.user)
    for model, words in ((PlatformEarning, ("400.00", "60.00", "340.00")), (Payout, ("300.00", "1,086.02"))):
        folder = f"/books/payments/{model._meta.model_name}/"
        row = reader.get(f"{folder}{model.objects.get().pk}/change/").content.decode()
        assert reader.get(folder).status_code == 200
        assert all(word in row for word in words)
        sheet = b"".join(reader.get(f"{folder}export.csv").streaming_content).decode()
        assert words[0] in sheet
        assert reader.get(f"{folder}add/").status_code == 403
    assert payout.ref in sheet


def test_what_is_only_expected_and_what_fell_through_is_read_too(nour: Freelancer, home: Home) -> None:
    home.expects("100")
    gone = drop_earning(order=home.wins("400"), by=nour.actor, now=home.now)
    nour.user.language = "en"
    nour.user.save()
    reader, folder = signed_in(nour.user), "/books/payments/platformearning/"
    page = reader.get(folder)
    assert page.status_code == 200
    assert "called off" in page.content.decode()
    row = reader.get(f"{folder}{gone.pk}/change/").content.decode()
    assert "Sunday 22 November 2026" in row
    assert "None" not in row
    assert b"2026-11-22" in b"".join(reader.get(f"{folder}export.csv").streaming_content)
    assert reader.get("/books/payments/entry/").status_code == 200


def test_the_owners_language_is_spoken(nour: Freelancer, story: Story) -> None:
    page = signed_in(nour.user).get("/books/payments/invoice/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page


def test_entries_of_one_account(reader: Client, story: Story) -> None:
    bank = Account.objects.get(business=story.business, kind="bank")
    page = reader.get(f"/books/payments/entry/?account={bank.ref}").content.decode()
    assert "RCT-2026-0001" in page
    assert "INV-2026-0001" not in page


def test_documents_are_found_by_any_spelling(reader: Client) -> None:
    assert "INV-2026-0001" in reader.get("/books/payments/invoice/", {"q": "مَقْهى سدره"}).content.decode()
    assert "INV-2026-0001" not in reader.get("/books/payments/invoice/", {"q": "غيره"}).content.decode()


def test_the_paper_and_the_pdf_can_be_had(reader: Client, story: Story) -> None:
    pk = story.invoice().pk
    assert reader.get(f"/books/payments/invoice/{pk}/pdf/").status_code == 404
    story.worker()
    paper = reader.get(f"/books/payments/invoice/{pk}/paper/")
    assert "INV-2026-0001" in paper.content.decode()
    pdf = reader.get(f"/books/payments/invoice/{pk}/pdf/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert reader.get(f"/books/payments/receipt/{Receipt.objects.get().pk}/paper/").status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_added_changed_or_deleted(reader: Client, name: str) -> None:
    model = dict(zip(NAMES, MODELS, strict=True))[name]
    before = list(model.objects.order_by("pk").values())
    row, folder = model.objects.first(), f"/books/payments/{name}/"
    assert reader.get(f"{folder}add/").status_code == 403
    assert reader.post(f"{folder}add/", {"name": "x"}).status_code == 403
    assert reader.post(f"{folder}{row.pk}/change/", {"name": "x"}).status_code == 403
    assert reader.post(f"{folder}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    reader.post(folder, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_list_costs_the_same_for_few_and_many(
    reader: Client, story: Story, name: str, django_assert_max_num_queries: Callable
) -> None:
    for position in (2, 3, 4):
        story.bills(position)
        story.pays("3000", position)
    with django_assert_max_num_queries(14):
        assert reader.get(f"/books/payments/{name}/").status_code == 200
