"""Settings: the business and its papers, reply windows, the ideal client, platforms, the person, the inquiry form."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.core.ratelimit import consume
from django.conf import settings as product
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import TooManyInvitations
from accounts.models import Invitation
from accounts.scoping import get_own
from accounts.services import business as business_services
from accounts.services import invitations, people
from clients.models import DayOff, Platform, ReplyWindow
from clients.services import windows as window_services
from clients.services.platforms import change_platform
from core.doors import perform
from core.errors import Refused
from core.htmx import INVALID
from desk.addresses import inquiry_address, inquiry_embed
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.business import AddressForm, BookkeeperForm, DetailsForm, PersonForm
from desk.forms.platforms import PlatformForm
from desk.forms.windows import DayOffForm, WeekForm, WindowsForm

from . import criteria as criteria_views

form_page = require_http_methods(["GET", "HEAD", "POST"])


def show(request: DeskRequest, template: str, context: dict[str, Any], *forms: Any) -> HttpResponse:
    """A page of the settings, under their tabs; with a refused form it is an answer 422."""
    refused = any(form.errors for form in forms)
    context = {"tabs": _tabs(request), **context}
    return render(request, f"desk/settings/{template}.html", context, status=INVALID if refused else 200)


def _tabs(request: DeskRequest) -> list[dict[str, Any]]:
    pages = (
        ("desk:settings", _("Business")),
        ("desk:settings-windows", _("Reply windows")),
        ("desk:criteria", _("Ideal client")),
        ("desk:settings-platforms", _("Platforms")),
        ("desk:settings-payouts", _("Payout methods")),
        ("desk:settings-inquiry", _("Inquiry form")),
        ("desk:settings-invoices", pgettext("settings", "Invoices")),
        ("desk:settings-reminders", _("Payment reminders")),
        ("desk:settings-me", _("Me")),
        ("desk:settings-bookkeeper", _("Bookkeeper")),
    )
    addresses = [(reverse(name), label) for name, label in pages]
    here = max((href for href, _label in addresses if request.path.startswith(href)), key=len, default="")
    return [{"href": href, "label": label, "current": href == here} for href, label in addresses]


@form_page
@owner_required
def business(request: DeskRequest) -> HttpResponse:
    """What papers say. A wrong VAT number or IBAN stays on its field with the rule."""
    form = DetailsForm(request.POST) if request.method == "POST" else DetailsForm.of(request.business)
    if form.is_valid():
        saved = perform(
            form,
            lambda: business_services.save_details(
                business=request.business, details=form.details(), country_name=form.country_name()
            ),
        )
        if saved is not None:
            return back_to(request, "desk:settings")
        request.business.refresh_from_db()
    return show(request, "business", {"form": form}, form)


def back_to(request: DeskRequest, name: str) -> HttpResponse:
    """The page again, which says that it is saved."""
    messages.success(request, _("Saved."))
    return redirect(name)


@form_page
@owner_required
def windows(request: DeskRequest) -> HttpResponse:
    """The windows, with what clients will feel about their gaps."""
    rows = _hours(request)
    form = WindowsForm(request.POST or None, windows=rows)
    if form.is_valid():
        now = timezone.now()
        saved = perform(form, lambda: _save_windows(request, form, now))
        if saved is not None:
            return back_to(request, "desk:settings-windows")
    return _windows_page(request, form=form)


def _hours(request: DeskRequest) -> list[Any]:
    return list(ReplyWindow.objects.owned_by(request.business).in_order().values_list("starts", "ends"))


def _save_windows(request: DeskRequest, form: WindowsForm, now: datetime) -> list[Any]:
    return window_services.save_windows(business=request.business, windows=form.windows(), by=acting(request), now=now)


def _windows_page(request: DeskRequest, **forms: Any) -> HttpResponse:
    rows = _hours(request)
    week = {"zone": request.business.zone, "working_days": request.business.working_days}
    context = {
        "form": WindowsForm(windows=rows),
        "week": WeekForm(initial=week),
        "day_off": DayOffForm(),
        "days_off": DayOff.objects.owned_by(request.business).order_by("date"),
        "warnings": window_services.gap_warnings(rows) if rows else [],
    }
    return show(request, "windows", context | forms, *forms.values())


@require_POST
@owner_required
def week(request: DeskRequest) -> HttpResponse:
    form = WeekForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        now = timezone.now()
        perform(
            form,
            lambda: window_services.save_week(business=request.business, by=acting(request), now=now, **given),
        )
    return back_to(request, "desk:settings-windows") if form.is_valid() else _windows_page(request, week=form)


@require_POST
@owner_required
def day_off(request: DeskRequest) -> HttpResponse:
    form = DayOffForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        now = timezone.now()
        perform(
            form,
            lambda: window_services.add_day_off(
                business=request.business, day=given["date"], reason=given["reason"], by=acting(request), now=now
            ),
        )
    return back_to(request, "desk:settings-windows") if form.is_valid() else _windows_page(request, day_off=form)


@require_POST
@owner_required
def day_off_removal(request: DeskRequest, ref: str) -> HttpResponse:
    row = get_own(DayOff.objects.select_related("business"), request.business, ref=ref)
    window_services.remove_day_off(day_off=row, by=acting(request), now=timezone.now())
    return back_to(request, "desk:settings-windows")


@form_page
@owner_required
def criteria(request: DeskRequest) -> HttpResponse:
    form = criteria_views.list_form(request)
    if criteria_views.was_written(request, form):
        return back_to(request, "desk:criteria")
    return show(request, "criteria", {"form": form}, form)


@require_GET
@owner_required
def platforms(request: DeskRequest) -> HttpResponse:
    return show(request, "platforms", {"platforms": Platform.objects.owned_by(request.business).offered()})


@form_page
@owner_required
def platform(request: DeskRequest, ref: str) -> HttpResponse:
    """A change is a new dated copy: offers made before keep theirs."""
    row = get_own(Platform.objects.select_related("business"), request.business, ref=ref, valid_to__isnull=True)
    shown = ("commission_bp", "currency", "hold_days", "minimum", "review_days", "source_note")
    known = {name: getattr(row, name) for name in shown}
    form = PlatformForm(request.POST or None, initial=known)
    if form.is_valid():
        given = form.figures()
        saved = perform(form, lambda: change_platform(platform=row, by=acting(request), now=timezone.now(), **given))
        if saved is not None:
            return back_to(request, "desk:settings-platforms")
    return show(request, "platform", {"form": form, "platform": row}, form)


@form_page
@owner_required
def inquiry(request: DeskRequest) -> HttpResponse:
    """The public form's address, the line that embeds it, and its last part to change."""
    form = AddressForm(request.POST or None, initial={"slug": request.business.slug})
    if form.is_valid():
        slug = form.cleaned_data["slug"]
        saved = perform(form, lambda: business_services.change_address(business=request.business, slug=slug))
        if saved is not None:
            return back_to(request, "desk:settings-inquiry")
        request.business.refresh_from_db(fields=["slug"])
    context = {"form": form, "address": inquiry_address(request.business), "embed": inquiry_embed(request.business)}
    return show(request, "inquiry", context, form)


