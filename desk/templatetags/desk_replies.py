"""How urgent an unanswered conversation is, for the badge beside it."""

from datetime import datetime

from django import template

from clients.models import Conversation

register = template.Library()


@register.simple_tag
def reply_state(talk: Conversation, now: datetime) -> str:
    """`ceiling` past 48 real hours, `late` from the due instant on, else `waiting`."""
    if talk.is_past_ceiling(now):
        return "ceiling"
    return "late" if talk.is_overdue(now) else "waiting"
