"""What may stand in the address of the books: the page's own filters, and nothing else."""

import pytest
from django.test import Client

from payments.models import Account, Entry, Invoice, Receipt
from tests.payments.conftest import Story

pytestmark = pytest.mark.django_db
LIST = "/books/payments/invoice/"
MODELS = (Invoice, Receipt, Account, Entry)
REFUSED = [
    "order__client__name__startswith=a",
    "business__slug__startswith=n",
    "credits__paper_hash__startswith=a",
    "folded__regex=((a%2B)%2B)%2B%24",  # a pattern that never ends
    "number__regex=%5B",  # one that is none
    "paper__seller__iregex=a",
    "paper_hash__startswith=a",
    "business__in=1,2",
    "once=1",
    "issued_at__year=99999999999999",
    "issued_at__year=-1",
    "no_such_field=1",
]


@pytest.mark.parametrize("question", REFUSED)
def test_other_questions_are_refused(reader: Client, question: str) -> None:
    assert reader.get(f"{LIST}?{question}").status_code == 400
    assert reader.get(f"{LIST}export.csv?{question}").status_code == 400


@pytest.mark.parametrize("model", MODELS)
def test_no_list_takes_a_pattern(reader: Client, model: type) -> None:
    assert reader.get(f"/books/payments/{model._meta.model_name}/?ref__regex=a").status_code == 400


@pytest.mark.parametrize(
    "question",
    ["state__exact=partly_paid", "kind__exact=invoice", "currency=SAR", "issued_at__year=2026",
     "issued_at__year=2026&issued_at__month=11&issued_at__day=22", "q=INV", "o=-1", "p=999999999"],
)  # fmt: skip
def test_the_pages_own_questions_are_answered(reader: Client, question: str) -> None:
    assert reader.get(f"{LIST}?{question}").status_code == 200


def test_a_search_of_a_thousand_words_is_cut(reader: Client) -> None:
    assert reader.get(LIST, {"q": "INV " * 1000}).status_code == 200


def test_the_entries_of_an_account_are_a_link_away(reader: Client, story: Story) -> None:
    bank = Account.objects.get(business=story.business, kind="bank")
    wanted = f"?of={story.business.ref}&amp;account={bank.ref}"
    assert wanted in reader.get("/books/payments/account/").content.decode()
