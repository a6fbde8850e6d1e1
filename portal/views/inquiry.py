"""The public inquiry form: the one page that may stand in a frame on the freelancer's own site."""

from datetime import datetime
from typing import Any

from csp.decorators import csp_replace
from django import forms
from django.core.validators import MinLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import Business, User
from clients.models import Lead
from clients.services.calendars import reply_promise
from clients.services.inquiries import check_inquiry, inquiry_stamp
from clients.services.leads import receive_inquiry
from core.doors import perform, public
from core.htmx import INVALID
from core.once import OnceField
from portal.context import whose
from portal.limits import limited
from reviews.models import Review


class InquiryForm(forms.Form):
    """Who writes, and about what. `website` is the trap: people do not see it."""

    once = OnceField()
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"})
    )
    organisation = forms.CharField(
        label=_("Firm or organisation"), max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = forms.CharField(
        label=_("What do you need, by when, and what is the budget?"),
        max_length=6000,
        validators=[MinLengthValidator(10)],
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))


@public
@csrf_exempt
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("inquiry")
def inquiry(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form, or takes an inquiry once and says by when the answer comes."""
    business = get_object_or_404(Business, slug=slug)
    language = _speak(request, business)
    now = timezone.now()
    form = InquiryForm(request.POST or None)
    page = reverse("portal:inquiry", args=[slug])
    has_praise = Review.objects.owned_by(business).public().exists()
    context = {
        "form": form, "language": language, "page": page, "now": now, "has_praise": has_praise, **whose(business),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        lead = perform(form, lambda: _receive(business, said, language, now))
        if lead:
            return render(request, "portal/inquiry/thanks.html", context | {"by": reply_promise(business, now)})
    context["stamp"] = inquiry_stamp(business=business, now=now)
    return render(request, "portal/inquiry/form.html", context, status=INVALID if form.errors else 200)


def _receive(business: Business, said: dict[str, Any], language: str, now: datetime) -> Lead:
    check_inquiry(
        business=business, stamp=said["stamp"], trap=said["website"], name=said["name"], text=said["text"], now=now
    )  # fmt: skip
    return receive_inquiry(
        business=business, name=said["name"], email=said["email"], text=said["text"], language=language,
        organisation=said["organisation"], once=said["once"], now=now,
    )  # fmt: skip


def _speak(request: HttpRequest, business: Business) -> str:
    """The language asked for in the address, else the business's: a frame has no cookie of ours."""
    asked = request.GET.get("lang", "")
    language = asked if asked in User.Language.values else business.language
    translation.activate(language)
    timezone.activate(business.zone)
    request.LANGUAGE_CODE = language
    return language


urlpatterns = [path("i/<slug:slug>/", inquiry, name="inquiry")]
