"""Nour at her desk, in English so that sentences can be read here; Sam at his; and three people who wrote lately."""

from datetime import timedelta
from typing import Any

import pytest
from django.forms import BaseForm
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Criterion, Lead, Platform
from clients.services.leads import note_lead, receive_inquiry
from clients.services.profile import suggested_criteria, write_criteria
from tests.cast import Freelancer
from tests.desk.deals import Deals

HTMX = {"HTTP_HX_REQUEST": "true"}


def signed_in(freelancer: Freelancer) -> Browser:
    browser = Browser()
    browser.force_login(freelancer.user)
    return browser


def filled(form: BaseForm, **changes: Any) -> dict[str, Any]:
    """What a browser would send: every field as the page showed it, with these changes."""
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in (shown | changes).items() if value not in (None, False)}


@pytest.fixture
def desk(nour: Freelancer) -> Browser:
    nour.user.language = "en"
    nour.user.save()
    return signed_in(nour)


@pytest.fixture
def sams_desk(sam: Freelancer) -> Browser:
    return signed_in(sam)


@pytest.fixture
def reem(nour: Freelancer) -> Lead:
    """Two hours ago, through the public form."""
    return receive_inquiry(
        business=nour.business, name="ريم السالم", email="reem@alwaha.example", text="أحتاج هوية بصرية لمقهى جديد",
        language="ar", organisation="مقهى الواحة", now=timezone.now() - timedelta(hours=2),
    )  # fmt: skip


@pytest.fixture
def hannah(nour: Freelancer) -> Lead:
    """Yesterday, entered by hand."""
    return note_lead(
        business=nour.business, name="Hannah Vogel", email="hannah@vogel.example", text="Could you draw our icons?",
        language="en", by=nour.actor, now=timezone.now() - timedelta(days=1),
    )  # fmt: skip


@pytest.fixture
def tariq(nour: Freelancer) -> Lead:
    """An hour ago on Mostaql, where contact outside is not allowed."""
    mostaql = Platform.objects.owned_by(nour.business).offered().get(slug="mostaql")
    return note_lead(
        business=nour.business, name="طارق م.", text="تصميم واجهات تطبيق", platform=mostaql, by=nour.actor,
        now=timezone.now() - timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def criteria(nour: Freelancer) -> list[Criterion]:
    now = timezone.now() - timedelta(days=2)
    return write_criteria(business=nour.business, criteria=suggested_criteria("en"), by=nour.actor, now=now)


@pytest.fixture
def deals(nour: Freelancer) -> Deals:
    return Deals(nour)
