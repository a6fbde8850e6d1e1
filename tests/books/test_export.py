"""Lists as CSV and XLSX: what is listed, readable in Arabic, and harmless in a spreadsheet."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from clients.models import Contact
from core.money import Money
from core.sheets import csv_response, harmless, xlsx_response
from tests.books.conftest import signed_in
from tests.cast import Freelancer
from tests.payments.conftest import Story, Tell

pytestmark = pytest.mark.django_db
HEAD = ["a", "b"]


def lines(response: object) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_a_line_for_each_listed_row(reader: Client, story: Story) -> None:
    story.bills(2)
    head, *rows = lines(reader.get("/books/payments/invoice/export.csv?state__exact=partly_paid"))
    assert len(rows) == 1
    row = dict(zip(head, rows[0], strict=True))
    assert (row["number"], row["client"], row["total"], row["still owed"]) == (
        "INV-2026-0001", "مقهى سدرة 2 Sidra", "3000.00", "2000.00",
    )  # fmt: skip


def test_entries_have_a_line_per_transfer_and_debits_equal_credits(reader: Client, story: Story) -> None:
    head, *rows = lines(reader.get("/books/payments/entry/export.csv"))
    amounts = [Decimal(row[head.index("amount")]) for row in rows]
    assert amounts == [Decimal("3000.00"), Decimal("1000.00")]


def test_xlsx_holds_numbers_and_turns_for_arabic_readers(nour: Freelancer, story: Story) -> None:
    response = signed_in(nour.user).get("/books/payments/receipt/export.xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet.sheet_view.rightToLeft
    values = [cell.value for cell in sheet[2]]
    assert "RCT-2026-0001" in values
    assert 1000 in values
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")


def test_an_unknown_kind_is_not_there(reader: Client) -> None:
    assert reader.get("/books/payments/invoice/export.exe").status_code == 404


def test_a_name_that_is_a_formula_stays_a_name(tell: Tell, nour: Freelancer, reem: Contact) -> None:
    reem.client.organisation = "=HYPERLINK(1)"
    reem.client.save()
    story = tell("1000")
    story.bills()
    browser = signed_in(nour.user)
    assert any("'=HYPERLINK(1)" in row for row in lines(browser.get("/books/payments/invoice/export.csv")))
    sheet = load_workbook(BytesIO(browser.get("/books/payments/invoice/export.xlsx").content)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_cells_keep_their_kind() -> None:
    row = [Money(-12_345, "KWD"), datetime(2026, 11, 22, 9, 0, tzinfo=UTC), None, 7]
    with timezone.override(UTC):
        assert lines(csv_response("x", list("abcd"), [row]))[1] == ["-12.345", "2026-11-22 09:00", "", "7"]
        sheet = load_workbook(BytesIO(xlsx_response("x", list("abcd"), [row]).content)).active
    assert [cell.value for cell in sheet[2]] == [-12.345, datetime(2026, 11, 22, 9, 0), None, 7]  # noqa: DTZ001
