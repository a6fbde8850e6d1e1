"""The wording of the review request: the freelancer's own, checked while it is typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.doors import perform
from core.htmx import INVALID
from desk.doors import DeskRequest, owner_required
from desk.forms.reviews import WordingForm
from reviews.ask_check import verdicts
from reviews.models import AskText
from reviews.models.ask import LONGEST_TEXT
from reviews.services import texts

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@owner_required
def wording(request: DeskRequest) -> HttpResponse:
    """One form a language. What is refused comes back as typed, with what to mend."""
    posted = _form(request.POST.get("language", ""), request) if request.method == "POST" else None
    if posted is not None and posted.is_valid():
        given = posted.cleaned_data
        saved = perform(posted, lambda: texts.save_ask_text(business=request.business, now=timezone.now(), **given))
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:reviews-wording")
    own = set(AskText.objects.owned_by(request.business).values_list("language", flat=True))
    kinds = [_kind(request, language, posted, language in own) for language in User.Language.values]
    return render(request, "desk/reviews/wording.html", {"kinds": kinds}, status=INVALID if posted else 200)


def _form(language: str, request: DeskRequest) -> WordingForm:
    return WordingForm(request.POST, auto_id=f"id_{language}_%s", prefix="")


def _kind(request: DeskRequest, language: str, posted: WordingForm | None, is_own: bool) -> dict[str, Any]:
    """One language's form with the verdicts on the text it shows."""
    form = posted if posted is not None and posted.data.get("language") == language else None
    if form is None:
        text = texts.ask_body(business=request.business, language=language)
        form = WordingForm(initial={"language": language, "text": text}, auto_id=f"id_{language}_%s")
    shown = str(form["text"].value() or "")
    return {
        "language": language,
        "name": User.Language(language).label,
        "form": form,
        "verdicts": verdicts(shown),
        "is_own": is_own,
    }


@require_POST
@owner_required
def check(request: DeskRequest) -> HttpResponse:
    """The verdicts on what is being typed; nothing is kept."""
    context = {"verdicts": verdicts(request.POST.get("text", "")[: 2 * LONGEST_TEXT])}
    return render(request, "desk/reviews/verdicts.html", context)


@require_POST
@owner_required
def default(request: DeskRequest) -> HttpResponse:
    """Back to the house's wording."""
    texts.use_default_text(business=request.business, language=request.POST.get("language", ""))
    messages.success(request, _("The wording is the usual one again."))
    return redirect("desk:reviews-wording")


urlpatterns = [
    path("reviews/wording/", wording, name="reviews-wording"),
    path("reviews/wording/check/", check, name="reviews-wording-check"),
    path("reviews/wording/default/", default, name="reviews-wording-default"),
]
