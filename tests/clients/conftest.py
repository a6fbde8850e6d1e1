"""Reem writes to Nour; Hannah does, from Berlin; Tariq is known on Mostaql by his display name alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Business
from clients.models import ClientLink, Conversation, Criterion, Lead, Platform
from clients.services.leads import note_lead, receive_inquiry
from clients.services.links import link_for
from clients.services.profile import suggested_criteria, write_criteria
from tests.cast import NOW, Freelancer

RIYADH = ZoneInfo("Asia/Riyadh")


def riyadh(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """An instant on Riyadh's wall clock in 2026; 22 November is a Sunday."""
    return datetime(2026, month, day, hour, minute, tzinfo=RIYADH)


def platform_of(business: Business, slug: str) -> Platform:
    return Platform.objects.owned_by(business).offered().get(slug=slug)


@pytest.fixture
def reem(nour: Freelancer) -> Lead:
    """Reem's inquiry through the public form, Sunday 09:30."""
    return receive_inquiry(
        business=nour.business, name="ريم السالم", email="reem@alwaha.example", text="أحتاج هوية بصرية لمقهى جديد",
        language="ar", organisation="مقهى الواحة", country="SA", now=NOW,
    )  # fmt: skip


@pytest.fixture
def hannah(nour: Freelancer) -> Lead:
    """Hannah's mail from Berlin, entered by hand."""
    return note_lead(
        business=nour.business, name="Hannah Vogel", email="hannah@vogel.example", text="Could you draw our icons?",
        language="en", country="DE", platform=platform_of(nour.business, "direct"), by=nour.actor, now=NOW,
    )  # fmt: skip


@pytest.fixture
def tariq(nour: Freelancer) -> Lead:
    """A project posted on Mostaql, pasted by hand: contact outside is not allowed there."""
    return note_lead(
        business=nour.business, name="طارق م.", text="تصميم واجهات تطبيق\nالميزانية: $300–$500", by=nour.actor, now=NOW,
        platform=platform_of(nour.business, "mostaql"),
    )  # fmt: skip


@pytest.fixture
def criteria(nour: Freelancer) -> list[Criterion]:
    return write_criteria(business=nour.business, criteria=suggested_criteria("ar"), by=nour.actor, now=NOW)


@pytest.fixture
def talk(reem: Lead) -> Conversation:
    return reem.client.conversation


@pytest.fixture
def link(reem: Lead) -> ClientLink:
    return link_for(contact=reem.contact, kind="offer", ref="0FFER00001", purpose="decide", now=NOW)
