"""An order as a list shows it, and how it stands against its day."""

from datetime import date
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.formats import ago_text, day_text, ltr_html, money_html, number_text
from core.templatetags.formats import time_html
from core.templatetags.ui import avatar, badge, row_url
from orders.models import Order, OrderHold, OrderState
from orders.services.risk import Risk, risk_of_order

register = template.Library()


class Mark(NamedTuple):
    """A state's look and its word."""

    state: str
    word: str


@register.simple_tag
def order_mark(order: Order, today: date) -> Mark | None:
    """On hold, late, at risk; None when nothing has to be said. The order comes from `with_holds`: no query."""
    held = getattr(order, "hold_kind", None)
    if held:
        return Mark("paused", str(OrderHold.Kind(held).label))
    risk = risk_of_order(order, today=today, is_held=False)
    if not risk:
        return None
    return Mark(risk.value, pgettext("order", "late") if risk == Risk.LATE else pgettext("order", "at risk"))


ROW = """<a class="row" href="{}">
  {}
  <span class="row-main"><span class="row-name" dir="auto">{}</span> <span class="row-note" dir="auto">{}</span><span class="soft clamp" dir="auto">{}</span></span>
  <span class="row-end">{} <span class="row-note">{}</span> {}</span>
</a>"""  # noqa: E501 - a line of HTML


@register.simple_tag
def order_row(order: Order, today: date) -> SafeString:
    """One order of a list. In Python: a page draws twenty-five, and as a template each takes four times as long."""
    client, address = order.client, row_url("desk:order", order.ref)
    state = badge(*(order_mark(order, today) or (order.state, order.get_state_display())))
    note = format_html("{}{}", ltr_html(order.number), _standing(order, today))
    total = money_html(order.total)
    return format_html(
        ROW, address, avatar(client.name), client.name, client.organisation, order.title, state, note, total
    )


def _standing(order: Order, today: date) -> SafeString:
    """How far the work is and when it is due; of other orders, since when they are what they are."""
    if order.state != OrderState.IN_PROGRESS:
        since = order.completed_at or order.delivered_at or order.opened_at
        return format_html(" · {}", time_html(since, ago_text(since, now=timezone.now())))
    done = format_html(" · {}", _("%(percent)s%% done") % {"percent": number_text(order.progress)})
    if order.due_on is None:
        return done
    return format_html("{} · {}", done, time_html(order.due_on, day_text(order.due_on, today=today)))
