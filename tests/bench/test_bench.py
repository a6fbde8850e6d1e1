"""The bench in small: its seed is a world that the product would have made, and each of its measures still measures.

Nothing here looks at a clock: what is fast enough is for `make bench` to say.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import Business
from clients.models import Conversation
from orders.models import Order
from payments.models import Invoice
from payments.services.audit import assert_balanced
from tools.bench.costs import pdf_milliseconds, queries
from tools.bench.pages import FLOOR, pages_of, sign_in
from tools.bench.report import PageFigures, Report
from tools.bench.seed import Size, grow, sow
from tools.bench.sweep import sweep
from tools.bench.visit import Times

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TINY = Size(businesses=3, orders=70, small_orders=2, clients=14, conversations=50, waiting=2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Business:
    """The large business among its small neighbours."""
    sow(TINY, seed=1, now=NOW)
    return Business.objects.order_by("pk")[0]


def test_as_much_is_sown_as_was_asked(world: Business) -> None:
    assert Business.objects.count() == TINY.businesses
    assert Order.objects.owned_by(world).count() == TINY.orders
    assert Conversation.objects.owned_by(world).waiting_on_us().count() == TINY.waiting
    assert Conversation.objects.count() == TINY.conversations
    grow(80, seed=1, now=NOW)
    assert Conversation.objects.count() == 80


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
    for page in pages_of(world, sign_in(world.owner), reverse("desk:orders")):
        asked = len(queries(page))
        assert asked >= (1 if page.name == FLOOR else 3)
        assert page.most_queries is None or asked <= page.most_queries, page.name
        times = replace(Times(1.0, 1.0, 1), per_second=1.0)
        report.pages.append(PageFigures(page.name, times, page.against, 1.0, asked, page.most_queries, page.most_ratio))
    report.pdf_ms = pdf_milliseconds(list(Invoice.objects.owned_by(world)[:1]))
    assert report.pdf_ms > 0
    report.sweep_seconds = {"few": sweep(1, NOW), "many": 1.0}
    assert report.sweep_seconds["few"] > 0
    assert "client's offer" in report.as_text()
    assert '"seed": 1' in report.as_json()
