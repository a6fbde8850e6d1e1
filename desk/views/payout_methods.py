"""Payout methods in the settings: the ways home with their figures, and what platforms say differently."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import Platform
from core.doors import perform
from desk.doors import DeskRequest, owner_required
from desk.forms.payout_methods import MethodForm, RuleForm
from payments.models import PayoutMethod, PlatformMethodRule
from payments.services import payout_methods as services

from .settings import show

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Ruled:
    """A rule with the name of its platform."""

    rule: PlatformMethodRule
    platform: str


@require_GET
@owner_required
def methods(request: DeskRequest) -> HttpResponse:
    return show(request, "payouts", {"methods": PayoutMethod.objects.owned_by(request.business).listed()})


@require_POST
@owner_required
def usual(request: DeskRequest) -> HttpResponse:
    """The usual ways for a desk that has none yet."""
    services.seed_methods(business=request.business, today=timezone.localdate())
    return _saved(request)


@form_page
@owner_required
def new(request: DeskRequest) -> HttpResponse:
    first = {"currency": "USD", "arrives_in": request.business.currency, "days": 1}
    form = MethodForm(request.POST or None, initial=first)
    if form.is_valid():
        figures, now = form.figures(), timezone.now()
        made = perform(form, lambda: services.add_method(business=request.business, figures=figures, now=now))
        if made is not None:
            return _saved(request)
    return show(request, "payout", {"form": form, "method": None}, form)


@form_page
@owner_required
def method(request: DeskRequest, ref: str) -> HttpResponse:
    """A change is a new dated copy: payouts asked for before keep theirs."""
    row = _own(request, ref)
    form = MethodForm(request.POST or None, initial=MethodForm.of(row))
    if form.is_valid():
        figures = form.figures()
        made = perform(form, lambda: services.change_method(method=row, figures=figures, now=timezone.now()))
        if made is not None:
            return _saved(request)
    return _page(request, row, form=form)


def _page(request: DeskRequest, row: PayoutMethod, **forms: Any) -> HttpResponse:
    rules = PlatformMethodRule.objects.owned_by(request.business).filter(method_slug=row.slug).order_by("platform_slug")
    platforms = _platforms(request)
    names = dict(platforms)
    context = {
        "form": MethodForm(initial=MethodForm.of(row)),
        "rule": RuleForm(currency=row.currency, platforms=platforms),
        "method": row,
        "rules": [Ruled(rule, names.get(rule.platform_slug, rule.platform_slug)) for rule in rules],
    }
    return show(request, "payout", context | forms, *forms.values())


def _platforms(request: DeskRequest) -> list[tuple[str, str]]:
    rows = Platform.objects.owned_by(request.business).offered()
    return [(row.slug, row.name) for row in rows if not row.is_direct]


def _own(request: DeskRequest, ref: str) -> PayoutMethod:
    rows = PayoutMethod.objects.select_related("business")
    return get_own(rows, request.business, ref=ref, valid_to__isnull=True, is_closed=False)


@require_POST
@owner_required
def retirement(request: DeskRequest, ref: str) -> HttpResponse:
    """Takes it off the list; old payouts still show it."""
    row = get_own(PayoutMethod.objects.select_related("business"), request.business, ref=ref)
    services.retire_method(method=row, now=timezone.now())
    messages.success(request, _("It is not offered any more."))
    return redirect("desk:settings-payouts")


@require_POST
@owner_required
def rule(request: DeskRequest, ref: str) -> HttpResponse:
    """What one platform says of this way."""
    row = _own(request, ref)
    form = RuleForm(request.POST, currency=row.currency, platforms=_platforms(request))
    if form.is_valid():
        platform = get_own(
            Platform.objects.all(), request.business, slug=form.cleaned_data["platform"], valid_to__isnull=True
        )
        offered = form.cleaned_data["is_offered"]
        perform(
            form,
            lambda: services.set_rule(method=row, platform=platform, is_offered=offered, figures=form.figures()),
        )
    if form.errors:
        return _page(request, row, rule=form)
    messages.success(request, _("Saved."))
    return redirect("desk:settings-payout", row.ref)


@require_POST
@owner_required
def rule_removal(request: DeskRequest, ref: str, rule_ref: str) -> HttpResponse:
    row = _own(request, ref)
    services.remove_rule(rule=get_own(PlatformMethodRule, request.business, ref=rule_ref, method_slug=row.slug))
    messages.success(request, _("Saved."))
    return redirect("desk:settings-payout", row.ref)


def _saved(request: DeskRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("desk:settings-payouts")


urlpatterns = [
    path("settings/payout-methods/", methods, name="settings-payouts"),
    path("settings/payout-methods/usual/", usual, name="settings-payouts-usual"),
    path("settings/payout-methods/new/", new, name="settings-payout-new"),
    path("settings/payout-methods/<str:ref>/", method, name="settings-payout"),
    path("settings/payout-methods/<str:ref>/retirement/", retirement, name="settings-payout-retire"),
    path("settings/payout-methods/<str:ref>/rules/", rule, name="settings-payout-rule"),
    path("settings/payout-methods/<str:ref>/rules/<str:rule_ref>/removal/", rule_removal, name="settings-rule-remove"),
]
