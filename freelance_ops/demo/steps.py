"""What happens on an order, one step each: `step(desk, order, now)`. A deal of the demo is a list of dated steps."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from clients.services import messages
from core.actors import Actor
from orders.models import Milestone, MilestoneState, Order, OrderHold, ScopeItem, Submission
from orders.services import approving, changing, delays, delivering, holds, submitting, updates, work
from orders.services.days import today_of
from orders.services.news import draft_update
from orders.services.opening import KICKOFF, kickoff_key
from outbox.services.todos import finish_todo
from payments.models import Invoice
from payments.services.claims import claim_payment, confirm_claim
from reviews.models import ReviewAsk
from reviews.services import answering, asking, closing, publishing

from .desk import DemoDesk
from .pictures import archive, picture

Step = Callable[[DemoDesk, Order, datetime], object]


def claim(note: str = "حُوّلت من حساب المؤسسة") -> Step:
    """The client reports the oldest open invoice as paid."""
    return lambda desk, order, now: claim_payment(
        invoice=_open_invoice(order), by=Actor.contact(order.contact.ref), now=now, note=note
    )


def paid(desk: DemoDesk, order: Order, now: datetime) -> None:
    """Reported, and confirmed the same hour."""
    reported = claim_payment(invoice=_open_invoice(order), by=Actor.contact(order.contact.ref), now=now)
    confirm_claim(claim=reported, received_on=today_of(desk.business, now), by=desk.owner, now=now)


def set_up(desk: DemoDesk, order: Order, now: datetime) -> None:
    """The first chores of an order are done."""
    for step in KICKOFF:
        finish_todo(business=desk.business, key=kickoff_key(order, step), now=now)


def show(notes: str, changed: str = "", pictures: int = 1) -> Step:
    """A round of the stage at hand: its file, and pictures that the client sees as samples."""

    def step(desk: DemoDesk, order: Order, now: datetime) -> None:
        stage = _stage_at_hand(order)
        files = [(f"{stage.title}.zip", archive(stage.title))]
        files += [(f"{stage.title} {n + 1}.png", picture(order.pk * 3 + stage.position + n)) for n in range(pictures)]
        for name, content in files:
            upload = SimpleUploadedFile(name, content)
            submitting.add_work_file(order=order, milestone=stage, upload=upload, by=desk.owner, now=now)
        submitting.submit_milestone(milestone=stage, notes=notes, changed=changed, by=desk.owner, now=now)

    return step


def approve(desk: DemoDesk, order: Order, now: datetime) -> None:
    approving.approve_milestone(submission=_shown(order), contact=order.contact, now=now)


def send_back(text: str, *pictures: str) -> Step:
    """The client's one list of changes, with pictures of what is meant by their names."""
    return lambda desk, order, now: changing.ask_changes(
        submission=_shown(order), text=text, contact=order.contact, now=now,
        uploads=[SimpleUploadedFile(name, picture(number)) for number, name in enumerate(pictures, 9)],
    )  # fmt: skip


def more_work(text: str) -> Step:
    """The client asks for something beyond the agreement."""
    return lambda desk, order, now: changing.request_change_order(
        order=order, milestone=None, text=text, contact=order.contact, now=now
    )


def progress(percent: int) -> Step:
    return lambda desk, order, now: work.record_progress(order=order, percent=percent, by=desk.owner, now=now)


def news(desk: DemoDesk, order: Order, now: datetime) -> None:
    text = draft_update(order, today_of(desk.business, now))
    updates.send_update(order=order, text=text, by=desk.owner, now=now)


def late(days: int, cause: str, remedy: str) -> Step:
    """The day moves later, and the client is told why."""

    def step(desk: DemoDesk, order: Order, now: datetime) -> None:
        assert order.due_on is not None
        delays.move_due(
            order=order, milestone=None, new_on=order.due_on + timedelta(days=days), by=desk.owner, now=now,
            cause=cause, remedy=remedy,
        )  # fmt: skip

    return step


def complain(reason: str) -> Step:
    return lambda desk, order, now: holds.hold(
        order=order, kind=OrderHold.Kind.DISPUTED, by=desk.owner, now=now, reason=reason
    )


def says(text: str) -> Step:
    """The client writes on the personal page."""
    return lambda desk, order, now: messages.receive_message(
        conversation=order.client.conversation, body=text, via="portal", by=Actor.contact(order.contact.ref), now=now,
        about=("order", order.ref),
    )  # fmt: skip


def hand_over(desk: DemoDesk, order: Order, now: datetime) -> None:
    """Every agreed item is ticked, what is left of the stages is approved, and the work is delivered."""
    for item in ScopeItem.objects.filter(order=order, done_at=None):
        work.tick_scope(item=item, done=True, by=desk.owner, now=now)
    for stage in Milestone.objects.filter(order=order).exclude(state=MilestoneState.APPROVED).order_by("position"):
        begun = submitting.begin_milestone(milestone=stage, by=desk.owner, now=now)
        approving.approve_for_client(milestone=begun, reason="اعتُمدت في محادثة المنصة", by=desk.owner, now=now)
    delivering.deliver_order(order=order, by=desk.owner, now=now)


def last_wishes(text: str) -> Step:
    return lambda desk, order, now: delivering.ask_final_changes(order=order, text=text, contact=order.contact, now=now)


def accepted_there(desk: DemoDesk, order: Order, now: datetime) -> None:
    """The buyer took the work on the platform."""
    delivering.complete_order(order=order, by=desk.owner, now=now)


def thanked_there(desk: DemoDesk, order: Order, now: datetime) -> None:
    """Nour carried the thanks and the ask for a review over to the platform."""
    closing.thanked(order=order, now=now)
    asking.note_asked(ask=ReviewAsk.objects.get(order=order), by=desk.owner, now=now)


def review_there(overall: int, text: str) -> Step:
    """What the client wrote on the platform, copied by Nour."""
    return lambda desk, order, now: answering.record_platform_review(
        ask=ReviewAsk.objects.get(order=order), overall=overall, text=text, author_name=order.contact.name,
        consent="named", by=desk.owner, now=now,
    )  # fmt: skip


def review(overall: int, text: str, consent: str = "named") -> Step:
    """The client's words by the personal link; what may be published is."""

    def step(desk: DemoDesk, order: Order, now: datetime) -> None:
        given = answering.answer_review(
            ask=ReviewAsk.objects.get(order=order), contact=order.contact, overall=overall, text=text,
            author_name=order.contact.name, consent=consent, now=now,
        )  # fmt: skip
        if consent != "no":
            publishing.publish_review(review=given, by=desk.owner, now=now)

    return step


def _open_invoice(order: Order) -> Invoice:
    return Invoice.objects.filter(order=order).open().order_by("issued_at", "pk")[0]


def _stage_at_hand(order: Order) -> Milestone:
    being_made = [MilestoneState.WORKING, MilestoneState.CHANGES]
    return Milestone.objects.filter(order=order, state__in=being_made).order_by("position")[0]


def _shown(order: Order) -> Submission:
    return Submission.objects.unanswered().filter(milestone__order=order).get()
