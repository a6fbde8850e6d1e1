"""Acts on offers and contracts, each as a page in hand: made ready with what it shows, pressed later."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet

from core.money import Money
from orders.models import Contract, Offer, Trigger
from orders.services import offers, signing, work
from orders.services.pricing import LineSpec, PartSpec, half_half, quarters

from .house import House, NothingThere, Turn, one

Press = Callable[[], object]
Act = Callable[[House, Turn], Press]


def draft(house: House, turn: Turn) -> Press:
    if Offer.objects.owned_by(house.nour.business).count() >= 3:
        raise NothingThere
    contact, form = house.people[turn.pick % 3 == 2], house.form()
    business = house.sam.business if turn.is_stranger else house.nour.business

    def press() -> object:
        made = offers.draft_offer(
            business=business, client=contact.client, contact=contact, title=turn.words, by=house.by, now=house.now,
            once=form,
        )  # fmt: skip
        return _save(made, house, turn)

    return press


def save(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: _save(offer, house, turn)


def send(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: offers.send_offer(offer=offer, by=house.by, now=house.now)


def withdraw(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: offers.withdraw_offer(offer=offer, by=house.by, now=house.now)


def reopen(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: offers.reopen_offer(offer=offer, reason=turn.words, by=house.by, now=house.now)


def version(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: offers.new_version(offer=offer, by=house.by, now=house.now)


def award(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    return lambda: offers.award_offer(offer=offer, by=house.by, now=house.now)


def view(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    contact = house.contact_of(offer.client, turn)
    return lambda: offers.view_offer(offer=offer, contact=contact, now=house.now)


def ask(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    contact, form = house.contact_of(offer.client, turn), house.form()
    return lambda: offers.ask_about_offer(offer=offer, contact=contact, text=turn.words, now=house.now, once=form)


def ask_changes(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    contact, form = house.contact_of(offer.client, turn), house.form()
    return lambda: offers.ask_changes(offer=offer, contact=contact, text=turn.words, now=house.now, once=form)


def decline(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    contact = house.contact_of(offer.client, turn)
    return lambda: offers.decline_offer(offer=offer, contact=contact, reason=turn.words, now=house.now)


def accept(house: House, turn: Turn) -> Press:
    offer = one(_offers(house), turn)
    contact, seen = house.contact_of(offer.client, turn), offer.paper_hash if turn.words else "another"
    return lambda: offers.accept_offer(offer=offer, paper_hash=seen, contact=contact, now=house.now)


def sign(house: House, turn: Turn) -> Press:
    contract = _contract(house, turn)
    contact = house.contact_of(contract.order.client, turn)
    return lambda: signing.sign_contract(
        contract=contract, contact=contact, typed_name=turn.words, consent=turn.number != 7, code="",
        paper_hash=contract.paper_hash if turn.number != 8 else "another", now=house.now,
    )  # fmt: skip


def decline_contract(house: House, turn: Turn) -> Press:
    contract = _contract(house, turn)
    contact = house.contact_of(contract.order.client, turn)
    return lambda: signing.decline_contract(contract=contract, contact=contact, reason=turn.words, now=house.now)


def send_contract_again(house: House, turn: Turn) -> Press:
    contract = _contract(house, turn)
    return lambda: signing.send_contract_again(contract=contract, by=house.by, now=house.now)


def record_scan(house: House, turn: Turn) -> Press:
    contract, scan = _contract(house, turn), house.scans[turn.is_stranger]
    return lambda: signing.record_scan(
        contract=contract, file=scan, signer_name=turn.words, signed_on=house.today, by=house.by, now=house.now
    )


def start(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    return lambda: work.start_order(order=order, by=house.by, now=house.now, reason=turn.words)


def cancel(house: House, turn: Turn) -> Press:
    order = one(house.orders(), turn)
    return lambda: work.cancel_order(order=order, reason=turn.words, by=house.by, now=house.now)


OWNER: dict[str, Act] = {act.__name__: act for act in (draft, save, send, withdraw, reopen, version, award)}
CLIENT: dict[str, Act] = {act.__name__: act for act in (view, ask, ask_changes, decline, accept)}
SIGNING: dict[str, Act] = {
    act.__name__: act for act in (sign, decline_contract, send_contract_again, record_scan, start, cancel)
}


def _offers(house: House) -> "QuerySet[Offer]":
    return Offer.objects.owned_by(house.nour.business).select_related("business", "client", "contact__client")


def _contract(house: House, turn: Turn) -> Contract:
    rows = Contract.objects.filter(business=house.nour.business)
    return one(rows.select_related("order__client", "order__business", "contact"), turn)


def _save(offer: Offer, house: House, turn: Turn) -> Offer:
    """Two agreed items and one of five plans; a manner that is blank leaves out the title."""
    price = Money(10_00 + 137 * turn.number, offer.currency)
    return offers.save_offer(
        offer=offer, title=turn.words, intro="", lines=[LineSpec("شعار", price), LineSpec("دليل", price)],
        parts=_plan(house, turn), valid_until=house.today + timedelta(days=20), revisions=turn.pick % 3,
        reply_days=3, work_days=20, by=house.by, now=house.now,
    )  # fmt: skip


def _plan(house: House, turn: Turn) -> list[PartSpec]:
    soon = house.today + timedelta(days=turn.number % 12)
    plans = [
        [
            PartSpec("مقدم", Trigger.SIGNING, 2_500),
            PartSpec("الشعار", Trigger.APPROVAL, 2_500),
            PartSpec("الدليل", Trigger.APPROVAL, 2_500),
            PartSpec("الختام", Trigger.COMPLETION, 2_500),
        ],
        quarters("ar"),
        half_half("ar"),
        [PartSpec("كله", Trigger.COMPLETION, 10_000)],
        [
            PartSpec("مقدم", Trigger.SIGNING, 3_333),
            PartSpec("بموعد", Trigger.DATE, 3_333, due_on=soon),
            PartSpec("الشعار", Trigger.APPROVAL, 3_334),
        ],
    ]
    return plans[turn.pick // 2 % len(plans)]
