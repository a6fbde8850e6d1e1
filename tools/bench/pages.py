"""The pages that are measured, and what is promised of each."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count
from django.urls import reverse

from accounts.models import Business, User
from clients.models import ClientLink
from orders.models import Milestone, Offer, Order

from .seed import with_takings
from .seed.lengths import LONG, SHORT, Length

FLOOR = "floor"
FIRST, DEEP = "orders, first page", "orders, page 200"
SHORT_ORDER, LONG_ORDER = "order, 3 stages", "order, 60 stages"
SHORT_STAGE, LONG_STAGE = "client's stage, of 3", "client's stage, of 60"
FEW_PAPERS, MANY_PAPERS = "money, few papers", "money, many papers"
DEEP_PAGE = 200

Get = Callable[[str], str]  # path -> the page's HTML


@dataclass(frozen=True)
class Page:
    """`most_queries` and `most_ratio` are targets; the ratio is to the p50 of the page called `against`.

    `flat_with` names a page of the same kind with little on it: this one may ask no more often.
    """

    name: str
    path: str
    session: str  # empty: whoever asks is not signed in
    most_queries: int | None = None
    most_ratio: float | None = None
    against: str = FLOOR
    flat_with: str = ""


def sign_in(user: User) -> str:
    """The value of a session cookie; no password is asked."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def pages_of(business: Business, session: str, deep: str) -> list[Page]:
    """The floor first; `deep` is the address of the list's page 200. Clients have no session."""
    running = Order.objects.owned_by(business).filter(state=Order.State.IN_PROGRESS).order_by("-pk")[0]
    offer = Offer.objects.owned_by(business).filter(state=Offer.State.SENT).order_by("-pk")[0]
    link = ClientLink.objects.owned_by(business).get(subject_kind="offer", subject_ref=offer.root_ref)
    listed, name = reverse("desk:orders"), running.client.name
    return [
        Page(FLOOR, reverse("floor", args=[business.pk]), session),
        Page("today", reverse("desk:today"), session, 12, 3.0),
        Page("orders, open", listed, session, 8, 2.0),
        Page(FIRST, _address(listed, state="all"), session, 8, 2.0),
        Page(DEEP, deep, session, 8, 1.2, FIRST),
        Page("orders by name", _address(listed, state="all", q=name), session, 8, 2.0),
        Page("search by name", _address(reverse("desk:search"), q=name), session, 8, 2.0),
        Page("order", reverse("desk:order", args=[running.ref]), session),
        Page("client's offer", reverse("portal:subject", args=[link.token]), "", 8, 1.5),
        *_lengths(business, session),
        *_money(),
    ]


def of_length(business: Business, length: Length) -> Order:
    """The order that was sown with so many stages."""
    return Order.objects.owned_by(business).annotate(stages=Count("milestones")).get(stages=length.stages)


def _lengths(business: Business, session: str) -> list[Page]:
    short, long = of_length(business, SHORT), of_length(business, LONG)
    return [
        Page(SHORT_ORDER, reverse("desk:order", args=[short.ref]), session),
        Page(LONG_ORDER, reverse("desk:order", args=[long.ref]), session, against=SHORT_ORDER, flat_with=SHORT_ORDER),
        Page(SHORT_STAGE, _shown(short), ""),
        Page(LONG_STAGE, _shown(long), "", against=SHORT_STAGE, flat_with=SHORT_STAGE),
    ]


def _shown(order: Order) -> str:
    """The client's page of the stage that waits for the answer."""
    link = ClientLink.objects.owned_by(order.business).get(subject_kind="offer", subject_ref=order.offer.root_ref)
    stage = order.milestones.get(state=Milestone.State.SUBMITTED)
    return reverse("portal:stage", args=[link.token, stage.position])


def _money() -> list[Page]:
    few, many = (sign_in(business.owner) for business in with_takings())
    address = reverse("desk:money")
    return [
        Page(FEW_PAPERS, address, few),
        Page(MANY_PAPERS, address, many, against=FEW_PAPERS, flat_with=FEW_PAPERS),
    ]


def follow_to(page: int, get: Get) -> str:
    """The address of the list's nth page, reached by following "next"; of its last one when it is shorter."""
    address = first = _address(reverse("desk:orders"), state="all")
    for _turn in range(page - 1):
        _before, found, after = get(address).partition('rel="next" href="')
        if not found:
            break
        address = first.partition("?")[0] + after.partition('"')[0].replace("&amp;", "&")
    return address


def _address(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}"
