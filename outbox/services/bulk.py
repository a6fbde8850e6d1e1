"""Many letters at once, in a fixed number of queries: for beats that write to hundreds of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Business, Membership
from outbox.models import Letter, LetterState

from .nudges import SWEEP_LETTERS, nudge_on_commit
from .rendering import render_words

PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What `queue_letter` takes, of a letter without files or secrets."""

    business: Business
    to: str
    language: str
    template: str
    context: Mapping[str, Any]
    dedupe_key: str
    thread: str = ""
    client_ref: str = ""
    order_ref: str = ""


@transaction.atomic
def queue_letters(*, drafts: Sequence[Draft], now: datetime) -> int:
    """Write the letters whose keys are not there yet, and tell a worker once; how many were new at the look.

    Two callers at once write each key once: the database leaves out the second.
    """
    keys = [draft.dedupe_key for draft in drafts]
    known = set(Letter.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    fresh = [draft for draft in drafts if draft.dedupe_key not in known]
    answers = _owners(draft.business.pk for draft in fresh)
    rows = [_letter(draft, answers.get(draft.business.pk, ""), now) for draft in fresh]
    Letter.objects.bulk_create(rows, ignore_conflicts=True, batch_size=PORTION)
    if rows and settings.HAS_MAIL:
        nudge_on_commit(SWEEP_LETTERS)
    return len(rows)


def _letter(draft: Draft, owner: str, now: datetime) -> Letter:
    words = render_words(draft.template, draft.language, {**draft.context, "business": draft.business})
    return Letter(
        business=draft.business,
        dedupe_key=draft.dedupe_key,
        template=draft.template,
        recipient=draft.to,
        reply_to=owner if owner.casefold() != draft.to.casefold() else "",
        language=draft.language,
        subject=words.subject,
        body=words.body,
        thread=draft.thread,
        client_ref=draft.client_ref,
        order_ref=draft.order_ref,
        state=LetterState.QUEUED if settings.HAS_MAIL else LetterState.KEPT,
        created_at=now,
        due_at=now,
    )


def _owners(businesses: Iterable[int]) -> dict[int, str]:
    """Where the answers go: each business's owner, in one query."""
    owners = Membership.objects.filter(business__in=set(businesses), role=Membership.Role.OWNER)
    return dict(owners.values_list("business_id", "user__email"))
