"""Originals on the desk: the owner takes them, and opens them to the client before payment only with a reason."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Lead
from files.services.store import store_bytes
from orders.models import Download, Order, WorkFile
from tests.cast import Freelancer
from tests.desk.deals import Deals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_machine")]


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return deals.working(reem)


@pytest.fixture
def file(order: Order, deals: Deals) -> WorkFile:
    stored = store_bytes(
        business=order.business, purpose="work", name="شعار نهائي.ai", content=b"all the layers", now=deals.now,
        content_type="application/octet-stream",
    )  # fmt: skip
    return WorkFile.objects.create(
        business=order.business, order=order, milestone=order.milestones.first(), original=stored, added_at=deals.now
    )


def at(name: str, order: Order, *more: str) -> str:
    return reverse(f"desk:{name}", args=[order.ref, *more])


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_owner_downloads_an_original_and_it_is_written_down(
    desk: Browser, order: Order, file: WorkFile, nour: Freelancer
) -> None:
    answer = desk.get(at("order-file", order, file.ref), REMOTE_ADDR="203.0.113.9")
    assert body(answer) == b"all the layers"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    row = Download.objects.get()
    assert (row.by_kind, row.by_ref, row.sha256, row.ip) == (
        "owner", nour.user.ref, file.original.sha256, "203.0.113.9",
    )  # fmt: skip
    assert file.original.sha256[:12] in desk.get(at("order", order)).content.decode()


def test_asking_for_the_head_takes_nothing(desk: Browser, order: Order, file: WorkFile) -> None:
    body(desk.head(at("order-file", order, file.ref)))
    assert not Download.objects.exists()


def test_what_was_taken_off_and_other_orders_files_are_not_there(
    desk: Browser, order: Order, file: WorkFile, deals: Deals, reem: Lead
) -> None:
    other = deals.signed(reem)
    assert desk.get(at("order-file", other, file.ref)).status_code == 404
    WorkFile.objects.filter(pk=file.pk).update(removed_at=deals.now)
    assert desk.get(at("order-file", order, file.ref)).status_code == 404
    assert not Download.objects.exists()


def test_opening_before_payment_needs_a_reason(desk: Browser, order: Order) -> None:
    assert at("order-release", order) in desk.get(at("order", order)).content.decode()
    assert desk.get(at("order-release", order)).status_code == 200
    empty = desk.post(at("order-release", order), {"reason": ""})
    assert empty.status_code == 422
    assert "Please give a reason." in empty.content.decode()
    order.refresh_from_db()
    assert order.released_at is None


def test_opened_by_hand_the_page_says_so_and_why(desk: Browser, order: Order) -> None:
    told = desk.post(at("order-release", order), {"reason": "Their exhibition is tomorrow"}, follow=True)
    page = told.content.decode()
    assert "Their exhibition is tomorrow" in page
    assert "Opened to the client by hand" in page
    assert at("order-release", order) not in page
    assert desk.get(at("order-release", order)).status_code == 302
    assert desk.post(at("order-release", order), {"reason": "again"}).status_code == 302
    order.refresh_from_db()
    assert order.release_reason == "Their exhibition is tomorrow"


def test_an_unsigned_order_cannot_be_opened(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    refused = desk.post(at("order-release", order), {"reason": "why not"})
    assert refused.status_code == 422
    assert "awaiting signature" in refused.content.decode()


def test_another_freelancer_finds_neither_file_nor_act(sams_desk: Browser, order: Order, file: WorkFile) -> None:
    assert sams_desk.get(at("order-file", order, file.ref)).status_code == 404
    assert sams_desk.post(at("order-release", order), {"reason": "mine"}).status_code == 404
    assert not Download.objects.exists()
