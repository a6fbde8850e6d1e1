"""The reply queue and the conversations: read, answer, log by hand, close with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages as notices
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import Client, Conversation, Message
from clients.services import messages as services
from core.doors import perform
from core.htmx import INVALID
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.messages import IN, CloseForm, LogForm, ReplyForm
from desk.reply_queue import Queue, reply_queue
from outbox.models import Letter

SHOWN = 60  # messages of a conversation on one page; earlier ones are a page back
FOUND = 20

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Said:
    """A message as the page shows it, with the letter that carried it."""

    message: Message
    letter: Letter | None

    @property
    def is_to_copy(self) -> bool:
        """Ours, written here, and carried by no letter: to be pasted where the client reads."""
        return self.message.is_ours and not self.message.letter_ref


@require_GET
@owner_required
def queue(request: DeskRequest) -> HttpResponse:
    """Who waits, the soonest due first; on a wide screen the first conversation stands open beside the list."""
    now = timezone.now()
    found = reply_queue(request.business, now)
    first = next(iter(found.now), None) or next(iter(found.later), None)
    if first is None:
        return render(request, "desk/messages/queue.html", {"now": now, "queue": found, "conversation": None})
    return render(request, "desk/messages/queue.html", _talk(request, first, found, now))


@require_GET
@owner_required
def conversation(request: DeskRequest, ref: str) -> HttpResponse:
    return _page(request, _get(request, ref))


def _get(request: DeskRequest, ref: str) -> Conversation:
    return get_own(Conversation.objects.select_related("client__platform", "business"), request.business, ref=ref)


def _page(request: DeskRequest, row: Conversation, **forms: Any) -> HttpResponse:
    now = timezone.now()
    context = _talk(request, row, reply_queue(request.business, now), now) | {"is_open": True} | forms
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/messages/queue.html", context, status=INVALID if refused else 200)


def _talk(request: DeskRequest, row: Conversation, found: Queue, now: datetime) -> dict[str, Any]:
    """One conversation beside the queue, the newest of its messages last."""
    said, earlier = thread(row, before=request.GET.get("before", ""))
    contact = row.client.contacts.filter(is_main=True).first()
    return {
        "now": now,
        "queue": found,
        "conversation": row,
        "client": row.client,
        "contact": contact,
        "said": said,
        "earlier": earlier,
        "by_mail": bool(row.client.mail_allowed and contact and contact.email),
        "is_overdue": row.is_overdue(now),
        "reply": ReplyForm(),
        "close": CloseForm(),
    }


def thread(row: Conversation, before: str = "", shown: int = SHOWN) -> tuple[list[Said], str]:
    """The newest messages in their order (or those before one of them), and the ref to go on back from, or empty."""
    rows = row.messages.order_by("-happened_at", "-pk")
    newest = list(_before(row, rows, before)[: shown + 1])
    page = list(reversed(newest[:shown]))
    refs = [message.letter_ref for message in page if message.letter_ref]
    letters = {letter.ref: letter for letter in Letter.objects.filter(ref__in=refs).defer("body")} if refs else {}
    earlier = page[0].ref if len(newest) > shown else ""
    return [Said(message, letters.get(message.letter_ref)) for message in page], earlier


def _before(row: Conversation, rows: "QuerySet[Message]", ref: str) -> "QuerySet[Message]":
    mark = row.messages.filter(ref=ref).first() if ref else None
    return rows.filter(happened_at__lt=mark.happened_at) if mark else rows


@require_POST
@owner_required
def reply(request: DeskRequest, ref: str) -> HttpResponse:
    """A letter carries it where that is allowed; else it stays on the page with its copy button."""
    row = _get(request, ref)
    form = ReplyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        said = perform(
            form,
            lambda: services.reply(conversation=row, by=acting(request), now=timezone.now(), **given),
        )
        if said is not None:
            word = _("Sent to %(name)s.") if said.letter_ref else _("Kept. Copy it to where %(name)s reads.")
            notices.success(request, word % {"name": row.client.name})
            return redirect("desk:conversation", ref)
    return _page(request, row, reply=form)


@require_POST
@owner_required
def close(request: DeskRequest, ref: str) -> HttpResponse:
    """No reply needed, for a reason that is kept."""
    row = _get(request, ref)
    form = CloseForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        reason = form.cleaned_data["reason"]
        perform(form, lambda: services.no_reply_needed(conversation=row, reason=reason, by=acting(request), now=now))
    if not form.is_valid():
        return _page(request, row, close=form)
    notices.success(request, _("Closed without a reply. The reason is kept."))
    return redirect("desk:messages")


@require_POST
@owner_required
def archive(request: DeskRequest, ref: str) -> HttpResponse:
    row = _get(request, ref)
    form = forms.Form({})
    perform(form, lambda: services.archive(conversation=row, by=acting(request), now=timezone.now()))
    if form.errors:
        return _page(request, row, rest=form)
    notices.success(request, _("Put to rest."))
    return redirect("desk:messages")


@form_page
@owner_required
def log(request: DeskRequest, ref: str) -> HttpResponse:
    """Something said elsewhere, with its own time and place."""
    row = _get(request, ref)
    form = LogForm(request.POST or None, initial=_usual_place(row))
    if form.is_valid():
        said = perform(form, lambda: _log(request, row, dict(form.cleaned_data)))
        if said is not None:
            return redirect("desk:conversation", ref)
    context = {"form": form, "conversation": row, "client": row.client}
    return render(request, "desk/messages/log.html", context, status=INVALID if form.errors else 200)


def _usual_place(row: Conversation) -> dict[str, str]:
    return {"via": Message.Via.PLATFORM} if row.client.platform_id else {}


def _log(request: DeskRequest, row: Conversation, given: dict[str, Any]) -> Message:
    record = services.receive_message if given.pop("direction") == IN else services.log_reply
    return record(conversation=row, by=acting(request), now=timezone.now(), **given)


@require_GET
@owner_required
def new(request: DeskRequest) -> HttpResponse:
    """Whose message it is: found by name, then logged in that client's conversation."""
    query = request.GET.get("q", "")
    rows = Client.objects.owned_by(request.business).select_related("conversation", "platform")
    found = rows.search(query).by_name() if query else rows.by_last_contact()
    return render(request, "desk/messages/new.html", {"q": query, "clients": found[:FOUND]})


urlpatterns = [
    path("messages/", queue, name="messages"),
    path("messages/new/", new, name="message-new"),
    path("messages/<str:ref>/", conversation, name="conversation"),
    path("messages/<str:ref>/reply/", reply, name="message-reply"),
    path("messages/<str:ref>/log/", log, name="message-log"),
    path("messages/<str:ref>/no-reply/", close, name="message-close"),
    path("messages/<str:ref>/rest/", archive, name="message-archive"),
]
