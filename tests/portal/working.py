"""An order at work as the portal's tests need it: Reem's link to it, and pictures without a worker."""

import io
from dataclasses import dataclass

from PIL import Image

from files.services.store import store_bytes
from orders.models import Sample, Submission, WorkFile
from orders.services.links import deal_link
from tests.cast import NOW
from tests.orders.staged import Work
from tests.portal.conftest import Visitor


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(target, "JPEG")
    return target.getvalue()


def sampled(file: WorkFile, pages: int = 1) -> list[Sample]:
    """What a worker makes of it: low-resolution pictures."""
    made = []
    for page in range(1, pages + 1):
        picture = store_bytes(
            business=file.business, purpose="sample", name=f"sample-{page}.jpg", content=jpeg(), now=NOW,
            content_type="image/jpeg",
        )  # fmt: skip
        made.append(Sample.objects.create(
            business=file.business, file=file, page=page, picture=picture, width=60, height=40
        ))  # fmt: skip
    WorkFile.objects.filter(pk=file.pk).update(sampling=WorkFile.Sampling.READY)
    return made


@dataclass
class AtWork:
    """The work, Reem's browser, and what she was shown of the first stage."""

    work: Work
    visit: Visitor

    @classmethod
    def of(cls, work: Work) -> "AtWork":
        return cls(work, Visitor(deal_link(offer=work.order.offer, contact=work.contact, now=NOW)))

    def shows(self, position: int = 1, *, files: int = 1, pages: int = 1, changed: str = "") -> Submission:
        """The stage is shown with this many pictures, all made already."""
        added = [self.work.add(position, name=f"شعار {number}.png") for number in range(1, files + 1)]
        submission = self.work.show(position, changed=changed)
        for file in added:
            file.refresh_from_db()
            sampled(file, pages)
        return submission

    def approves(self, submission: Submission, position: int = 1):  # type: ignore[no-untyped-def]
        return self.visit.post("stage-approve", str(position), shown=submission.ref)

    def asks(self, submission: Submission, text: str = "لون أهدأ", position: int = 1):  # type: ignore[no-untyped-def]
        return self.visit.post("stage-changes", str(position), shown=submission.ref, text=text)
