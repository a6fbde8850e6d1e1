"""Withdrawals: asking a platform for money, and each step until it is in hand or came back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import Platform
from core.doors import perform
from core.htmx import INVALID
from core.money import CURRENCIES, Money
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.money import ArrivalForm, FailureForm, HandOverForm, RequestForm, SentForm, arrives_as
from desk.lists import listed
from desk.money_page import ranked, route_of
from outbox.models import Event
from outbox.wording import describe
from payments.models import Account, AccountKind, Payout, PayoutMethod, PayoutState
from payments.services import ledger, payout_steps
from payments.services.payout_methods import ways_from
from payments.services.payouts import request_payout

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@owner_required
def new(request: DeskRequest) -> HttpResponse:
    """How much, and which way. `platform`, `currency` and `method` come from the Money page's comparison."""
    asked = _asked(request)
    if asked is None:
        return redirect("desk:money")
    platform, available = asked
    ways = ways_from(business=request.business, slug=platform.slug, currency=available.currency)
    choices = [(way.method.ref, way.method.name) for way in ways]
    first = {"amount": available, "method": request.GET.get("method", "")}
    form = RequestForm(request.POST or None, currency=available.currency, methods=choices, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        method = get_own(PayoutMethod, request.business, ref=given["method"])
        made = perform(
            form,
            lambda: request_payout(
                platform=platform, method=method, amount=given["amount"], once=given["once"], by=acting(request),
                now=timezone.now(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(
                request, _("Written down. Now ask for it on the platform, then say here that it was sent.")
            )
            return redirect("desk:payout", made.ref)
    amount = (
        form.cleaned_data.get("amount") if form.is_bound and hasattr(form, "cleaned_data") else _typed(form, request)
    )
    context = {
        "form": form, "platform": platform, "available": available,
        "routes": ranked(route_of(way, amount or available) for way in ways), "amount": amount or available,
    }  # fmt: skip
    return render(request, "desk/money/new.html", context, status=INVALID if form.errors else 200)


def _typed(form: RequestForm, request: DeskRequest) -> Money | None:
    """The amount that is being typed: the ways are compared for it meanwhile."""
    try:
        typed: Money | None = form.fields["amount"].clean(request.GET["amount"])
    except (KeyError, ValidationError):
        return None
    return typed


def _asked(request: DeskRequest) -> tuple[Platform, Money] | None:
    """The live copy of the platform that the address names, and what can be withdrawn there in its currency."""
    rows = Platform.objects.owned_by(request.business).offered().select_related("business")
    platform = rows.filter(slug=request.GET.get("platform", "")).first()
    currency = request.GET.get("currency", "")
    if platform is None or currency not in CURRENCIES:
        return None
    accounts = Account.objects.filter(business=request.business, kind=AccountKind.WITHDRAWABLE, currency=currency)
    account = accounts.filter(holder=platform.slug).first()
    return platform, ledger.balance_of(account) if account else Money.zero(currency)


@require_GET
@owner_required
def payouts(request: DeskRequest) -> HttpResponse:
    """Every withdrawal, the newest first."""
    rows = Payout.objects.owned_by(request.business).with_way()
    return render(request, "desk/money/payouts.html", {"page": listed(request, rows, "-requested_at")})


@require_GET
@owner_required
def payout(request: DeskRequest, ref: str) -> HttpResponse:
    return _page(request, _own(request, ref))


def _own(request: DeskRequest, ref: str) -> Payout:
    return get_own(Payout.objects.with_way().select_related("business"), request.business, ref=ref)


def _page(request: DeskRequest, row: Payout, **forms: Any) -> HttpResponse:
    """Its amounts, its next act, its history; a refused form comes back with what was typed."""
    today = {"received_on": timezone.localdate()}
    events = Event.objects.of_subject(request.business, "payout", row.ref)
    context = {
        "payout": row,
        "sent": SentForm(currency=row.currency),
        "arrival": ArrivalForm(payout=row, initial=today | arrives_as(row)),
        "handover": HandOverForm(currency=row.received_currency or row.currency, initial={"handed": row.received}),
        "failure": FailureForm(),
        "lines": [describe(event) for event in events],
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/money/payout.html", context | forms, status=INVALID if refused else 200)


@require_POST
@owner_required
def sent(request: DeskRequest, ref: str) -> HttpResponse:
    """The platform says it is on its way."""
    row = _own(request, ref)
    form = SentForm(request.POST, currency=row.currency)
    if form.is_valid():
        fee, now = form.cleaned_data["fee"], timezone.now()
        perform(form, lambda: payout_steps.send_payout(payout=row, fee=fee, by=acting(request), now=now))
    return _after(request, row, _("It is on its way."), sent=form)


@require_POST
@owner_required
def arrival(request: DeskRequest, ref: str) -> HttpResponse:
    """It arrived, as expected or with the reason why not."""
    row = _own(request, ref)
    form = ArrivalForm(request.POST, payout=row)
    if form.is_valid():
        came, now = form.arrival(), timezone.now()
        perform(form, lambda: payout_steps.receive_payout(payout=row, arrival=came, by=acting(request), now=now))
    return _after(request, row, _("The arrival is written down."), arrival=form)


@require_POST
@owner_required
def handover(request: DeskRequest, ref: str) -> HttpResponse:
    """The agent handed over the cash."""
    row = _own(request, ref)
    form = HandOverForm(request.POST, currency=row.received_currency or row.currency)
    if form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        perform(form, lambda: payout_steps.hand_over(payout=row, by=acting(request), now=now, **given))
    return _after(request, row, _("The cash is written down."), handover=form)


@require_POST
@owner_required
def failure(request: DeskRequest, ref: str) -> HttpResponse:
    """It came back to the platform."""
    row = _own(request, ref)
    form = FailureForm(request.POST)
    if form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        perform(form, lambda: payout_steps.fail_payout(payout=row, by=acting(request), now=now, **given))
    return _after(request, row, _("It can be withdrawn again."), failure=form)


def _after(request: DeskRequest, row: Payout, said: str, **form: Any) -> HttpResponse:
    """Back to the page of the withdrawal; to Money when it is in hand."""
    if next(iter(form.values())).errors:
        return _page(request, row, **form)
    messages.success(request, said)
    row.refresh_from_db()
    return redirect("desk:money") if row.state == PayoutState.RECEIVED else redirect("desk:payout", row.ref)


urlpatterns = [
    path("money/payouts/", payouts, name="payouts"),
    path("money/payouts/new/", new, name="payout-new"),
    path("money/payouts/<str:ref>/", payout, name="payout"),
    path("money/payouts/<str:ref>/sending/", sent, name="payout-sent"),
    path("money/payouts/<str:ref>/arrival/", arrival, name="payout-arrival"),
    path("money/payouts/<str:ref>/handover/", handover, name="payout-handover"),
    path("money/payouts/<str:ref>/failure/", failure, name="payout-failure"),
]
