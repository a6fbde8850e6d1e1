"""Platforms of a business: dated copies, so that yesterday's offers keep yesterday's commission."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from accounts.models import Business
from clients import seeds
from clients.models import Platform
from core.actors import Actor
from core.money import Money
from outbox.services.events import emit


def seed_platforms(*, business: Business, today: date) -> list[Platform]:
    """Gives a new business its own copies of the known platforms, named in its language."""
    with translation.override(business.language):
        rows = [
            Platform(
                business=business,
                name=str(seed.name),
                slug=seed.slug,
                mode=seed.mode,
                commission_bp=seed.commission_bp,
                currency=seed.currency or business.currency,
                contact_allowed=seed.slug == seeds.DIRECT,
                verified=seed.verified,
                source_note=str(seed.source_note),
                hold_days=seed.hold_days,
                minimum_minor=seed.minimum,
                review_days=seed.review_days,
                checked_on=date.fromisoformat(seeds.CHECKED_ON),
                position=position,
                valid_from=today,
            )
            for position, seed in enumerate(seeds.PLATFORMS)
        ]
    return Platform.objects.bulk_create(rows)


@transaction.atomic
def change_platform(
    *,
    platform: Platform,
    commission_bp: int,
    currency: str,
    source_note: str,
    by: Actor,
    now: datetime,
    hold_days: int | None = None,
    minimum: Money | None = None,
    review_days: int | None = None,
) -> Platform:
    """The figures as the freelancer confirms them: today's copy is closed and a new, confirmed one takes over.

    `commission_bp` is in hundredths of a percent. What is not given of days and the smallest withdrawal stays as it
    was. Offers and orders made before keep the copy they were made with.
    """
    today = now.astimezone(ZoneInfo(platform.business.zone)).date()
    live = Platform.objects.select_for_update().get(
        business=platform.business, slug=platform.slug, valid_to__isnull=True
    )
    live.valid_to = today
    live.save(update_fields=["valid_to"])
    fresh = Platform.objects.create(
        business=live.business,
        name=live.name,
        slug=live.slug,
        mode=live.mode,
        commission_bp=commission_bp,
        currency=currency,
        contact_allowed=live.contact_allowed,
        verified=True,
        source_note=source_note,
        hold_days=live.hold_days if hold_days is None else hold_days,
        minimum_minor=live.minimum_minor if minimum is None else minimum.minor,
        review_days=live.review_days if review_days is None else review_days,
        checked_on=today,
        position=live.position,
        valid_from=today,
    )
    emit(
        business=live.business,
        verb="platform.changed",
        subject=("platform", fresh.ref),
        actor=by,
        now=now,
        data={"platform": fresh.name, "percent": f"{commission_bp / 100:g}"},
    )
    return fresh
