"""An address with one's own order in front and somebody else's row behind it leads nowhere."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from orders.models import ChangeList, ChangeOrder, Enclosure, Order, Sample, WorkFile
from orders.services.changing import request_change_order
from payments.models import Invoice
from tests.books.conftest import sams_invoice
from tests.cast import NOW, Freelancer
from tests.orders.staged import Work, picture
from tests.portal.conftest import Desk, Visitor, _nobody_pressed_yet, desk, hannah, reem
from tests.portal.working import AtWork

__all__ = ["Desk", "_nobody_pressed_yet", "desk", "hannah", "reem", "sams_invoice"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def nours(desk: Desk, reem: Contact) -> AtWork:
    """Shown, answered with a list of changes, and with a wish beside it; a file waits on the tray."""
    at_work = AtWork.of(Work.begun(desk, reem))
    at_work.work.changes(at_work.shows())
    request_change_order(
        order=at_work.work.order, milestone=None, text="فيديو", contact=reem, now=NOW,
        uploads=[SimpleUploadedFile("مثال.png", picture())],
    )  # fmt: skip
    at_work.work.add(1, name="على الصينية.png")
    return at_work


def behind(order: Order) -> list[tuple[str, list[Any], dict[str, str]]]:
    """Every address of the desk that names a second row: all of it real, and Nour's."""
    return [
        ("desk:order-file", [WorkFile.objects.filter(order=order).latest("pk").ref], {}),
        ("desk:order-sample", [Sample.objects.latest("pk").ref], {}),
        ("desk:order-enclosure", [Enclosure.objects.get().ref], {}),
        ("desk:order-enclosure-look", [Enclosure.objects.get().ref], {}),
        ("desk:stage-file-remove", [1, WorkFile.objects.filter(order=order).latest("pk").ref], {}),
        ("desk:stage-correct", [1, ChangeList.objects.get().ref], {"reason": "x"}),
        ("desk:stage-answer", [1, ChangeOrder.objects.get().ref], {"state": "declined", "answer": "x"}),
    ]


def test_sams_own_order_before_nours_rows(nours: AtWork, sam: Freelancer, sams_invoice: Invoice) -> None:
    browser = Browser()
    browser.force_login(sam.user)
    assert browser.get(reverse("desk:order-stage", args=[sams_invoice.order.ref, 1])).status_code == 200
    for name, rest, said in behind(nours.work.order):
        address = reverse(name, args=[sams_invoice.order.ref, *rest])
        assert browser.get(address).status_code in {404, 405}, name
        assert browser.post(address, said).status_code in {404, 405}, name
    assert not ChangeList.objects.get().is_correction
    assert ChangeOrder.objects.get().state == ChangeOrder.State.WAITING
    assert not WorkFile.objects.exclude(removed_at=None).exists()


def test_one_order_of_a_client_before_the_rows_of_the_other(nours: AtWork, desk: Desk, reem: Contact) -> None:
    """The same Reem: what hangs on one order's link is not opened through the other's."""
    other = AtWork.of(Work.begun(desk, reem))
    shown = other.shows()
    sample, first = Sample.objects.filter(file__order=nours.work.order).get(), nours.work.order
    visit: Visitor = other.visit
    assert visit.get("sample", "1", sample.ref).status_code == 404
    assert visit.get("file", sample.file.ref).status_code == 404
    for name in ("enclosure", "enclosure-look"):
        assert visit.get(name, Enclosure.objects.get().ref).status_code == 404
    answered = nours.work.show(1, changed="x")
    for act in ("stage-approve", "stage-changes"):
        assert visit.post(act, "1", shown=answered.ref, text="x").status_code == 422
    answered.refresh_from_db()
    shown.refresh_from_db()
    assert (answered.outcome, shown.outcome) == ("", "")
    assert Order.objects.get(pk=first.pk).state == "in_progress"
