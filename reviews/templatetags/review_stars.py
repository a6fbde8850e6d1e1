"""Stars as pages draw them: the given ones filled, the whole spoken as words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.ui import icon
from reviews.models.review import BEST
from reviews.wording import stars_text

register = template.Library()


@register.filter
def star_words(stars: str | int) -> str:
    """«4 stars of 5»."""
    return stars_text(int(stars))


@register.simple_tag
def stars(given: float, look: str = "") -> SafeString:
    """A row of five, as many filled as `given` rounds to; `look` is "large"."""
    drawn = [icon("star", "is-on" if mark <= round(given) else "") for mark in range(1, BEST + 1)]
    return format_html(
        '<span class="stars{}" role="img" aria-label="{}">{}</span>',
        f" is-{look}" if look else "",
        stars_text(round(given)),
        mark_safe("".join(drawn)),
    )
