"""The conversation with the freelancer, on the client's own link."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients.models import Conversation, Message
from clients.services.calendars import reply_promise
from clients.services.messages import receive_message
from core.actors import Actor
from core.doors import perform
from core.htmx import INVALID
from core.windows import NoWorkingTime
from orders.models import Order
from portal.context import about
from portal.doors import LinkRequest, link_required
from portal.forms import TextForm
from portal.limits import limited

LATEST = 40


def page(request: LinkRequest) -> HttpResponse:
    """What was said lately, and a place to say more."""
    return _show(request, TextForm())


@require_POST
@link_required
@limited("portal")
def say(request: LinkRequest) -> HttpResponse:
    """The client writes: the reply clock starts, and the page says by when the answer comes."""
    form = TextForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        perform(
            form,
            lambda: receive_message(
                conversation=_conversation(request), body=said["text"], via=Message.Via.PORTAL.value,
                by=Actor.contact(request.contact.ref), now=timezone.now(), once=said["once"],
            ),
        )  # fmt: skip
    if form.errors:
        return _show(request, form, INVALID)
    messages.success(request, _("Sent."))
    return redirect("portal:subject", request.link.token)


def _show(request: LinkRequest, form: TextForm, status: int = 200) -> HttpResponse:
    now, talk = timezone.now(), _conversation(request)
    latest = list(talk.messages.in_order().reverse()[:LATEST])
    orders = Order.objects.owned_by(request.business).filter(client=request.contact.client_id).open()
    context = {
        "talk": talk,
        "said": latest[::-1],
        "promise": talk.reply_due_at or _promise(request, now),
        "orders": list(orders.order_by("-opened_at", "-pk")[:5]),
        "form": form,
        "now": now,
        **about(request),
    }
    return render(request, "portal/talk/page.html", context, status=status)


def _conversation(request: LinkRequest) -> Conversation:
    """The contact's own conversation; only a link to the client opens it."""
    if request.link.subject_kind != "client" or request.link.subject_ref != request.contact.client.ref:
        raise Http404
    return Conversation.objects.select_related("business", "client").get(client=request.contact.client_id)


def _promise(request: LinkRequest, now: datetime) -> datetime | None:
    try:
        return reply_promise(request.business, now)
    except NoWorkingTime:
        return None


urlpatterns = [path("messages/", say, name="say")]
