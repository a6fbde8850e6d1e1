"""Settings of invoices: numbers go on from another program until the first is given here; a tiny rest is let go."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from payments.models import Counter
from payments.services.rules import tolerance_of
from tests.cast import Freelancer
from tests.desk.deals import Deals

PAGE = "/desk/settings/invoices/"
pytestmark = pytest.mark.django_db


def test_numbers_go_on_from_another_program(desk: Browser, deals: Deals, reem: Lead) -> None:
    year = timezone.localdate().year
    assert desk.post(PAGE + "numbers/", {"invoice": "٤٦", "receipt": ""}).headers["Location"] == PAGE
    assert 'value="46"' in desk.get(PAGE).content.decode()
    assert deals.invoice(deals.signed(reem)).number == f"INV-{year}-0047"


def test_once_a_number_was_given_here_the_page_says_so_and_refuses(desk: Browser, deals: Deals, reem: Lead) -> None:
    invoice = deals.invoice(deals.signed(reem))
    page = desk.get(PAGE).content.decode()
    assert invoice.number in page
    assert 'name="invoice"' not in page
    refused = desk.post(PAGE + "numbers/", {"invoice": "900"})
    assert refused.status_code == 422
    assert "given already" in refused.content.decode()
    assert Counter.objects.get(kind="invoice").last == 1


def test_the_rest_that_is_not_asked_for(desk: Browser, nour: Freelancer) -> None:
    assert 'value="5"' in desk.get(PAGE).content.decode()
    assert desk.post(PAGE + "tolerance/", {"minor": "0"}).status_code == 302
    assert tolerance_of(nour.business) == 0
    assert desk.post(PAGE + "tolerance/", {"minor": "101"}).status_code == 422
    assert tolerance_of(nour.business) == 0


def test_sam_has_his_own(sams_desk: Browser, nour: Freelancer, sam: Freelancer) -> None:
    sams_desk.post(PAGE + "tolerance/", {"minor": "1"})
    sams_desk.post(PAGE + "numbers/", {"invoice": "7"})
    assert (tolerance_of(nour.business), tolerance_of(sam.business)) == (5, 1)
    assert not Counter.objects.filter(business=nour.business).exists()
