"""Clients, whom to write to, and what was said."""

from datetime import datetime, timedelta
from itertools import cycle

from accounts.models import Business
from clients.models import Client, Contact, Conversation, Lead, Message
from core.text import fold

from .basket import Basket, write_alike
from .words import CITIES, FAMILY, FIRMS, GIVEN, SAID

WAITS = "ours"


def add_client(basket: Basket, business: Business, number: int, *, waits: bool, now: datetime) -> Contact:
    """A client with a main contact and a conversation; `waits`: its last message has no answer yet."""
    chance = basket.chance
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    organisation = f"{chance.choice(FIRMS)} {number}"
    email = f"client{number}@client.example"
    heard = now - timedelta(minutes=chance.randrange(30, 600) if waits else chance.randrange(1440, 1_000_000))
    client = basket.add(
        Client(
            ref=basket.ref(), business=business, name=name, organisation=organisation, country="SA",
            city=chance.choice(CITIES), folded=fold(f"{name} {organisation} {email}"),
            created_at=heard - timedelta(days=200), last_contact_at=heard,
        )
    )  # fmt: skip
    contact = basket.add(
        Contact(
            ref=basket.ref(), business=business, client=client, name=name, email=email, phone="+966500000000",
            language="ar", is_main=True,
        )
    )  # fmt: skip
    _talk(basket, client, heard, waits)
    return contact


def add_lead(basket: Basket, contact: Contact, *, is_open: bool, now: datetime) -> None:
    """An inquiry: a fresh one, or the one this client's work began with."""
    text, client = basket.chance.choice(SAID), contact.client
    decided = {} if is_open else {"state": "accepted", "accept_reason": "عميل معروف", "decided_at": client.created_at}
    basket.add(
        Lead(
            ref=basket.ref(), business=client.business, client=client, contact=contact, source="form", text=text,
            received_at=now - timedelta(hours=3) if is_open else client.created_at,
            folded=fold(f"{client.name} {client.organisation} {text}"), **decided,
        )
    )  # fmt: skip


def write_quiet_clients(basket: Basket, businesses: list[Business], count: int, now: datetime) -> None:
    """Clients with a conversation in which nobody waits, spread over the businesses."""
    since = now - timedelta(days=90)
    client = Client(
        business=businesses[0], name="عميل هادئ", folded="عميل هادي", created_at=since, last_contact_at=since
    )
    talk = Conversation(business=businesses[0], client=client, state="theirs", last_message_at=since)
    keys = [next(basket.keys[Client]) for _number in range(count)]
    owners = cycle([business.pk for business in businesses])
    theirs = list(zip(keys, owners, strict=False))
    write_alike(client, ({"id": key, "business_id": owner, "ref": basket.ref()} for key, owner in theirs))
    write_alike(
        talk,
        (
            {"id": next(basket.keys[Conversation]), "business_id": owner, "client_id": key, "ref": basket.ref()}
            for key, owner in theirs
        ),
    )


def _talk(basket: Basket, client: Client, heard: datetime, waits: bool) -> None:
    said = basket.chance.choice(SAID)
    waiting = {"waiting_since": heard, "reply_due_at": heard + timedelta(hours=20)} if waits else {}
    talk = basket.add(
        Conversation(
            ref=basket.ref(), business=client.business, client=client, state=WAITS if waits else "theirs",
            last_text=said, last_message_at=heard, **waiting,
        )
    )  # fmt: skip
    answered = None if waits else heard + timedelta(hours=1)
    _say(basket, talk, said, heard, answered)
    if answered:
        _say(basket, talk, "شكرًا لرسالتك. نعم، ويصلك الجدول اليوم.", answered)


def _say(basket: Basket, talk: Conversation, body: str, at: datetime, answered: datetime | None = None) -> None:
    """The client speaks first; what is said later is our answer."""
    direction = "in" if at == talk.client.last_contact_at else "out"
    basket.add(
        Message(
            ref=basket.ref(), business=talk.business, conversation=talk, direction=direction, via="portal", body=body,
            happened_at=at, recorded_at=at, actor_kind="contact" if direction == "in" else "owner",
            answered_at=answered,
        )
    )  # fmt: skip
