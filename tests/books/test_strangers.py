"""Another business's bookkeeper: every address of Nour's books, and nothing of hers behind any of them."""

import pytest
from django.test import Client

from payments.models import Account, Entry, Invoice, Receipt
from tests.payments.conftest import Story

pytestmark = pytest.mark.django_db
MODELS = (Invoice, Receipt, Account, Entry)


def rows(story: Story) -> list[tuple[str, int]]:
    own = [(model._meta.model_name, model.objects.filter(business=story.business).first()) for model in MODELS]
    return [(str(name), row.pk) for name, row in own if row is not None]


def test_her_rows_their_history_and_papers_are_not_there(stranger: Client, story: Story) -> None:
    story.worker()
    assert len(rows(story)) == 4
    for name, pk in rows(story):
        for page in ("change/", "history/", "delete/", "paper/", "pdf/", ""):
            response = stranger.get(f"/books/payments/{name}/{pk}/{page}", follow=True)
            # Django's own answer to a row that is not there is the index, which says so.
            assert response.status_code in {403, 404} or response.redirect_chain[-1][0] == "/books/"
            assert "سدرة" not in response.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_exports_hold_only_her_own_business(stranger: Client, story: Story, model: type) -> None:
    folder = f"/books/payments/{model._meta.model_name}/"
    page = stranger.get(folder).content.decode()
    sheet = b"".join(stranger.get(f"{folder}export.csv").streaming_content).decode()
    for secret in ("سدرة", "RCT-2026-0001", "3,000.00", "3000.00", "1000.00"):
        assert secret not in page
        assert secret not in sheet
    assert "900.00" in sheet or model is Receipt


def test_filters_offer_and_find_nothing_of_others(stranger: Client, story: Story) -> None:
    bank = Account.objects.get(business=story.business, kind="bank")
    assert bank.ref not in stranger.get("/books/payments/entry/").content.decode()
    page = stranger.get(f"/books/payments/entry/?account={bank.ref}").content.decode()
    assert "RCT-2026-0001" not in page
    other = stranger.get(f"/books/payments/invoice/?of={story.business.ref}").content.decode()
    assert "سدرة" not in other


@pytest.mark.parametrize(
    "question",
    [
        "order__client__name__startswith=م",
        "business__name__startswith=ن",
        "credits__paper_hash__startswith=a",
        "business__id__exact=1",
    ],
)
def test_questions_about_others_in_the_address_are_refused(stranger: Client, question: str) -> None:
    response = stranger.get(f"/books/payments/invoice/?{question}", follow=True)
    assert response.status_code in {200, 400}
    assert "سدرة" not in response.content.decode()


def test_autocomplete_gives_nothing(stranger: Client, story: Story) -> None:
    values = {"app_label": "payments", "model_name": "receipt", "field_name": "invoice", "term": "INV"}
    response = stranger.get("/books/autocomplete/", values)
    assert "سدرة" not in response.content.decode()
    for found in response.json().get("results", []) if response.status_code == 200 else []:
        assert int(found["id"]) != story.invoice().pk


def test_the_shortcut_to_any_row_is_gone(stranger: Client, story: Story) -> None:
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Invoice)
    assert stranger.get(f"/books/r/{kind.pk}/{story.invoice().pk}/").status_code == 404
