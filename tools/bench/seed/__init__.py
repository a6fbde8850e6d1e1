"""A busy installation in one database: one large business among many small ones, the same for the same seed."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import Business
from clients.models import Contact, Conversation

from .basket import Basket
from .businesses import open_desk
from .lengths import add_lengths
from .orders import OFFERS, Fate, add_deal, add_offered
from .people import add_client, add_lead, write_quiet_clients
from .takings import add_takings, with_takings

HISTORY_DAYS = 1800
POUR_EVERY = 1000  # deals
OPEN_LEADS = 8
LIVE = (Fate.OFFERED,) * 25 + (Fate.UNSIGNED,) * 15 + (Fate.UNPAID,) * 15 + (Fate.RUNNING,) * 30


@dataclass(frozen=True)
class Size:
    """How much there is. Each business has the same number of clients who wait, so every reminder is as long."""

    businesses: int = 200
    orders: int = 10_000  # of the large business
    small_orders: int = 5  # of each of the others
    clients: int = 2_000
    conversations: int = 10_000  # of all businesses together
    waiting: int = 6  # in each
    papers: tuple[int, int] = (100, 100_000)  # invoices and receipts of two more businesses, which nobody waits for


def sow(size: Size, *, seed: int, now: datetime) -> None:
    """Fills an empty database. Written in bulk and past the services, yet true to every constraint and the ledger."""
    basket = Basket(seed)
    gc.disable()
    try:
        for number in range(size.businesses):
            _business(basket, size, number, now)
        for number, papers in enumerate(size.papers, start=size.businesses):
            add_takings(open_desk(basket, number, now), papers, now)
        basket.pour()
        _fill_up(basket, size.conversations, now)
    finally:
        gc.enable()


def grow(conversations: int, *, seed: int, now: datetime) -> None:
    """More quiet conversations, until there are so many."""
    _fill_up(Basket(seed + 1), conversations, now)


def _business(basket: Basket, size: Size, number: int, now: datetime) -> None:
    is_large = number == 0
    desk = open_desk(basket, number, now)
    orders, clients = (size.orders, size.clients) if is_large else (size.small_orders, size.waiting + 10)
    people = [add_client(basket, desk.business, place, waits=place < size.waiting, now=now) for place in range(clients)]
    for place, contact in enumerate(people):
        add_lead(basket, contact, is_open=place < OPEN_LEADS, now=now)
    if is_large:
        add_lengths(desk, _somebody(basket, people), now)
    for place, (fate, at) in enumerate(_fates(orders, is_large, now)):
        add = add_offered if fate in OFFERS else add_deal
        add(desk, _somebody(basket, people), fate, at)
        if place % POUR_EVERY == POUR_EVERY - 1:
            basket.pour()
    desk.numbers.keep(basket, desk.business)


def _fates(orders: int, is_large: bool, now: datetime) -> Iterator[tuple[Fate, datetime]]:
    """Old deals first, almost all of them done; then those of the last days. Those that became orders: `orders`."""
    live = LIVE if is_large else LIVE[::20]
    old = max(0, orders - sum(fate != Fate.OFFERED for fate in live))
    for place in range(old):
        at = now - timedelta(days=25) - timedelta(days=HISTORY_DAYS) * (old - place) / old
        yield (Fate.CALLED_OFF if place % 100 == 50 else Fate.DONE), at
        if place % 20 == 0:
            yield Fate.DECLINED, at
    for place, fate in enumerate(live):
        yield fate, now - timedelta(days=20 if fate == Fate.RUNNING else 4, minutes=place)


def _somebody(basket: Basket, people: list[Contact]) -> Contact:
    return people[basket.chance.randrange(len(people))]


def _fill_up(basket: Basket, conversations: int, now: datetime) -> None:
    missing = conversations - Conversation.objects.count()
    write_quiet_clients(basket, list(Business.objects.order_by("pk")), max(0, missing), now)


__all__ = ["Size", "grow", "sow", "with_takings"]
