"""What is written down around a signature. Rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from clients.models import Contact
from core.actors import Actor
from orders.models import Contract, ContractState, Evidence
from outbox.models import Event


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an act came from: the address, the browser's name and the page's language, as far as known."""

    ip: str = ""
    agent: str = ""
    language: str = ""


NOWHERE = Scene()


def note(contract: Contract, kind: str, by: Actor, now: datetime, scene: Scene, **detail: object) -> Evidence:
    """Add one row of evidence."""
    return Evidence.objects.create(
        business=contract.business,
        contract=contract,
        kind=kind,
        happened_at=now,
        actor_kind=by.kind,
        actor_ref=by.ref,
        ip=_address(scene.ip),
        agent="".join(mark for mark in scene.agent if mark.isprintable())[:400],
        language=scene.language[:2],
        detail=detail,
    )


def note_viewed(contract: Contract, by: Actor, now: datetime, scene: Scene) -> bool:
    """The first act of this person on this contract also means that it was opened and read; True the first time."""
    seen = Evidence.objects.filter(contract=contract, kind=Evidence.Kind.VIEWED, actor_ref=by.ref)
    if seen.exists():
        return False
    note(contract, Evidence.Kind.VIEWED, by, now, scene, paper_hash=contract.paper_hash)
    return True


def note_new_address(event: Event, *, now: datetime) -> None:
    """The owner changed a contact's e-mail while a contract is out to them: codes go to another inbox from now on.

    Reaction of `client.changed`; what the certificate shows is enough of the address to know which inbox it was.
    """
    if not (ref := event.data.get("new_address_of")):
        return
    contact = Contact.objects.owned_by(event.business).get(ref=ref)
    for contract in Contract.objects.filter(contact=contact, state=ContractState.OUT):
        by = Actor(event.actor_kind, event.actor_ref)
        note(contract, Evidence.Kind.NEW_ADDRESS, by, event.happened_at, NOWHERE, sent_to=masked(contact.email))


def masked(address: str) -> str:
    """r•••@naqaa.example: enough to know which inbox to look into."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def _address(text: str) -> str | None:
    """The network address, or None where the server could not tell a real one."""
    try:
        return str(ip_address(text))
    except ValueError:
        return None
