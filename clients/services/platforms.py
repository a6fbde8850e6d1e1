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

# What a changed platform keeps of the copy before it, unless it was given anew.
KEPT = (
    "business", "name", "slug", "mode", "contact_allowed", "position", "hold_days", "minimum_minor", "review_days",
)  # fmt: skip


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
    given = {
        "hold_days": hold_days,
        "minimum_minor": None if minimum is None else minimum.minor,
        "review_days": review_days,
    }
    changed = {name: value for name, value in given.items() if value is not None}
    fresh = _next_copy(live, today, commission_bp=commission_bp, currency=currency, source_note=source_note, **changed)
    emit(
        business=live.business,
        verb="platform.changed",
        subject=("platform", fresh.ref),
        actor=by,
        now=now,
        data={"platform": fresh.name, "percent": f"{commission_bp / 100:g}"},
    )
    return fresh


def _next_copy(live: Platform, today: date, **figures: object) -> Platform:
    """A confirmed copy that is valid from today: what `figures` does not name stays as it was."""
    kept = {name: getattr(live, name) for name in KEPT} | figures
    return Platform.objects.create(verified=True, checked_on=today, valid_from=today, **kept)
