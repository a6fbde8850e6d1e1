"""The client says yes; the order opens with all it needs, once."""

from datetime import timedelta

import pytest

from clients.models import Contact, Lead
from orders.errors import OfferChanged, OfferExpired, OfferIsClosed, OfferIsPlatforms, WrongPerson
from orders.models import Contract, Evidence, MilestoneState, Offer, OfferState, Order, OrderKind, OrderState
from orders.services import offers
from outbox.models import Event, Letter, Todo
from tests.cast import NOW

from .conftest import TOTAL, Desk, instalment, sar


def accept(offer: Offer, contact: Contact, **changes: object) -> Order:
    values = {"paper_hash": offer.paper_hash, "now": NOW + timedelta(hours=1), **changes}
    return offers.accept_offer(offer=offer, contact=contact, **values)


def test_it_opens_the_order_with_stages_money_scope_and_contract(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    order = accept(offer, reem)
    offer.refresh_from_db()
    assert (offer.state, order.state, order.kind) == (OfferState.ACCEPTED, "awaiting_signature", OrderKind.DIRECT)
    assert (order.number, order.total, order.contact, order.work_days) == ("ORD-2026-0001", TOTAL, reem, 25)
    assert [row.amount for row in order.instalments.order_by("position")] == [sar(2200)] * 4
    assert [row.trigger for row in order.instalments.order_by("position")] == ["signing"] + ["progress"] * 3
    assert {row.state for row in order.milestones.all()} == {MilestoneState.PLANNED}
    assert instalment(order, 2).milestone.title == instalment(order, 2).title
    assert order.scope.get(position=1).title == "الهوية الرقمية"
    assert order.scope.count() == 3
    assert (order.contract.state, order.contract.contact) == ("out", reem)


def test_it_writes_the_kickoff_tasks_events_and_letters(desk: Desk, reem: Contact) -> None:
    order = accept(desk.sent(reem), reem)
    steps = {todo.key.rsplit(":", 1)[1] for todo in Todo.objects.filter(order_ref=order.ref)}
    assert steps == {"terms", "contract", "deposit", "brief", "schedule"}
    verbs = list(Event.objects.filter(order_ref=order.ref).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["offer.accepted", "order.opened"]
    assert Letter.objects.get(template="offer_accepted").recipient == desk.nour.user.email
    assert Letter.objects.get(template="contract_out").recipient == reem.email
    assert [row.kind for row in Evidence.objects.order_by("pk")] == ["accepted", "sent"]


def test_the_second_tab_gets_the_same_order(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    assert accept(offer, reem) == accept(offer, reem)
    assert (Order.objects.count(), Contract.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="offer.accepted").count() == 1


def test_a_page_opened_before_a_change_is_refused(desk: Desk, reem: Contact) -> None:
    old = desk.sent(reem)
    draft = desk.save(offers.new_version(offer=old, by=desk.nour.actor, now=NOW), title="نسخة ثانية")
    new = offers.send_offer(offer=draft, by=desk.nour.actor, now=NOW)
    with pytest.raises(OfferChanged):
        accept(old, reem)
    with pytest.raises(OfferChanged):
        accept(new, reem, paper_hash=old.paper_hash)
    assert accept(new, reem).offer == new


def test_the_last_day_counts_in_riyadh_until_midnight(desk: Desk, reem: Contact, hannah: Contact) -> None:
    last_minute = NOW.replace(day=29, hour=20, minute=59)
    assert accept(desk.sent(reem), reem, now=last_minute)
    with pytest.raises(OfferExpired) as refusal:
        accept(desk.sent(hannah), hannah, now=last_minute + timedelta(minutes=1))
    assert "29" in str(refusal.value)


def test_a_recorded_end_is_too_late_as_well(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    offers.expire_offers(now=NOW + timedelta(days=8))
    with pytest.raises(OfferExpired):
        accept(offer, reem, now=NOW + timedelta(days=8))


def test_a_withdrawn_offer_is_refused(desk: Desk, reem: Contact) -> None:
    offer = offers.withdraw_offer(offer=desk.sent(reem), by=desk.nour.actor, now=NOW)
    with pytest.raises(OfferIsClosed):
        accept(offer, reem)


def test_a_draft_cannot_be_accepted(desk: Desk, reem: Contact) -> None:
    with pytest.raises(OfferIsClosed):
        accept(desk.ready(reem), reem, paper_hash="")


def test_another_clients_contact_is_refused(desk: Desk, reem: Contact, hannah: Contact) -> None:
    with pytest.raises(WrongPerson):
        accept(desk.sent(reem), hannah)
    assert not Order.objects.exists()


def test_a_platforms_client_has_no_link_to_accept_by(desk: Desk, tariq: Contact) -> None:
    with pytest.raises(OfferIsPlatforms):
        accept(desk.sent(tariq), tariq)


def test_a_won_platform_offer_starts_at_once_without_contract_or_letters(desk: Desk, tariq: Contact) -> None:
    offer = desk.sent(tariq)
    order = offers.award_offer(offer=offer, by=desk.nour.actor, now=NOW)
    order.refresh_from_db()
    assert (order.kind, order.state, order.started_at) == (OrderKind.PLATFORM, OrderState.IN_PROGRESS, NOW)
    assert str(order.due_on) == "2026-12-17"
    assert not Contract.objects.exists()
    assert not Letter.objects.filter(order_ref=order.ref).exists()
    steps = {todo.key.rsplit(":", 1)[1] for todo in Todo.objects.filter(order_ref=order.ref)}
    assert steps == {"terms", "brief", "schedule"}
    assert order.milestones.get(position=1).state == MilestoneState.WORKING
    assert offers.award_offer(offer=offer, by=desk.nour.actor, now=NOW) == order


def test_a_direct_offer_won_by_word_still_awaits_the_signature(desk: Desk, reem: Contact) -> None:
    order = offers.award_offer(offer=desk.sent(reem), by=desk.nour.actor, now=NOW)
    assert (order.state, order.contract.state) == (OrderState.AWAITING_SIGNATURE, "out")
    assert Evidence.objects.get(kind="accepted").actor_kind == "owner"


def test_a_draft_is_not_won(desk: Desk, reem: Contact) -> None:
    with pytest.raises(OfferIsClosed):
        offers.award_offer(offer=desk.ready(reem), by=desk.nour.actor, now=NOW)


def test_the_clients_open_request_becomes_work_we_took(desk: Desk, reem: Contact, hannah: Contact) -> None:
    desk.accepted(reem)
    taken = Lead.objects.get(client=reem.client)
    assert (taken.state, taken.decided_at) == ("accepted", NOW)
    assert taken.accept_reason  # nobody had measured it
    assert Lead.objects.get(client=hannah.client).state == "new"
    desk.accepted(reem)
    assert Event.objects.filter(verb="lead.accepted").count() == 1
