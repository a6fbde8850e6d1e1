"""Settings of invoices: carrying on numbers from another program, and the rest that settles an invoice all the same."""

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.doors import perform
from desk.doors import DeskRequest, owner_required
from desk.forms.invoicing import NumbersForm, ToleranceForm
from payments.models import Series
from payments.services import counters, rules

from .settings import back_to, show


@require_GET
@owner_required
def invoicing(request: DeskRequest) -> HttpResponse:
    return _page(request)


@require_POST
@owner_required
def numbers(request: DeskRequest) -> HttpResponse:
    """Takes over where another program stopped; refused for a series that has begun here."""
    form = NumbersForm(request.POST, series=Series)
    if form.is_valid():
        given = {series: last for series, last in form.numbers().items() if series.value in request.POST}
        perform(
            form, lambda: counters.take_over(business=request.business, year=timezone.localdate().year, numbers=given)
        )  # fmt: skip
    return _page(request, numbers=form) if form.errors else back_to(request, "desk:settings-invoices")


@require_POST
@owner_required
def tolerance(request: DeskRequest) -> HttpResponse:
    form = ToleranceForm(request.POST)
    if form.is_valid():
        rules.save_tolerance(business=request.business, minor=form.cleaned_data["minor"])
        return back_to(request, "desk:settings-invoices")
    return _page(request, tolerance=form)


def _page(request: DeskRequest, **forms: NumbersForm | ToleranceForm) -> HttpResponse:
    year = timezone.localdate().year
    standing = counters.standing(business=request.business, year=year)
    fresh = [one.series for one in standing if not one.has_begun]
    known = {one.series.value: one.last for one in standing if one.last}
    context = {
        "year": year,
        "standing": standing,
        "numbers": NumbersForm(series=fresh, initial=known),
        "tolerance": ToleranceForm(initial={"minor": rules.tolerance_of(request.business)}),
    }
    return show(request, "invoices", context | forms, *forms.values())


urlpatterns = [
    path("settings/invoices/", invoicing, name="settings-invoices"),
    path("settings/invoices/numbers/", numbers, name="settings-numbers"),
    path("settings/invoices/tolerance/", tolerance, name="settings-tolerance"),
]
