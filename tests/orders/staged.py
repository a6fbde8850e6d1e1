"""An order at work, stage by stage: each act one call of a service."""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clients.models import Contact
from core.actors import Actor
from orders.models import Instalment, Milestone, Order, Submission, Trigger, WorkFile
from orders.services import approving, changing, submitting
from orders.services.instalments import mark_paid
from orders.services.pricing import PartSpec
from tests.cast import NOW

from .conftest import Desk, instalment

STAGES = [
    PartSpec("دفعة أولى", Trigger.SIGNING, 2_500),
    PartSpec("الشعار", Trigger.APPROVAL, 2_500),
    PartSpec("الموقع", Trigger.APPROVAL, 2_500),
    PartSpec("التسليم", Trigger.COMPLETION, 2_500),
]


def picture(size: tuple[int, int] = (40, 30), form: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, form)
    return target.getvalue()


@dataclass
class Work:
    """Reem's order: signed and its first payment arrived, so its first stage has begun."""

    order: Order
    by: Actor
    contact: Contact
    now: datetime = NOW

    @classmethod
    def begun(cls, desk: Desk, contact: Contact, **more: object) -> "Work":
        order = desk.signed(contact, parts=more.pop("parts", STAGES), **more)
        mark_paid(instalment=instalment(order, 1), by=desk.nour.actor, now=NOW)
        return cls(Order.objects.get(pk=order.pk), desk.nour.actor, contact)

    def stage(self, position: int) -> Milestone:
        return Milestone.objects.select_related("order__business").get(order=self.order, position=position)

    def state(self, position: int) -> str:
        return self.stage(position).state

    def due(self) -> list[int]:
        """Positions of the instalments that are due."""
        due = Instalment.objects.filter(order=self.order, state="due")
        return list(due.order_by("position").values_list("position", flat=True))

    def add(
        self, position: int | None, content: bytes = b"", name: str = "شعار.png", once: UUID | None = None
    ) -> WorkFile:  # fmt: skip
        return submitting.add_work_file(
            order=self.order, milestone=self.stage(position) if position else None, by=self.by, now=self.now, once=once,
            upload=SimpleUploadedFile(name, content or picture()),
        )  # fmt: skip

    def show(
        self, position: int, notes: str = "ثلاثة اتجاهات", changed: str = "", once: UUID | None = None
    ) -> Submission:
        return submitting.submit_milestone(
            milestone=self.stage(position), notes=notes, changed=changed, by=self.by, now=self.now, once=once
        )  # fmt: skip

    def approve(self, submission: Submission) -> Milestone:
        return approving.approve_milestone(submission=submission, contact=self.contact, now=self.now)

    def approved(self, *positions: int) -> None:
        for position in positions:
            self.approve(self.show(position))

    def changes(self, submission: Submission, text: str = "لون أهدأ"):  # type: ignore[no-untyped-def]
        return changing.ask_changes(submission=submission, text=text, contact=self.contact, now=self.now)
