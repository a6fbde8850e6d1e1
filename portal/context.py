"""What every page of the portal says about who writes and who reads."""

from typing import Any

from django.urls import reverse

from accounts.models import Business
from portal.doors import LinkRequest


def whose(business: Business) -> dict[str, Any]:
    """The head of a page: the business, and the person behind it."""
    return {"business": business, "owner_name": business.owner.full_name}


def about(request: LinkRequest) -> dict[str, Any]:
    """The same, with the reader of a personal link and where the language is switched."""
    token = request.link.token
    return {
        "contact_name": request.contact.name,
        "token": token,
        "language_url": reverse("portal:language", args=[token]),
        **whose(request.business),
    }
