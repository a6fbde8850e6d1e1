"""Numbers, money, days and waits in templates. Each is a tag and, where sentences need it, a filter of the same name.

`{% money order.total %}` · `{% money total hero %}` · `{% money part as price %}` · `{{ code|ltr }}` · `{{ n|number }}`
`{% day due_on %}` · `{% moment sent_at %}` · `{% ago sent_at %}` · `{% in_time due_at %}` · `{% until closes_at %}`.
A page that was handed `now` in its context is drawn as of that instant. Nothing (None) is drawn as nothing.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core import formats
from core.money import Money
from core.reader import remembered

register = template.Library()

NOTHING = mark_safe("")
STYLES = ("hero", "soft")


class MoneyNode(template.Node):
    """`{% money amount [hero|soft] [as name] %}`"""

    def __init__(self, amount: FilterExpression, style: str, name: str) -> None:
        self.amount, self.style, self.name = amount, style, name

    def render(self, context: template.Context) -> SafeString:
        drawn = money(self.amount.resolve(context), self.style)
        if not self.name:
            return drawn
        context[self.name] = drawn
        return NOTHING


@register.tag(name="money")
def money_tag(parser: Parser, token: Token) -> MoneyNode:
    words = token.split_contents()[1:]
    name = words.pop() if len(words) > 2 and words[-2] == "as" else ""
    words = words[:-1] if name else words
    style = words.pop().strip("'\"") if len(words) == 2 else ""
    if len(words) != 1 or style not in ("", *STYLES):
        raise template.TemplateSyntaxError("money takes an amount, then hero or soft, then as and a name")
    return MoneyNode(parser.compile_filter(words[0]), style, name)


@register.filter
def money(value: Money | None, style: str = "") -> SafeString:
    """Digits isolated, the unit small beside them."""
    return formats.money_html(value, style) if isinstance(value, Money) else NOTHING


@register.filter
def amount(value: Money | None) -> SafeString:
    """Only the digits, where a column's head carries the unit."""
    return formats.amount_html(value) if isinstance(value, Money) else NOTHING


@register.filter
def money_text(value: Money | None) -> str:
    """For attributes and titles."""
    return formats.money_text(value) if isinstance(value, Money) else ""


@register.filter
def number(value: Any) -> str:
    return formats.number_text(value) if isinstance(value, int | Decimal) else ""


@register.filter
def percent(basis_points: Any) -> SafeString:
    """From hundredths of a percent."""
    return formats.ltr_html(formats.percent_text(basis_points)) if isinstance(basis_points, int) else NOTHING


@register.filter
def size(octets: Any) -> str:
    """How large a file is."""
    return formats.size_text(octets) if isinstance(octets, int) else ""


@register.filter
def ltr(value: Any) -> SafeString:
    """A reference, phone, IBAN, e-mail, file name or code."""
    return NOTHING if value in (None, "") else formats.ltr_html(value)


@register.filter
def references(text: Any) -> SafeString:
    """A sentence with its document numbers in one piece each, read from the left: «INV-2026-0007»."""
    return formats.references_html(str(text))


@register.filter(name="day")
def day_filter(value: date | None) -> SafeString:
    return _day(value, timezone.now())


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: date | None) -> SafeString:
    return _day(value, _now(context))


@register.filter
def full_day(value: date | None) -> SafeString:
    """Weekday, day, month and year, whatever the date: for papers."""
    return time_html(value, formats.full_day_text(value)) if value else NOTHING


@register.filter(name="moment")
def moment_filter(value: datetime | None) -> SafeString:
    return _moment(value, timezone.now())


@register.simple_tag(takes_context=True)
def moment(context: template.Context, value: datetime | None) -> SafeString:
    return _moment(value, _now(context))


@register.filter
def full_moment(value: datetime | None) -> SafeString:
    """With weekday and year, whatever the date: for papers and evidence."""
    return time_html(value, formats.moment_text(value, full=True)) if value else NOTHING


@register.filter
def clock(value: datetime | None) -> SafeString:
    return formats.ltr_html(formats.clock_text(value)) if value else NOTHING


@register.filter
def hijri(value: date | None) -> SafeString:
    """The Umm al-Qura date, as a second one beside ours."""
    return format_html('<span dir="{}">{}</span>', _direction(), formats.hijri_text(value)) if value else NOTHING


@register.simple_tag(takes_context=True)
def ago(context: template.Context, value: date | None) -> SafeString:
    return time_html(value, formats.ago_text(value, now=_now(context))) if value else NOTHING


@register.simple_tag(takes_context=True)
def in_time(context: template.Context, value: date | None) -> SafeString:
    return time_html(value, formats.in_time_text(value, now=_now(context))) if value else NOTHING


@register.simple_tag(takes_context=True)
def until(context: template.Context, value: date | None) -> SafeString:
    return time_html(value, formats.until_text(value, now=_now(context))) if value else NOTHING


def _now(context: template.Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


def _direction() -> str:
    return "rtl" if (get_language() or "ar").startswith("ar") else "ltr"


def _day(value: date | None, now: datetime) -> SafeString:
    return time_html(value, formats.day_text(value, today=timezone.localdate(now))) if value else NOTHING


def _moment(value: datetime | None, now: datetime) -> SafeString:
    return time_html(value, formats.moment_text(value, today=timezone.localdate(now))) if value else NOTHING


@remembered(4096)
def time_html(value: date | None, said: str) -> SafeString:
    """What is said, with the whole date in the title; its direction is written out because the PDF engine needs it."""
    assert value is not None
    exact = formats.moment_text(value, full=True) if isinstance(value, datetime) else formats.full_day_text(value)
    tag = '<time datetime="{}" dir="{}" title="{}">{}</time>'
    return format_html(tag, value.isoformat(), _direction(), exact, said)
