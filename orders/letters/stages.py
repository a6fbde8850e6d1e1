"""While the work goes on: a stage is ready to be seen."""

from datetime import datetime

from core.dates import full_day_text
from orders.models import Submission
from outbox.models import Letter

from .posting import to_client


def stage_shown(*, submission: Submission, url: str, now: datetime) -> Letter | None:
    """To the client: a stage, or a new version of it, is ready to look at, and until when an answer is awaited."""
    milestone = submission.milestone
    order, language = milestone.order, milestone.order.contact.language
    words = {
        "url": url,
        "stage": milestone.title,
        "number": order.number,
        "version": submission.round,
        "notes": submission.notes,
        "changed": submission.changed,
        "until": full_day_text(submission.answer_due_on, language),
    }
    return to_client(order.contact, "stage_shown", submission.ref, now, words, order=order)
