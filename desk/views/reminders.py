"""Payment reminders: the switch with every letter before it, one by hand, and stopping the work of a late invoice."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.scoping import get_own
from core.errors import Refused
from desk.doors import DeskRequest, acting, owner_required
from desk.reminders import step_words
from outbox.wording import describe
from payments.models import Invoice
from payments.services import pausing, reminder_preview, reminders, reminding_now

from .settings import show

OTHERS = 5  # open invoices to look at beside the one shown
SWITCHES = 20  # lines of the switch's history


@require_GET
@owner_required
def settings(request: DeskRequest) -> HttpResponse:
    """Every letter and its day, of an open invoice (`invoice` in the address) or of one made up; then the switch."""
    rows = list(_open(request).order_by("-due_on", "-pk")[:OTHERS])
    asked = request.GET.get("invoice")
    invoice = get_own(_open(request), request.business, ref=asked) if asked else next(iter(rows), None)
    now = timezone.now()
    letters = (
        reminder_preview.preview(invoice=invoice, now=now)
        if invoice
        else reminder_preview.sample(business=request.business, now=now)
    )
    context = {
        "on_since": reminders.on_since(request.business),
        "invoice": invoice,
        "others": [row for row in rows if row != invoice],
        "letters": [(step_words(letter.step), letter) for letter in letters],
        "lines": [describe(event) for event in reminders.switched(request.business)[:SWITCHES]],
    }
    return show(request, "reminders", context)


@require_POST
@owner_required
def switch_on(request: DeskRequest) -> HttpResponse:
    count = reminders.switch_on(business=request.business, by=acting(request), now=timezone.now())
    said = ngettext(
        "Reminders are on. %(count)s letter is planned for open invoices.",
        "Reminders are on. %(count)s letters are planned for open invoices.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("desk:settings-reminders")


@require_POST
@owner_required
def switch_off(request: DeskRequest) -> HttpResponse:
    reminders.switch_off(business=request.business, by=acting(request), now=timezone.now())
    messages.success(request, _("Reminders are off. Nothing more goes out."))
    return redirect("desk:settings-reminders")


@require_POST
@owner_required
def remind(request: DeskRequest, ref: str) -> HttpResponse:
    """One reminder now; it uses up the next step."""
    row = _own(request, ref)
    done = _("The client is being reminded now.")
    return _done(
        request, ref, done, lambda: reminding_now.remind_now(invoice=row, by=acting(request), now=timezone.now())
    )  # fmt: skip


@require_POST
@owner_required
def pause(request: DeskRequest, ref: str) -> HttpResponse:
    """The work waits for this invoice, and the client reads why."""
    row = _own(request, ref)
    done = _("The work is paused. It goes on by itself when the payment arrives.")
    return _done(request, ref, done, lambda: pausing.pause_work(invoice=row, by=acting(request), now=timezone.now()))


def _open(request: DeskRequest) -> QuerySet[Invoice]:
    rows = Invoice.objects.owned_by(request.business).open()
    return rows.select_related("business", "order__client", "order__contact__client").defer("paper")


def _own(request: DeskRequest, ref: str) -> Invoice:
    return get_own(Invoice.objects.select_related("business"), request.business, ref=ref)


def _done(request: DeskRequest, ref: str, done: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("desk:invoice", ref)


urlpatterns = [
    path("settings/reminders/", settings, name="settings-reminders"),
    path("settings/reminders/on/", switch_on, name="reminders-on"),
    path("settings/reminders/off/", switch_off, name="reminders-off"),
    path("invoices/<str:ref>/reminder/", remind, name="invoice-remind"),
    path("invoices/<str:ref>/pause/", pause, name="invoice-pause"),
]
