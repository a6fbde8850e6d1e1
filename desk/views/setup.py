"""The first-run steps: the business, its reply windows, the ideal client. The last one may wait, and is reminded of."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.services.people import save_person
from clients.models import ReplyWindow
from clients.services.opening import open_business
from clients.services.windows import gap_warnings, save_windows
from core.doors import perform
from core.htmx import INVALID, is_fragment
from desk.doors import DeskRequest, SignedInRequest, acting, owner_required, signed_in
from desk.forms.business import OpeningForm
from desk.forms.windows import WindowsForm
from desk.places import ARAB_COUNTRIES
from desk.shell import figures

from . import criteria

HOME_COUNTRY = ARAB_COUNTRIES[0]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def setup(request: SignedInRequest) -> HttpResponse:
    """Step one. Choosing a country fills in what is usual there (without scripts, its button does)."""
    if request.business is not None:
        return redirect("desk:today" if figures(request).has_criteria else "desk:setup-windows")
    if request.method == "POST" and "suggest" not in request.POST:
        return _open(request)
    typed = request.POST if request.method == "POST" else request.GET
    kept = {name: typed[name] for name in ("full_name", "name", "language") if typed.get(name)}
    form = OpeningForm.suggesting(typed.get("country", HOME_COUNTRY), request.user, kept)
    part = is_fragment(request)
    return render(request, "desk/setup/place.html" if part else "desk/setup/business.html", _step(1, form=form))


def _open(request: SignedInRequest) -> HttpResponse:
    form = OpeningForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        full_name = given.pop("full_name")
        business = perform(form, lambda: open_business(owner=request.user, now=timezone.now(), **given))
        if business is not None:
            user = save_person(
                user=request.user, full_name=full_name, language=given["language"], digits=request.user.digits
            )
            translation.activate(user.language)
            return redirect("desk:setup-windows")
    return render(request, "desk/setup/business.html", _step(1, form=form), status=INVALID)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def windows(request: DeskRequest) -> HttpResponse:
    """Step two. Windows far apart bring the page back with the warning; going on all the same is one more press."""
    rows = list(ReplyWindow.objects.owned_by(request.business).in_order().values_list("starts", "ends"))
    form = WindowsForm(request.POST or None, windows=rows)
    if form.is_valid():
        warnings = perform(
            form,
            lambda: save_windows(
                business=request.business, windows=form.windows(), by=acting(request), now=timezone.now()
            ),
        )
        if warnings is not None:
            return redirect("desk:setup-windows" if warnings else "desk:setup-criteria")
    context = _step(2, form=form, warnings=gap_warnings(rows))
    return render(request, "desk/setup/windows.html", context, status=_status(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def ideal_client(request: DeskRequest) -> HttpResponse:
    """Step three. Skipping it is a link to Today."""
    form = criteria.list_form(request)
    if criteria.was_written(request, form):
        return redirect(reverse("desk:today"))
    return render(request, "desk/setup/criteria.html", _step(3, form=form), status=_status(form.errors))


def _status(errors: Any) -> int:
    return INVALID if errors else 200


def _step(here: int, **context: Any) -> dict[str, Any]:
    words = [_("The business"), _("Reply windows"), _("The ideal client")]
    return {"steps": words, "here": here, **context}


urlpatterns = [
    path("setup/", setup, name="setup"),
    path("setup/windows/", windows, name="setup-windows"),
    path("setup/criteria/", ideal_client, name="setup-criteria"),
]