@form_page
@owner_required
def me(request: DeskRequest) -> HttpResponse:
    known = {name: getattr(request.user, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=known)
    if form.is_valid():
        user = people.save_person(user=request.user, **form.cleaned_data)
        translation.activate(user.language)
        return back_to(request, "desk:settings-me")
    return show(request, "me", {"form": form}, form)


@form_page
@owner_required
def bookkeeper(request: DeskRequest) -> HttpResponse:
    """Asks somebody to keep the books, by a letter; who was asked and who said yes."""
    form = BookkeeperForm(request.POST or None, initial={"language": request.business.language})
    if form.is_valid():
        invited = perform(form, lambda: _invite(request, form.cleaned_data))
        if invited is not None:
            return redirect("desk:settings-bookkeeper")
    context = {
        "form": form,
        "bookkeepers": people.bookkeepers(request.business),
        "invited": Invitation.objects.owned_by(request.business).waiting(),
        "has_mail": product.HAS_MAIL,
        "invitations": product.PUBLIC_URL + reverse("invitations"),
        "books": product.PUBLIC_URL + reverse("admin:index"),
    }
    return show(request, "bookkeeper", context, form)


def _invite(request: DeskRequest, given: dict[str, Any]) -> Invitation:
    """The invitation and its letter; whoever has no password yet chooses one by it. Raises TooManyInvitations too."""
    if not consume(request, action="invitation", user=request.user):
        raise TooManyInvitations
    invited = invitations.invite_bookkeeper(business=request.business, now=timezone.now(), **given)
    if invited.user.has_usable_password():
        known = {"user": invited.user, "inviting": request.business, "invitations_url": reverse("invitations")}
        get_adapter().send_mail("account/email/invited", invited.user.email, known)
    elif (letter := ResetPasswordForm({"email": invited.user.email})).is_valid():
        letter.save(request)
    said = _("%(email)s is asked now, and reads nothing before saying yes.")
    messages.success(request, said % {"email": invited.user.email})
    return invited


@require_POST
@owner_required
def bookkeeper_removal(request: DeskRequest, ref: str) -> HttpResponse:
    keeper = next((user for user in people.bookkeepers(request.business) if user.ref == ref), None)
    if keeper is None:
        raise Http404
    people.remove_bookkeeper(business=request.business, user=keeper)
    return back_to(request, "desk:settings-bookkeeper")


@require_POST
@owner_required
def invitation_withdrawal(request: DeskRequest, invitation_ref: str) -> HttpResponse:
    invitation = get_own(Invitation, request.business, ref=invitation_ref)
    try:
        invitations.withdraw_invitation(invitation=invitation, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:settings-bookkeeper")
    return back_to(request, "desk:settings-bookkeeper")


urlpatterns = [
    path("settings/", business, name="settings"),
    path("settings/windows/", windows, name="settings-windows"),
    path("settings/windows/week/", week, name="settings-week"),
    path("settings/windows/days-off/", day_off, name="day-off-new"),
    path("settings/windows/days-off/<str:ref>/removal/", day_off_removal, name="day-off-remove"),
    path("settings/criteria/", criteria, name="criteria"),
    path("settings/platforms/", platforms, name="settings-platforms"),
    path("settings/platforms/<str:ref>/", platform, name="settings-platform"),
    path("settings/inquiry/", inquiry, name="settings-inquiry"),
    path("settings/me/", me, name="settings-me"),
    path("settings/bookkeeper/", bookkeeper, name="settings-bookkeeper"),
    path("settings/bookkeeper/<str:ref>/removal/", bookkeeper_removal, name="bookkeeper-remove"),
    path(
        "settings/bookkeeper/invitations/<str:invitation_ref>/withdrawal/",
        invitation_withdrawal,
        name="invitation-withdraw",
    ),
]
