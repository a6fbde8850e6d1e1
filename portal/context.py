"""What every page of the portal says about who writes and who reads."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Business, Membership, User
from core.prepared import prepared
from portal.doors import LinkRequest


def whose(business: Business) -> dict[str, Any]:
    """The head of a page: the business, and the person behind it."""
    (owner_name,) = _owner_names(business)
    return {"business": business, "owner_name": owner_name}


@prepared
def _owner_names(business: Business) -> QuerySet[User, str]:
    owners = User.objects.filter(membership__business=business, membership__role=Membership.Role.OWNER)
    return owners.values_list("full_name", flat=True)


def about(request: LinkRequest) -> dict[str, Any]:
    """The same, with the reader of a personal link and where the language is switched."""
    token = request.link.token
    return {
        "contact_name": request.contact.name,
        "token": token,
        "language_url": reverse("portal:language", args=[token]),
        **whose(request.business),
    }
