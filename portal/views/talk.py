"""The conversation with the freelancer, on the client's own link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.models import Conversation, Message
from clients.services.calendars import reply_promise
from clients.services.messages import receive_message
from core.actors import Actor
from core.doors import perform
from core.htmx import INVALID
from portal.context import about
from portal.doors import LinkRequest, link_required
from portal.forms import TextForm
from portal.limits import limited
from portal.open_work import open_work
from portal.talking import talk_of, thanks_for


def page(request: LinkRequest) -> HttpResponse:
    """What was said lately, a place to say more, and what is open."""
    _conversation(request)
    return _show(request, TextForm())


@require_POST
@link_required
@limited("portal")
def say(request: LinkRequest) -> HttpResponse:
    """The client writes: the reply clock starts, and the page says by when the answer comes."""
    talk, now, form = _conversation(request), timezone.now(), TextForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        perform(
            form,
            lambda: receive_message(
                conversation=talk, body=said["text"], via=Message.Via.PORTAL.value,
                by=Actor.contact(request.contact.ref), now=now, once=said["once"],
            ),
        )  # fmt: skip
    if form.errors:
        return _show(request, form, INVALID)
    messages.success(request, thanks_for(talk_of(request.link, now=now).answer_by, now))
    return redirect("portal:subject", request.link.token)


def _show(request: LinkRequest, form: TextForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "talk": talk_of(request.link, now=now),
        "promise": reply_promise(request.business, now),
        "open_work": open_work(request.link, now),
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


urlpatterns = [path("messages/", say, name="say")]
