"""The client says yes on the offer's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Business
from clients.models import Contact
from orders.models import Contract, Offer, OfferState, Order
from orders.services import offers
from outbox.models import Event
from tests.portal.conftest import Clock, Desk, Visitor, text

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_offer_and_one_filled_button(visit: Visitor, offer: Offer) -> None:
    page = visit.get()
    assert page.status_code == 200
    body = text(page)
    assert offer.title in body
    assert offer.number in body
    assert offer.paper_hash in body
    assert body.count("is-main") == 1
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Content-Language"] == "ar"


def test_it_accepts_and_goes_on_to_the_signature(visit: Visitor, offer: Offer) -> None:
    page = visit.follow("accept", paper_hash=offer.paper_hash)
    assert page.context["step"] == "sign"
    assert page.redirect_chain == [(visit.at("subject"), 302)]
    assert Contract.objects.get().order.offer == offer
    assert Event.objects.filter(verb="offer.accepted").count() == 1


def test_two_tabs_end_on_the_same_page(visit: Visitor, offer: Offer) -> None:
    visit.post("accept", paper_hash=offer.paper_hash)
    second = visit.follow("accept", paper_hash=offer.paper_hash)
    assert second.status_code == 200
    assert second.context["step"] == "sign"
    assert Order.objects.count() == 1


def test_a_changed_offer_is_shown_with_the_reason(visit: Visitor, offer: Offer, desk: Desk, clock: Clock) -> None:
    old = offer.paper_hash
    draft = offers.new_version(offer=offer, by=desk.nour.actor, now=clock.now)
    new = offers.send_offer(offer=desk.save(draft, title="عنوان جديد"), by=desk.nour.actor, now=clock.now)
    page = visit.post("accept", paper_hash=old)
    assert page.status_code == 422
    assert "تغيّر" in text(page) or "changed" in text(page)
    assert "عنوان جديد" in text(page)
    assert new.paper_hash in text(page)
    assert not Order.objects.exists()
    assert visit.follow("accept", paper_hash=new.paper_hash).context["step"] == "sign"


def test_after_the_last_day_it_says_so_kindly(visit: Visitor, offer: Offer, clock: Clock) -> None:
    clock.later(days=8)
    page = visit.post("accept", paper_hash=offer.paper_hash)
    assert page.status_code == 422
    assert page.context["deal"].ending == "expired"
    assert visit.at("ask") in text(page)
    assert "is-main" in text(page)
    assert not Order.objects.exists()


def test_the_last_day_counts_where_the_freelancer_lives(visit: Visitor, offer: Offer, clock: Clock) -> None:
    assert offer.valid_until is not None
    late = timezone.datetime(2026, 11, 29, 20, 59, tzinfo=clock.now.tzinfo)
    clock.now = late
    assert visit.get().context["step"] == "answer"
    clock.now = late + timedelta(minutes=2)
    assert visit.get().context["step"] == "closed"


@pytest.mark.parametrize("state", [OfferState.WITHDRAWN, OfferState.DECLINED])
def test_closed_offers_have_no_button_to_accept(visit: Visitor, offer: Offer, state: OfferState, clock: Clock) -> None:
    Offer.objects.filter(pk=offer.pk).update(state=state, decided_at=clock.now)
    page = visit.get()
    assert page.context["deal"].ending == state.value
    assert visit.at("accept") not in text(page)
    assert offer.title in text(page)
    assert visit.post("accept", paper_hash=offer.paper_hash).status_code == 422
    assert not Order.objects.exists()


def test_without_a_fingerprint_nothing_is_accepted(visit: Visitor) -> None:
    assert visit.post("accept").status_code == 422
    assert visit.http.get(visit.at("accept")).status_code == 405
    assert not Order.objects.exists()


def test_another_clients_link_accepts_only_its_own(strangers: Visitor, offer: Offer) -> None:
    page = strangers.post("accept", paper_hash=offer.paper_hash)
    assert page.status_code == 422
    assert not Order.objects.exists()
    offer.refresh_from_db()
    assert offer.state == OfferState.SENT


def test_the_second_version_says_that_it_replaces_the_first(
    visit: Visitor, offer: Offer, desk: Desk, clock: Clock
) -> None:
    draft = offers.new_version(offer=offer, by=desk.nour.actor, now=clock.now)
    assert visit.get().context["offer"] == offer
    sent = offers.send_offer(offer=desk.save(draft), by=desk.nour.actor, now=clock.now)
    page = visit.get()
    assert page.context["offer"] == sent
    assert "2" in text(page)


@pytest.mark.parametrize("moment", ["answer", "sign", "pay"])
def test_the_page_costs_at_most_nine_queries(
    moment: str, request: pytest.FixtureRequest, visit: Visitor, django_assert_max_num_queries, clock: Clock
) -> None:  # type: ignore[no-untyped-def]
    if moment == "sign":
        request.getfixturevalue("accepted")
    if moment == "pay":
        request.getfixturevalue("invoice")
    visit.post("ask", text="سؤال", question="1")
    with django_assert_max_num_queries(9):
        assert visit.get().context["step"] == moment


def test_an_order_of_nobodys_business_stays_unseen(visit: Visitor, reem: Contact, sam) -> None:  # type: ignore[no-untyped-def]
    assert Business.objects.count() == 2
    assert sam.business.name not in text(visit.get())
