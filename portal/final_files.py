"""The originals of a deal as the client finds them: a locked list until everything is paid, then to be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from orders.models import Order, WorkFile
from portal.deal import Deal


@dataclass(frozen=True)
class FinalFiles:
    """`final` are the files of the hand-over and of each stage's newest version; `earlier` what they replaced."""

    is_open: bool
    final: list[WorkFile]
    earlier: list[WorkFile]


def final_files(order: Order | None) -> FinalFiles | None:
    """Everything the client was shown of this order; None while there is nothing. One query."""
    if order is None:
        return None
    rows = WorkFile.objects.filter(order=order).for_client().select_related("original", "submission", "milestone")
    files = list(rows.order_by("milestone__position", "pk"))
    if not files:
        return None
    newest = _newest(files)
    final = [file for file in files if file.submission is None or file.submission.round == newest[file.milestone_id]]
    return FinalFiles(order.released_at is not None, final, [file for file in files if file not in final])


def own_file(deal: Deal, ref: str) -> WorkFile:
    """A file of the link's own deal that the client was shown; Http404 for any other, open or not."""
    rows = WorkFile.objects.filter(ref=ref, order=deal.order).for_client()
    found = rows.select_related("original", "order__client", "order__business", "business").first()
    if deal.order is None or found is None:
        raise Http404
    return found


def _newest(files: Sequence[WorkFile]) -> dict[int | None, int]:
    newest: dict[int | None, int] = {}
    for file in files:
        if file.submission is not None:
            newest[file.milestone_id] = max(newest.get(file.milestone_id, 0), file.submission.round)
    return newest
