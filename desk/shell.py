"""What the desk's shell shows on every page: figures beside the menu, the next reply window, notices. One query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Business
from clients.models import Conversation, Criterion, Lead, WindowClock
from core.prepared import prepared
from orders.models import Offer, Order
from outbox.models import Heartbeat, Letter, Reaction
from outbox.models.heartbeat import SILENCE
from payments.models import PaymentClaim


@dataclass(frozen=True)
class Notice:
    """A sentence across the top of every desk page, until its cause is gone."""

    sentence: str | Promise
    tone: str = "waiting"
    icon: str = "triangle-alert"
    href: str = ""
    act: str | Promise = ""


@dataclass(frozen=True)
class Figures:
    """Everything the shell says about a business, read at once."""

    counts: dict[str, int]
    next_window: datetime | None
    has_criteria: bool
    workers_run: bool


NOTHING = Figures({}, None, has_criteria=True, workers_run=True)
PULSES = (Heartbeat.WORKER, Heartbeat.BEAT)
COUNTED: dict[str, "QuerySet[Any]"] = {
    "leads": Lead.objects.filter(state__in=[Lead.State.NEW, Lead.State.SCORED]),
    "offers": Offer.objects.all().open(),
    "orders": Order.objects.all().open(),
    "messages": Conversation.objects.all().waiting_on_us(),
    "claims": PaymentClaim.objects.filter(state=PaymentClaim.State.PENDING),
    "letters": Letter.objects.all().needing_a_look(),
    "stuck": Reaction.objects.all().stuck(),
}


def figures(request: HttpRequest) -> Figures:
    """The figures of the reader's business, read once per request."""
    if not hasattr(request, "_figures"):
        business = getattr(request, "business", None)
        request._figures = _read(business, timezone.now()) if business else NOTHING  # type: ignore[attr-defined]
    found: Figures = request._figures  # type: ignore[attr-defined]  # kept for this request
    return found


def counts(request: HttpRequest) -> dict[str, int]:
    """Figures beside the menu's words, by their key in desk/menu.py; 0 is not shown."""
    return figures(request).counts


def next_window(request: HttpRequest) -> datetime | None:
    """When the next reply window opens."""
    return figures(request).next_window


def notices(request: HttpRequest) -> list[Notice]:
    """What the owner must know before anything else on the page."""
    known = figures(request)
    found = []
    if not known.workers_run:
        found.append(
            Notice(_("The workers are not running: letters, reminders and invoices wait until they do."), "late")
        )
    if not settings.HAS_MAIL and request.path == reverse("desk:today"):
        found.append(
            Notice(_("Mail is not set up: letters are kept on the desk, and links are copied by hand."), icon="mail")
        )
    if not known.has_criteria:
        found.append(
            Notice(
                _("The list of the ideal client's traits is not written yet. Talks start only after it."),
                icon="list-checks",
                href=reverse("desk:criteria"),
                act=_("Write the list"),
            )
        )
    return found


def _read(business: Business, now: datetime) -> Figures:
    (row,) = _rows(business.pk)
    numbers: dict[str, int] = {name: row[name] for name in COUNTED}
    numbers["letters"] += numbers["stuck"]
    silent_since = now - SILENCE
    runs = all(row[name] is not None and row[name] >= silent_since for name in PULSES)
    return Figures(numbers, row["window"], row["criteria"], runs)


@prepared
def _rows(business: int) -> "QuerySet[Business, Any]":
    """The figures of a business, as columns of one row."""
    own = OuterRef("pk")
    pulses = {name: Subquery(Heartbeat.objects.filter(name=name).values("at")) for name in PULSES}
    return Business.objects.filter(pk=business).values(
        **{name: _count(rows.filter(business=own)) for name, rows in COUNTED.items()},
        **pulses,
        window=Subquery(WindowClock.objects.filter(business=own).values("opens_at")[:1]),
        criteria=Exists(Criterion.objects.filter(business=own, retired_at=None)),
    )


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many rows, as a column of another query."""
    grouped = rows.order_by().select_related(None).values("business").annotate(how_many=Count("pk"))
    return Coalesce(Subquery(grouped.values("how_many")), Value(0))
