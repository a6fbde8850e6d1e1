"""The bench in small: its seed is a world that the product would have made, and each of its measures still measures.

Nothing here looks at a clock: what is fast enough is for `make bench` to say.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Business
from clients.models import Conversation
from orders.models import Order
from payments.models import Invoice, Receipt
from payments.services.audit import assert_balanced
from tools.bench.costs import pdf_milliseconds, queries
from tools.bench.pages import FLOOR, of_length, pages_of, sign_in
from tools.bench.preview import preview_seconds
from tools.bench.reminders import reminders
from tools.bench.report import PageFigures, Report
from tools.bench.seed import Size, grow, sow, with_takings
from tools.bench.seed.lengths import LONG, SHORT
from tools.bench.sweep import sweep
from tools.bench.upload import MEGABYTE, Upload, Watched, address_of, cookies
from tools.bench.visit import Times

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TINY = Size(businesses=3, orders=70, small_orders=2, clients=14, conversations=50, waiting=2, papers=(100, 300))

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Business:
    """The large business among its small neighbours."""
    sow(TINY, seed=1, now=NOW)
    return Business.objects.order_by("pk")[0]


def test_as_much_is_sown_as_was_asked(world: Business) -> None:
    assert Business.objects.count() == TINY.businesses + len(TINY.papers)
    assert Order.objects.owned_by(world).count() == TINY.orders + len((SHORT, LONG))
    assert Conversation.objects.owned_by(world).waiting_on_us().count() == TINY.waiting
    assert Conversation.objects.count() == TINY.conversations
    grow(80, seed=1, now=NOW)
    assert Conversation.objects.count() == 80
    for business, papers in zip(with_takings(), TINY.papers, strict=True):
        invoices = Invoice.objects.owned_by(business)
        assert invoices.count() + Receipt.objects.owned_by(business).count() == papers


def test_the_books_of_every_business_balance(world: Business) -> None:
    assert Invoice.objects.owned_by(world).filter(state=Invoice.State.PAID).exists()
    for business in Business.objects.all():
        assert_balanced(business)


def _rows(seed: int) -> Iterator[Any]:
    """What was sown, and nothing left of it."""
    with transaction.atomic():
        sow(TINY, seed=seed, now=NOW)
        yield from Order.objects.order_by("pk").values_list("ref", "number", "title", "total_minor", "due_on")
        yield from Invoice.objects.order_by("pk").values_list("ref", "number", "paper_hash")
        transaction.set_rollback(True)


def test_the_same_seed_sows_the_same_rows() -> None:
    first = list(_rows(1))
    assert first == list(_rows(1))
    assert first != list(_rows(2))


def test_every_measure_measures(world: Business, settings: Any) -> None:
    settings.ROOT_URLCONF = "tools.bench.urls"
    report = Report(1, {}, {}, sweep_due=1, first_load_kilobytes={"today": 1.0})
    took: dict[str, int] = {}
    for page in pages_of(world, sign_in(world.owner), reverse("desk:orders")):
        asked = took[page.name] = len(queries(page))
        assert asked >= (1 if page.name == FLOOR else 3)
        assert page.most_queries is None or asked <= page.most_queries, page.name
        assert not page.flat_with or asked <= took[page.flat_with], page.name
        times = replace(Times(1.0, 1.0, 1), per_second=1.0)
        report.pages.append(PageFigures(page.name, times, page.against, 1.0, asked, page.most_queries, page.most_ratio))
    report.pdf_ms = pdf_milliseconds(list(Invoice.objects.owned_by(world)[:1]))
    assert report.pdf_ms > 0
    report.sweep_seconds = {"few": sweep(1, NOW), "many": 1.0}
    assert report.sweep_seconds["few"] > 0
    report.reminder_seconds, report.reminded_among = reminders(business=world, due=3, times=1, now=NOW)
    assert (report.reminder_seconds > 0, report.reminded_among) == (True, Invoice.objects.owned_by(world).count())
    report.preview_seconds = preview_seconds(pages=2, times=1)
    assert report.preview_seconds > 0
    assert "client's offer" in report.as_text()
    assert '"seed": 1' in report.as_json()


def test_the_large_file_is_taken_as_the_page_of_a_stage_sends_it(world: Business) -> None:
    sent = Upload(1)
    browser = Client(enforce_csrf_checks=True, headers={"Cookie": cookies(sign_in(world.owner))})
    body = b"".join(sent.pieces())
    assert sent.headers["Content-Length"] == str(len(body))
    answer = browser.post(address_of(world), body, content_type=sent.headers["Content-Type"])
    assert answer.status_code == 302
    assert of_length(world, LONG).work_files.on_the_tray().get().original.size == MEGABYTE


def test_memory_that_grew_is_seen() -> None:
    with Watched(os.getpid()) as watched:
        held = b"x" * 30 * MEGABYTE
    assert (watched.grown > 20, len(held)) == (True, 30 * MEGABYTE)
