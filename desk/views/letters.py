"""The business's letters and what became of each, and owed work that stands still."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from accounts.scoping import get_own
from core.errors import Refused
from desk.doors import DeskRequest, owner_required
from desk.lists import listed, tabs
from outbox.models import Letter, LetterState, Reaction
from outbox.services import letters as services
from outbox.services.reactions import retry_reaction
from outbox.wording import describe

# What the tabs hold; the first is what nobody has to look at.
GROUPS: dict[str, list[str]] = {
    "look": [LetterState.FAILED, LetterState.UNSURE],
    "waiting": [LetterState.QUEUED, LetterState.SENDING, LetterState.KEPT],
    "sent": [LetterState.SENT],
}


@require_GET
@owner_required
def letters(request: DeskRequest) -> HttpResponse:
    """Newest first; above them, what waits for a decision."""
    group = request.GET.get("show", "")
    rows = Letter.objects.owned_by(request.business).defer("body")
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group])
    context = {
        "page": listed(request, rows, "-created_at"),
        "tabs": tabs(request, "show", group, _groups()),
        "stuck": _stuck(request),
        "has_mail": settings.HAS_MAIL,
    }
    return render(request, "desk/letters/list.html", context)


def _groups() -> list[tuple[str, str]]:
    return [
        ("", pgettext("letters", "All")),
        ("look", pgettext("letters", "To look at")),
        ("waiting", pgettext("letters", "Not sent yet")),
        ("sent", pgettext("letters", "Sent")),
    ]


def _stuck(request: DeskRequest) -> list[dict[str, Any]]:
    rows = Reaction.objects.owned_by(request.business).stuck()[:20]
    return [{"reaction": row, "line": describe(row.event)} for row in rows]


@require_GET
@owner_required
def letter(request: DeskRequest, ref: str) -> HttpResponse:
    row = get_own(Letter, request.business, ref=ref)
    files = list(row.files.all())
    return render(request, "desk/letters/letter.html", {"letter": row, "files": files, "has_mail": settings.HAS_MAIL})


def _decide(request: DeskRequest, ref: str, act: Callable[[Letter], None], done: str) -> HttpResponse:
    row = get_own(Letter, request.business, ref=ref)
    try:
        act(row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("desk:letter", ref)


@require_POST
@owner_required
def send_again(request: DeskRequest, ref: str) -> HttpResponse:
    now = timezone.now()
    return _decide(
        request, ref, lambda row: services.send_again(letter=row, now=now), _("The letter is on its way again.")
    )


@require_POST
@owner_required
def mark_sent(request: DeskRequest, ref: str) -> HttpResponse:
    now = timezone.now()
    return _decide(request, ref, lambda row: services.mark_sent(letter=row, now=now), _("Marked as sent."))


@require_POST
@owner_required
def cancel(request: DeskRequest, ref: str) -> HttpResponse:
    return _decide(request, ref, lambda row: services.cancel_letter(letter=row), _("Taken back. It will not be sent."))


@require_POST
@owner_required
def retry(request: DeskRequest, ref: str) -> HttpResponse:
    reaction = get_own(Reaction, request.business, ref=ref)
    try:
        retry_reaction(reaction=reaction, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("A worker tries it again now."))
    return redirect("desk:letters")


urlpatterns = [
    path("letters/", letters, name="letters"),
    path("letters/<str:ref>/", letter, name="letter"),
    path("letters/<str:ref>/sending/", send_again, name="letter-send"),
    path("letters/<str:ref>/sent/", mark_sent, name="letter-mark-sent"),
    path("letters/<str:ref>/cancellation/", cancel, name="letter-cancel"),
    path("owed/<str:ref>/retry/", retry, name="owed-retry"),
]
