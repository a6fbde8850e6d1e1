"""A finished order's review: one warm page, sent once; and the page on which everybody may read the published ones."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Business, User
from core.doors import perform, public
from core.htmx import INVALID
from core.reader import use_country
from orders.services.days import today_of
from portal.context import about, whose
from portal.doors import LinkRequest, link_required
from portal.limits import limited
from portal.reviewing import ReviewForm, ask_of
from reviews.models import Review
from reviews.services.answering import answer_review

MOST = 60


def page(request: LinkRequest) -> HttpResponse:
    """The form while the request is open; what was sent afterwards; kind words when it is closed."""
    return _show(request)


@require_POST
@link_required
@limited("portal")
def answer(request: LinkRequest) -> HttpResponse:
    """The client's review, once: a second sending shows the first."""
    ask, form = ask_of(request.link), ReviewForm(request.POST)
    if form.is_valid():
        perform(form, lambda: answer_review(ask=ask, contact=request.contact, now=timezone.now(), **form.said()))
    if form.errors:
        return _show(request, form)
    messages.success(request, _("Your review has arrived."))
    return redirect("portal:subject", request.link.token)


def _show(request: LinkRequest, form: ReviewForm | None = None) -> HttpResponse:
    ask, now = ask_of(request.link), timezone.now()
    review = Review.objects.filter(order=ask.order_id).first()
    context = {
        "ask": ask,
        "order": ask.order,
        "review": review,
        "is_open": review is None and ask.is_open and ask.closes_on >= today_of(ask.business, now),
        "form": form or ReviewForm(initial={"author_name": request.contact.name}),
        **about(request),
    }
    refused = form is not None and form.errors
    return render(request, "portal/review/page.html", context, status=INVALID if refused else 200)


@public
@require_safe
def praise(request: HttpRequest, slug: str) -> HttpResponse:
    """Published reviews, as each client agreed to be shown. Where there are none, there is no such page."""
    business = get_object_or_404(Business, slug=slug)
    shown = Review.objects.owned_by(business).public()
    count, average = shown.standing()
    if not count:
        raise Http404
    asked = request.GET.get("lang", "")
    language = asked if asked in User.Language.values else business.language
    translation.activate(language)
    timezone.activate(business.zone)
    request.LANGUAGE_CODE = language
    rows = list(shown.select_related("order__client__platform")[:MOST])
    context = {
        "reviews": rows,
        "count": count,
        "average": average and Decimal(str(round(average, 1))),
        "language": language,
        **whose(business),
    }
    with use_country(business.country):
        response = render(request, "portal/praise/page.html", context)
    response.headers["Content-Language"] = language
    return response


urlpatterns = [path("review/", answer, name="review-answer")]
public_urlpatterns = [path("t/<slug:slug>/", praise, name="praise")]
