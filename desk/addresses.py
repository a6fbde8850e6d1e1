"""Public addresses as the desk shows them for copying."""

from django.conf import settings
from django.utils.html import escape

from accounts.models import Business


def inquiry_address(business: Business) -> str:
    """The whole address of the business's inquiry form."""
    return f"{settings.PUBLIC_URL}/i/{business.slug}/"


def inquiry_embed(business: Business) -> str:
    """The line that shows the form inside the freelancer's own site, as text to copy."""
    title = escape(business.name)
    return f'<iframe src="{inquiry_address(business)}" title="{title}" width="100%" height="760"></iframe>'
