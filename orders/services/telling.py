"""What follows from the client's answers: the owner reads of each, and whoever asked for extra work hears of it."""

from datetime import datetime

from django.db import models

from clients.models import Contact
from orders import letters
from orders.models import ChangeList, ChangeOrder, Milestone, MilestoneState, OrderKind
from outbox.models import Event

from .links import deal_link

OF_ORDER = ("order__business", "order__client__platform", "order__contact")


def tell_approved(event: Event, *, now: datetime) -> None:
    """Reaction to `milestone.approved`: a letter to the owner, unless the owner did it."""
    contact = _actor(event)
    if contact is None:
        return
    milestone = _stage(event)
    later = Milestone.objects.filter(order=milestone.order, state=MilestoneState.WORKING, begun_at=event.happened_at)
    begun = later.order_by("position").first()
    letters.stage_approved(milestone=milestone, contact=contact, opens=begun.title if begun else "", now=now)


def tell_changes(event: Event, *, now: datetime) -> None:
    """Reaction to `milestone.changes_asked`: the list itself to the owner."""
    contact = _actor(event)
    if contact is None:
        return
    change_list = ChangeList.objects.get(business=event.business, ref=event.data["list"])
    letters.stage_changes(
        change_list=change_list, milestone=_stage(event), contact=contact, used=event.data["used"], now=now
    )


def tell_extra_asked(event: Event, *, now: datetime) -> None:
    """Reaction to `change_order.asked`."""
    contact = _actor(event)
    if contact is not None:
        letters.change_order_asked(change_order=_change_order(event), contact=contact, now=now)


def tell_extra_answered(event: Event, *, now: datetime) -> None:
    """Reaction to `change_order.answered`: a letter to whoever asked for it."""
    change_order = _change_order(event)
    order = change_order.order
    if order.kind == OrderKind.PLATFORM:
        return
    contact = _who_asked(event, change_order)
    url = deal_link(offer=order.offer, contact=contact, now=now).url
    letters.change_order_answered(change_order=change_order, contact=contact, url=url, now=now)


def _actor(event: Event) -> Contact | None:
    """The contact who did it; None where the owner did."""
    if event.actor_kind != "contact":
        return None
    return _people(event).get(ref=event.actor_ref)


def _who_asked(event: Event, change_order: ChangeOrder) -> Contact:
    asked = Event.objects.of_order(event.business, event.order_ref).filter(verb="change_order.asked")
    first = next((one for one in asked if one.data.get("change_order") == change_order.ref), None)
    known = _people(event).filter(ref=first.actor_ref).first() if first else None
    return known or _people(event).get(pk=change_order.order.contact_id)


def _people(event: Event) -> "models.QuerySet[Contact]":
    return Contact.objects.owned_by(event.business).select_related("client__platform", "business")


def _stage(event: Event) -> Milestone:
    return Milestone.objects.select_related(*OF_ORDER).get(business=event.business, ref=event.subject_ref)


def _change_order(event: Event) -> ChangeOrder:
    rows = ChangeOrder.objects.select_related(*OF_ORDER, "order__offer")
    return rows.get(business=event.business, ref=event.data["change_order"])
