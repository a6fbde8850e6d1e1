"""Input made to break a page: each is answered with a sentence or an empty list, never with an error of ours."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from core.sheets import harmless, xlsx_response
from orders.services.drafting import draft_offer
from tests.cast import NOW
from tests.orders.conftest import Desk


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/clients/%00/", "/desk/search/?q=%00", "/c/%00/", "/i/%00/", "/?%00"])
def test_a_nul_in_an_address(desk: Desk, address: str) -> None:
    browser = Client()
    browser.force_login(desk.nour.user)
    assert browser.get(address).status_code in {400, 404}


@pytest.mark.django_db
def test_counts_of_thousands_of_digits(desk: Desk, reem: Any) -> None:
    offer = draft_offer(
        business=desk.nour.business, client=reem.client, contact=reem, title="هوية", by=desk.nour.actor, now=NOW
    )
    browser = Client()
    browser.force_login(desk.nour.user)
    for typed in (
        {"rows": "add lines", "lines-TOTAL_FORMS": "9" * 6000},
        {"rows": "drop lines " + "9" * 6000, "lines-TOTAL_FORMS": "1"},
    ):
        assert browser.post(f"/desk/offers/{offer.ref}/rows/", typed).status_code == 200


def test_marks_that_no_sheet_can_hold_do_not_stop_an_export() -> None:
    rows = [["a\x01b\x1f\ufffe", "\x0b=1+1", Decimal("-1"), date(2026, 11, 22)]]
    book = load_workbook(BytesIO(xlsx_response("x", ["head\x02"], rows).content))
    head, line = book.active.iter_rows(values_only=True)
    assert head[0] == "head "
    assert line[:3] == ("a b  ", " =1+1", -1)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "\x00=1"])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert harmless(text)[0] in "' "
