"""What the client put beside a list of changes, on the desk: on its stage, on its order, and for its owner alone."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from clients.models import Lead
from orders.models import Enclosure, Order
from orders.services.changing import ask_changes, request_change_order
from tests.cast import Freelancer
from tests.desk.deals import Deals
from tests.desk.staged import at, begun, said, shown
from tests.orders.staged import picture


@pytest.fixture
def order(deals: Deals, reem: Lead) -> Order:
    return begun(deals, reem)


@pytest.fixture
def enclosed(desk: Browser, order: Order) -> Enclosure:
    """A list with one picture, and a wish with another."""
    given: dict[str, Any] = {"contact": order.contact, "now": timezone.now()}
    files = [SimpleUploadedFile("المقصود.png", picture((3000, 2000)))]
    ask_changes(submission=shown(desk, order), text="كبّروا الشعار", uploads=files, **given)
    wish = {"milestone": None, "text": "فيديو", "uploads": [SimpleUploadedFile("مثال.webp", picture(form="WEBP"))]}
    request_change_order(order=order, **wish, **given)
    return Enclosure.objects.in_order()[0]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_they_stand_on_the_stage_and_on_the_order_with_name_and_size(
    desk: Browser, order: Order, enclosed: Enclosure
) -> None:
    addresses = [reverse("desk:order-enclosure", args=[order.ref, one.ref]) for one in Enclosure.objects.all()]
    for page in (desk.get(at(order)), desk.get(f"/desk/orders/{order.ref}/")):
        assert "المقصود.png" in said(page)
        for address in addresses:
            assert f'{address}"' in said(page)
            assert f"{address}look/" in said(page)
    whole = desk.get(addresses[0])
    assert "attachment" in whole.headers["Content-Disposition"]
    assert body(whole).startswith(b"\x89PNG")
    look = desk.get(addresses[0] + "look/")
    assert look.headers["Content-Type"] == "image/jpeg"
    assert max(Image.open(io.BytesIO(body(look))).size) == 1200


def test_strangers_find_none(sams_desk: Browser, order: Order, enclosed: Enclosure, deals: Deals, reem: Lead) -> None:
    for name in ("desk:order-enclosure", "desk:order-enclosure-look"):
        address = reverse(name, args=[order.ref, enclosed.ref])
        assert sams_desk.get(address).status_code == 404
        assert Browser().get(address).status_code == 302
        elsewhere = reverse(name, args=[deals.accepted(reem).ref, enclosed.ref])
        assert sams_desk.get(elsewhere).status_code == 404


def test_another_order_of_the_same_desk_does_not_give_them(
    desk: Browser, enclosed: Enclosure, deals: Deals, reem: Lead, nour: Freelancer
) -> None:
    other = deals.accepted(reem)
    assert desk.get(reverse("desk:order-enclosure", args=[other.ref, enclosed.ref])).status_code == 404


def test_the_stage_costs_the_same_with_one_file_and_five(
    desk: Browser, order: Order, enclosed: Enclosure, django_assert_num_queries: Any
) -> None:
    few = _cost(desk, at(order), django_assert_num_queries)
    Order.objects.update(revisions=9)
    files = [SimpleUploadedFile(f"{number}.png", picture()) for number in range(5)]
    again = {"contact": order.contact, "now": timezone.now(), "text": "وأوضح", "uploads": files}
    ask_changes(submission=shown(desk, order, changed="أكبر"), **again)
    assert _cost(desk, at(order), django_assert_num_queries) == few


def _cost(desk: Browser, path: str, queries: Any) -> int:
    with queries(200, exact=False) as seen:
        assert desk.get(path).status_code == 200
    return len(seen)
