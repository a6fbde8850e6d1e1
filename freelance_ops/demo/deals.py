"""A deal of the demo: what was offered, and the dated steps that followed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from clients.models import Contact
from clients.services.next_contact import drop_contact
from core.money import Money
from orders.models import Offer, Order, Trigger
from orders.services import offers, signing
from orders.services.pricing import LineSpec, PartSpec

from .desk import DemoDesk
from .diary import Diary
from .steps import Step, approve, hand_over, paid, review, set_up, show

Lines = Sequence[tuple[str, int, str]]  # title, whole major units, note


@dataclass
class Deal:
    """What Nour and one client agreed on. `offered`, `signed` and the steps' days are days ago.

    `stages` are (title, percent): the first is paid on signing, those between when approved, the last on completion.
    """

    who: str
    title: str
    lines: Lines
    stages: Sequence[tuple[str, int]]
    offered: int
    signed: int | None = None
    then: Sequence[tuple[int, Step]] = ()
    currency: str = ""
    intro: str = ""
    work_days: int = 30
    open_days: int = 14
    order_ref: str = field(default="", init=False)

    def write_into(self, diary: Diary, contacts: dict[str, Contact]) -> None:
        """Puts the deal's moments into the diary."""
        desk = diary.desk
        held: list[Offer] = []
        diary.add(desk.at(self.offered, 13), lambda now: held.append(make_offer(desk, self, contacts[self.who], now)))
        if self.signed is not None:
            diary.add(desk.at(self.signed, 20), lambda now: self._begin(desk, held[0], now))
        for number, (days, step) in enumerate(self.then):
            moment = desk.at(days, 11 + number % 5, 7 * number % 60)
            diary.add(moment, lambda now, step=step: step(desk, self._order(), now))  # type: ignore[misc]  # bound now

    def _begin(self, desk: DemoDesk, offer: Offer, now: datetime) -> None:
        order = sign(desk, offer, now) if offer.contact.email else win(desk, offer, now)
        self.order_ref = order.ref

    def _order(self) -> Order:
        rows = Order.objects.select_related("business", "client__conversation", "contact", "offer")
        return rows.get(ref=self.order_ref)


def smooth(
    signed: int, shown: Sequence[str], *, pace: int = 7, stars: int = 5, words: str = ""
) -> list[tuple[int, Step]]:
    """The steps of a deal without trouble: paid, each stage shown and approved, handed over, paid, reviewed."""
    steps: list[tuple[int, Step]] = [(signed - 1, paid), (signed - 1, set_up)]
    day = signed - 1
    for number, notes in enumerate(shown):
        day -= pace
        steps += [(day, show(notes, pictures=0)), (day - 1, approve)]
        if 0 < number < len(shown) - 1:
            steps.append((day - 2, paid))
    steps += [(day - 2, hand_over), (day - 4, paid)]
    return [*steps, (day - 8, review(stars, words))] if words else steps


def make_offer(desk: DemoDesk, deal: Deal, contact: Contact, now: datetime) -> Offer:
    """The deal's offer, sent; whoever was to be in touch again now is."""
    drop_contact(client=contact.client, now=now)
    draft = offers.draft_offer(
        business=desk.business,
        client=contact.client,
        contact=contact,
        title=deal.title,
        by=desk.owner,
        now=now,
        currency=deal.currency,
    )
    saved = offers.save_offer(
        offer=draft,
        title=deal.title,
        intro=deal.intro,
        lines=[LineSpec(name, Money.of(price, draft.currency), note=note) for name, price, note in deal.lines],
        parts=plan(deal.stages),
        valid_until=(now + timedelta(days=deal.open_days)).date(),
        revisions=3,
        reply_days=5,
        work_days=deal.work_days,
        by=desk.owner,
        now=now,
    )
    return offers.send_offer(offer=saved, by=desk.owner, now=now)


def plan(stages: Sequence[tuple[str, int]]) -> list[PartSpec]:
    """Money with its stages: before the work, on each approval, and on completion."""
    last = len(stages) - 1
    triggers = [
        Trigger.SIGNING if n == 0 else Trigger.COMPLETION if n == last else Trigger.APPROVAL for n in range(last + 1)
    ]
    return [PartSpec(title, trigger, percent * 100) for (title, percent), trigger in zip(stages, triggers, strict=True)]


def sign(desk: DemoDesk, offer: Offer, now: datetime) -> Order:
    """Accepted and signed by the client on one evening."""
    order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=now)
    contract = order.contract
    signing.sign_contract(
        contract=contract,
        contact=offer.contact,
        typed_name=offer.contact.name,
        consent=True,
        code="",
        paper_hash=contract.paper_hash,
        now=now + timedelta(minutes=6),
        language=offer.contact.language,
    )
    return order


def win(desk: DemoDesk, offer: Offer, now: datetime) -> Order:
    """The platform's client chose the offer there."""
    order = offers.award_offer(offer=offer, by=desk.owner, now=now)
    set_up(desk, order, now)
    return order
