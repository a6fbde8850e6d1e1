"""The platforms a new business starts with. Their figures change: each carries its source."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Platform

DIRECT = "direct"
_Text = str | Promise


@dataclass(frozen=True, slots=True)
class PlatformSeed:
    """One platform as of `CHECKED_ON`; `commission_bp` in hundredths of a percent."""

    slug: str
    name: _Text
    mode: str
    commission_bp: int
    source_note: _Text
    currency: str = "USD"
    verified: bool = False
    hold_days: int = 0  # from the completion of an order to the day its money can be withdrawn
    minimum: int = 0  # the smallest withdrawal, in minor units
    review_days: int | None = None  # how long a client may leave a review there, where it is known


CHECKED_ON = "2026-11-22"
_GUIDE = _("Named in guides for freelancers; not confirmed by the platform itself. Check the figure on your account.")
PLATFORMS = (
    PlatformSeed(
        DIRECT,
        _("Direct"),
        Platform.Mode.DIRECT,
        0,
        _("No platform in between: no commission."),
        currency="",
        verified=True,
    ),
    PlatformSeed(
        "mostaql",
        _("Mostaql"),
        Platform.Mode.BID,
        1500,
        _("Usually quoted as 15%; one guide says 10%. Check the figure on your account before the first offer."),
        hold_days=14,
        minimum=2500,
    ),
    PlatformSeed("khamsat", _("Khamsat"), Platform.Mode.SHOP, 2000, _GUIDE, hold_days=14, minimum=2000),
    PlatformSeed(
        "upwork",
        "Upwork",
        Platform.Mode.BID,
        1000,
        _("Between 0 and 15%, fixed for each contract since May 2025. Enter the rate your contract shows."),
        hold_days=5,
        review_days=14,
    ),
    PlatformSeed("fiverr", "Fiverr", Platform.Mode.SHOP, 2000, _GUIDE, hold_days=14, review_days=10),
    PlatformSeed(
        "freelancer",
        "Freelancer.com",
        Platform.Mode.BID,
        1000,
        _("10% or 5 US dollars, whichever is more. Check the figure on your account."),
        hold_days=15,
        minimum=3000,
        review_days=90,
    ),
    PlatformSeed(
        "other",
        _("Another platform"),
        Platform.Mode.OTHER,
        0,
        _("Enter the commission of the platform you use."),
    ),
)
