"""Acts on stages, dates and the hand-over."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet

from core.actors import Actor
from orders.models import ChangeList, ChangeOrder, Milestone, OrderHold, ScopeItem, Submission, WorkFile
from orders.services import approving, changing, delays, delivering, holds, release, submitting, updates, work

from .house import House, Turn, one
from .offering import Act, Press

OWN_HOLDS = (OrderHold.Kind.CLIENT, OrderHold.Kind.DISPUTED)


def begin(house: House, turn: Turn) -> Press:
    stage = _stage(house, turn)
    return lambda: submitting.begin_milestone(milestone=stage, by=house.by, now=house.now, reason=turn.words)


def add_file(house: House, turn: Turn) -> Press:
    order, form = one(house.orders(), turn), house.form()
    stage = one(Milestone.objects.filter(order=order), turn) if turn.number > 30 else None
    content = turn.words.encode()
    return lambda: submitting.add_work_file(
        order=order, milestone=stage, upload=SimpleUploadedFile("عمل.txt", content), by=house.by, now=house.now,
        once=form,
    )  # fmt: skip


def remove_file(house: House, turn: Turn) -> Press:
    file = one(_files(house), turn)
    return lambda: submitting.remove_work_file(file=file, by=house.by, now=house.now)


def show(house: House, turn: Turn) -> Press:
    stage, form = _stage(house, turn), house.form()
    return lambda: submitting.submit_milestone(
        milestone=stage, notes=turn.words, changed=turn.words, by=house.by, now=house.now, once=form
    )


def approve_for_client(house: House, turn: Turn) -> Press:
    stage = _stage(house, turn)
    return lambda: approving.approve_for_client(milestone=stage, reason=turn.words, by=house.by, now=house.now)


def correct(house: House, turn: Turn) -> Press:
    rows = ChangeList.objects.filter(business=house.nour.business).select_related("order__business")
    asked = one(rows, turn)
    return lambda: changing.mark_correction(change_list=asked, reason=turn.words, by=house.by, now=house.now)


def answer_extra(house: House, turn: Turn) -> Press:
    rows = ChangeOrder.objects.filter(business=house.nour.business).select_related("order__business")
    extra, state = one(rows, turn), ChangeOrder.State.OFFERED if turn.number % 2 else ChangeOrder.State.DECLINED
    return lambda: changing.answer_change_order(
        change_order=extra, state=state, answer=turn.words, by=house.by, now=house.now
    )


def approve(house: House, turn: Turn) -> Press:
    shown = _shown(house, turn)
    contact = house.contact_of(shown.milestone.order.client, turn)
    return lambda: approving.approve_milestone(submission=shown, contact=contact, now=house.now)


def ask_changes(house: House, turn: Turn) -> Press:
    shown = _shown(house, turn)
    contact = house.contact_of(shown.milestone.order.client, turn)
    return lambda: changing.ask_changes(submission=shown, text=turn.words, contact=contact, now=house.now)


def ask_extra(house: House, turn: Turn) -> Press:
    order, form = one(house.orders(), turn), house.form()
    contact = house.contact_of(order.client, turn)
    return lambda: changing.request_change_order(
        order=order, milestone=None, text=turn.words, contact=contact, now=house.now, once=form
    )


def ask_final_changes(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    contact = house.contact_of(order.client, turn)
    return lambda: delivering.ask_final_changes(order=order, text=turn.words, contact=contact, now=house.now)


def take_file(house: House, turn: Turn) -> Press:
    file = one(_files(house), turn)
    by = house.sam.actor if turn.number % 2 else Actor.contact(house.contact_of(file.order.client, turn).ref)
    return lambda: release.take_original(file=file, by=by, now=house.now)


def hold(house: House, turn: Turn) -> Press:
    order, kind = one(house.orders(), turn), OWN_HOLDS[turn.number % 2]
    return lambda: holds.hold(order=order, kind=kind, by=house.by, now=house.now, reason=turn.words)


def end_hold(house: House, turn: Turn) -> Press:
    order, kind = one(house.orders(), turn), OrderHold.Kind.values[turn.number % 3]
    return lambda: holds.end_hold(order=order, kind=kind, by=house.by, now=house.now)


def move_date(house: House, turn: Turn) -> Press:
    order, form = one(house.orders(), turn), house.form()
    stage = one(Milestone.objects.filter(order=order), turn) if turn.number % 3 == 0 else None
    new_on = house.today + timedelta(days=turn.number - 5)
    return lambda: delays.move_due(
        order=order, milestone=stage, new_on=new_on, by=house.by, now=house.now, once=form,
        cause=turn.words if turn.pick % 2 else "", waive_reason="" if turn.pick % 2 else turn.words,
    )  # fmt: skip


def send_news(house: House, turn: Turn) -> Press:
    order, form = one(house.orders(), turn), house.form()
    return lambda: updates.send_update(order=order, text=turn.words, by=house.by, now=house.now, once=form)


def tick(house: House, turn: Turn) -> Press:
    item = one(ScopeItem.objects.filter(order__in=house.orders()).select_related("order__business"), turn, done_at=None)
    return lambda: work.tick_scope(item=item, done=turn.number > 15, by=house.by, now=house.now)


def progress(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    percent = turn.number + turn.pick * 10  # sometimes more than there is
    return lambda: work.record_progress(
        order=order, percent=percent, by=house.by, now=house.now, reason=turn.words if turn.pick % 2 else ""
    )


def deliver(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    return lambda: delivering.deliver_order(order=order, by=house.by, now=house.now, reason=turn.words)


def complete(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    return lambda: delivering.complete_order(order=order, by=house.by, now=house.now)


def open_files(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    return lambda: release.release_by_hand(order=order, reason=turn.words, by=house.by, now=house.now)


STAGES: dict[str, Act] = {
    act.__name__: act for act in (begin, add_file, remove_file, show, approve_for_client, correct, answer_extra)
}
CLIENT: dict[str, Act] = {act.__name__: act for act in (approve, ask_changes, ask_extra, ask_final_changes, take_file)}
CLOSING: dict[str, Act] = {
    act.__name__: act
    for act in (hold, end_hold, move_date, send_news, tick, progress, deliver, complete, open_files)
}  # fmt: skip


def _stage(house: House, turn: Turn) -> Milestone:
    rows = Milestone.objects.filter(order__in=house.orders()).select_related("order__business", "order__client")
    return one(rows, turn, state__in=["working", "submitted", "changes"])


def _shown(house: House, turn: Turn) -> Submission:
    rows = Submission.objects.filter(business=house.nour.business)
    return one(rows.select_related("milestone__order__client", "milestone__order__business"), turn, outcome="")


def _files(house: House) -> "QuerySet[WorkFile]":
    return WorkFile.objects.filter(business=house.nour.business).select_related(
        "order__client", "order__business", "business", "original"
    )
