"""Clients: the list, and the page where everything about one comes together."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.scoping import get_own
from clients.models import Client, ClientLink, Contact, Lead
from clients.services import people
from clients.services.next_contact import drop_contact, next_contact, plan_contact
from clients.wording import score_reasons
from core.doors import perform
from core.htmx import INVALID
from core.money import Money
from desk.doors import DeskRequest, acting, owner_required
from desk.forms.clients import ClientForm, ContactForm, NextContactForm
from desk.forms.messages import CloseForm, ReplyForm
from desk.lists import listed, tabs
from orders.figures import repeat_rate
from orders.models import Offer, Order
from outbox.models import Event
from outbox.wording import describe
from payments.models import Invoice

from .messages import thread

RECENT = 8  # messages, papers and events on a client's page; the rest is a link away

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@owner_required
def clients(request: DeskRequest) -> HttpResponse:
    """By last contact or by name; `q` looks in names, organisations and addresses, whatever their spelling."""
    sort = "name" if request.GET.get("sort") == "name" else "contact"
    query = request.GET.get("q", "")
    rows = Client.objects.owned_by(request.business).search(query).for_list()
    names = [("contact", pgettext("clients", "By last contact")), ("name", pgettext("clients", "By name"))]
    context = {
        "page": listed(request, rows, "folded" if sort == "name" else "-last_contact_at"),
        "q": query,
        "repeat": None if query else repeat_rate(request.business),
        "tabs": tabs(request, "sort", sort, names),
    }
    return render(request, "desk/clients/list.html", context)


@require_GET
@owner_required
def client(request: DeskRequest, ref: str) -> HttpResponse:
    return _page(request, _get(request, ref))


def _get(request: DeskRequest, ref: str) -> Client:
    return get_own(Client.objects.all().for_page(), request.business, ref=ref)


def _page(request: DeskRequest, row: Client, **forms: Any) -> HttpResponse:
    now = timezone.now()
    contacts = sorted(row.contacts.all(), key=lambda contact: (not contact.is_main, contact.pk))
    said, _earlier = thread(row.conversation, shown=RECENT)
    context: dict[str, Any] = {
        "now": now,
        "client": row,
        "contacts": contacts,
        "by_mail": bool(row.mail_allowed and contacts and contacts[0].email),
        "conversation": row.conversation,
        "is_overdue": row.conversation.is_overdue(now),
        "said": said,
        "leads": list(Lead.objects.owned_by(request.business).filter(client=row).for_list()[:RECENT]),
        "score": row.score,
        "reasons": score_reasons(row.score) if row.score else [],
        "links": _links(row, now),
        "plan": next_contact(row),
        "plan_form": NextContactForm(),
        "reply": ReplyForm(),
        "close": CloseForm(),
        "lines": [describe(event) for event in Event.objects.of_client(request.business, row.ref)[:RECENT]],
    }
    context |= _work(row) | forms
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/clients/client.html", context, status=INVALID if refused else 200)


def _work(row: Client) -> dict[str, Any]:
    """Offers without an order yet, orders, invoices, and what is owed and paid, currency by currency."""
    invoices = Invoice.objects.filter(order__client=row).invoices()
    offers = Offer.objects.filter(client=row, order__isnull=True, superseded_at=None)
    money = list(
        invoices.exclude(state=Invoice.State.VOID)
        .order_by("currency")
        .values("currency")
        .annotate(whole=Sum("total_minor"), settled=Sum("paid_minor"))
    )
    return {
        "offers": list(offers.order_by("-created_at", "-pk")[:RECENT]),
        "orders": list(Order.objects.filter(client=row).order_by("-opened_at", "-pk")[:RECENT]),
        "invoices": list(invoices.order_by("-issued_at", "-pk")[:RECENT]),
        "owed": [
            Money(one["whole"] - one["settled"], one["currency"]) for one in money if one["whole"] > one["settled"]
        ],
        "paid": [Money(one["settled"], one["currency"]) for one in money if one["settled"]],
    }


def _links(row: Client, now: datetime) -> list[dict[str, Any]]:
    """The newest links, each with the number of what it leads to."""
    links = list(ClientLink.objects.filter(contact__client=row).for_list()[:RECENT])
    refs = [link.subject_ref for link in links]
    numbers: dict[str, str] = {}
    for model in (Offer, Order, Invoice):
        numbers |= dict(model.objects.owned_by(row.business).filter(ref__in=refs).values_list("ref", "number"))
    return [
        {"link": link, "state": _link_state(link, now), "number": numbers.get(link.subject_ref, "")} for link in links
    ]


def _link_state(link: ClientLink, now: datetime) -> str:
    if link.revoked_at:
        return "revoked"
    return "expired" if link.expires_at and link.expires_at <= now else "open"


@form_page
@owner_required
def edit(request: DeskRequest, ref: str) -> HttpResponse:
    row = _get(request, ref)
    known = {name: getattr(row, name) for name in ("name", "organisation", "country", "city")}
    form = ClientForm(request.POST or None, initial=known)
    if form.is_valid():
        given = form.cleaned_data
        perform(form, lambda: people.change_client(client=row, by=acting(request), now=timezone.now(), **given))
        if form.is_valid():
            return redirect("desk:client", ref)
    context = {"form": form, "client": row, "title": _("Edit the client")}
    return render(request, "desk/clients/edit.html", context, status=INVALID if form.errors else 200)


@form_page
@owner_required
def contact(request: DeskRequest, ref: str, contact_ref: str = "") -> HttpResponse:
    """A person at the client: changed, or added when no ref is given."""
    row = _get(request, ref)
    known = get_own(Contact.objects.filter(client=row), request.business, ref=contact_ref) if contact_ref else None
    initial = (
        {name: getattr(known, name) for name in ContactForm.base_fields}
        if known
        else {"language": request.business.language}
    )
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        saved = perform(
            form,
            lambda: people.save_contact(client=row, contact=known, by=acting(request), now=timezone.now(), **given),
        )
        if saved is not None:
            return redirect("desk:client", ref)
    title = _("Edit the contact") if known else _("Another contact")
    context = {"form": form, "client": row, "title": title}
    return render(request, "desk/clients/edit.html", context, status=INVALID if form.errors else 200)


@require_POST
@owner_required
def plan(request: DeskRequest, ref: str) -> HttpResponse:
    """When to be in touch next: it stands on Today that day."""
    row = _get(request, ref)
    form = NextContactForm(request.POST)
    if not form.is_valid():
        return _page(request, row, plan_form=form)
    plan_contact(client=row, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Noted. It stands on Today that day."))
    return redirect("desk:client", ref)


@require_POST
@owner_required
def plan_done(request: DeskRequest, ref: str) -> HttpResponse:
    drop_contact(client=_get(request, ref), now=timezone.now())
    return redirect("desk:client", ref)


urlpatterns = [
    path("clients/", clients, name="clients"),
    path("clients/<str:ref>/", client, name="client"),
    path("clients/<str:ref>/edit/", edit, name="client-edit"),
    path("clients/<str:ref>/contacts/new/", contact, name="contact-new"),
    path("clients/<str:ref>/contacts/<str:contact_ref>/", contact, name="contact-edit"),
    path("clients/<str:ref>/next-contact/", plan, name="client-plan"),
    path("clients/<str:ref>/next-contact/done/", plan_done, name="client-plan-done"),
]
