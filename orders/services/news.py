"""The ready draft of a progress update, in the client's language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.dates import full_day_text
from core.formats import number_text
from orders.models import Milestone, MilestoneState, Order, OrderHold


def draft_update(order: Order, today: date) -> str:
    """How far the work is, which stages are approved, what is next and when, and what it waits for."""
    with override(order.contact.language):
        paragraphs = [
            _("Hello %(name)s,") % {"name": order.contact.name},
            _("Here is how “%(title)s” is coming along: %(percent)s%% of the work is done.")
            % {"title": order.title, "percent": number_text(order.progress)},
            *_stages(order),
            *_waiting(order),
            *_when(order, today),
            _("If anything has changed on your side, please tell me."),
        ]
        return "\n\n".join(paragraphs)


def news_key(order: Order) -> str:
    """The key of the task "time for news"; each news that is due has a day of its own."""
    return f"news:{order.ref}:{order.update_due_on}"


def _stages(order: Order) -> list[str]:
    stages = list(Milestone.objects.filter(order=order).order_by("position"))
    done = [stage.title for stage in stages if stage.state == MilestoneState.APPROVED]
    now = next((stage for stage in stages if stage.state != MilestoneState.APPROVED), None)
    said = []
    if done:
        said.append("\n".join([_("Approved so far:"), *(f"• {title}" for title in done)]))
    if now is not None and now.state == MilestoneState.SUBMITTED:
        said.append(_("“%(stage)s” is with you and waits for your answer.") % {"stage": now.title})
    elif now is not None:
        said.append(_("I am now working on “%(stage)s”.") % {"stage": now.title})
    return said


def _waiting(order: Order) -> list[str]:
    kinds = set(OrderHold.objects.standing().filter(order=order).values_list("kind", flat=True))
    said = []
    if OrderHold.Kind.CLIENT in kinds:
        said.append(_("The work waits for your answer; the agreed days move by the days of waiting."))
    if OrderHold.Kind.UNPAID in kinds:
        said.append(_("The work waits for a payment; the agreed days move by the days of waiting."))
    return said


def _when(order: Order, today: date) -> list[str]:
    stages = Milestone.objects.filter(order=order, due_on__gte=today).exclude(state=MilestoneState.APPROVED)
    stage = stages.order_by("due_on", "position").first()
    said = []
    if stage is not None and stage.due_on is not None:
        words = {"stage": stage.title, "day": full_day_text(stage.due_on)}
        said.append(_("Next: “%(stage)s” on %(day)s.") % words)
    if order.due_on is not None and order.due_on >= today:
        said.append(_("The whole work is planned to be ready on %(day)s.") % {"day": full_day_text(order.due_on)})
    return said
