"""What every page of the portal says about who writes and who reads."""

from typing import Any

from django.urls import reverse

from portal.doors import LinkRequest


def about(request: LinkRequest) -> dict[str, Any]:
    token = request.link.token
    return {
        "business": request.business,
        "owner_name": request.business.owner.full_name,
        "contact_name": request.contact.name,
        "token": token,
        "language_url": reverse("portal:language", args=[token]),
    }
