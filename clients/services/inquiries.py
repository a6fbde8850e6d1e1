"""What the public form must pass before its words become a lead: a signed time stamp, a trap, and few links."""

import re
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from accounts.models import Business
from clients.errors import InquiryTooFast, InquiryTooOld, LooksLikeSpam

FASTEST = timedelta(seconds=3)  # nobody writes an inquiry faster
LONGEST = timedelta(days=1)
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
_SALT = "inquiry"


def inquiry_stamp(*, business: Business, now: datetime) -> str:
    """When the form was shown, signed; it goes into a hidden field."""
    return Signer(salt=_SALT).sign(f"{business.ref}.{int(now.timestamp())}")


def check_inquiry(*, business: Business, stamp: str, trap: str, name: str, text: str, now: datetime) -> None:
    """Lets a person's inquiry pass. `trap` is the field people do not see and must be empty.

    Raises InquiryTooFast, InquiryTooOld or LooksLikeSpam; show the form again, with a fresh stamp and the text kept.
    """
    shown = _shown_at(business, stamp)
    if trap.strip() or _LINK.search(name) or len(_LINK.findall(text)) > MOST_LINKS:
        raise LooksLikeSpam
    if shown is None or now - shown > LONGEST:
        raise InquiryTooOld
    if now - shown < FASTEST:
        raise InquiryTooFast


def _shown_at(business: Business, stamp: str) -> datetime | None:
    try:
        ref, seconds = Signer(salt=_SALT).unsign(stamp).split(".")
        return datetime.fromtimestamp(int(seconds), tz=UTC) if ref == business.ref else None
    except (BadSignature, ValueError):
        return None
