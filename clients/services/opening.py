"""Opening a business: the first act of a new freelancer."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import Business, Membership, User
from clients.countries import defaults_for
from clients.models import ReplyWindow
from clients.transliteration import slug_of
from core.actors import Actor
from core.text import new_ref
from outbox.services.events import emit

from .platforms import seed_platforms
from .windows import set_window_clock

MORNING, AFTERNOON = (time(9), time(11)), (time(16), time(17))
SLUG_LENGTH = 34  # leaves room for the ending that makes it unique


@transaction.atomic
def open_business(
    *,
    owner: User,
    name: str,
    country: str,
    now: datetime,
    language: str = "",
    currency: str = "",
    zone: str = "",
    working_days: Sequence[int] = (),
    city: str = "",
    legal_name: str = "",
    is_demo: bool = False,
) -> Business:
    """The owner's business with two reply windows a day and the known platforms; event `business.opened`.

    What is left empty follows the country. A second call for the same owner gives the business already open.
    """
    User.objects.select_for_update().get(pk=owner.pk)
    already = Business.objects.filter(membership__user=owner, membership__role=Membership.Role.OWNER).first()
    if already:
        return already
    usual = defaults_for(country)
    business = Business.objects.create(
        slug=_free_slug(name), name=name.strip(), legal_name=legal_name.strip(), country=country.upper(),
        city=city.strip(), currency=currency or usual.currency, zone=zone or usual.zone,
        language=language or owner.language or usual.language,
        working_days=list(working_days or usual.working_days), is_demo=is_demo, opened_at=now,
    )  # fmt: skip
    Membership.objects.create(user=owner, business=business, role=Membership.Role.OWNER)
    _equip(business, now)
    subject = ("business", business.ref)
    emit(business=business, verb="business.opened", subject=subject, actor=Actor.owner(owner.ref), now=now)
    return business


def _equip(business: Business, now: datetime) -> None:
    """What every desk begins with: its two windows, the clock that opens them, and the platforms we know."""
    for position, (starts, ends) in enumerate((MORNING, AFTERNOON)):
        ReplyWindow.objects.create(business=business, starts=starts, ends=ends, position=position)
    set_window_clock(business=business, now=now)
    seed_platforms(business=business, today=now.astimezone(ZoneInfo(business.zone)).date())


def _free_slug(name: str) -> str:
    slug = slug_of(name)[:SLUG_LENGTH].strip("-") or new_ref().lower()
    return f"{slug}-{new_ref()[:4].lower()}" if Business.objects.filter(slug=slug).exists() else slug
