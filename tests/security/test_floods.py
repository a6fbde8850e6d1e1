"""Many requests at once: they cost what they cost, and no more."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from files.models import StoredFile
from payments.models import PaymentClaim
from tests.doors.conftest import House
from tests.ops.test_environment import settings_with

__all__ = ["settings_with"]


def pdf() -> SimpleUploadedFile:
    from tests.payments.conftest import SCAN

    return SimpleUploadedFile("slip.pdf", SCAN, "application/pdf")


def test_slips_of_a_payment_already_reported_are_not_kept(house: House, client: Client) -> None:
    """House's invoice has a report that waits."""
    address = reverse("portal:claim", args=[house.link.token, house.invoice.ref])
    kept = StoredFile.objects.count()
    for _time in range(3):
        answer = client.post(address, {"once": str(uuid4()), "amount": "10", "file": pdf()})
        assert answer.status_code == 422
    assert StoredFile.objects.count() == kept


def test_the_same_report_sent_twice_keeps_one_slip(house: House, client: Client) -> None:
    PaymentClaim.objects.filter(pk=house.claim.pk).update(state=PaymentClaim.State.REFUSED)
    address = reverse("portal:claim", args=[house.link.token, house.invoice.ref])
    kept, once = StoredFile.objects.count(), str(uuid4())
    for _time in range(2):
        assert client.post(address, {"once": once, "amount": "10", "file": pdf()}).status_code == 302
    assert StoredFile.objects.count() == kept + 1


def test_counters_of_the_rate_limits_are_not_pushed_out(settings_with: Callable[..., dict[str, Any]]) -> None:
    """The library's own default keeps 300 rows: an afternoon of sign-ins, or one attacker's seconds."""
    assert settings_with()["CACHES"]["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


@pytest.mark.django_db
def test_guessing_a_password_ends_soon(nour: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    browser = Client()
    for guess in range(6):
        browser.post("/accounts/login/", {"login": nour.user.email, "password": f"guess-{guess}"})
    answer = browser.post("/accounts/login/", {"login": nour.user.email, "password": "a-long-desk-password"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in browser.session
    cache.clear()
