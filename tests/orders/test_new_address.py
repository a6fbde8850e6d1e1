"""The owner changes the client's e-mail while a contract is out: the certificate will say so."""

from typing import Any

from clients.models import Contact
from clients.services.people import save_contact
from orders.models import Evidence, Order
from orders.papers.certificate import certificate_of
from outbox.services.sweeps import drain
from tests.cast import NOW

from .conftest import Desk, sign


def changed(desk: Desk, contact: Contact, **changes: Any) -> None:
    known = {name: getattr(contact, name) for name in ("name", "email", "phone", "language")}
    save_contact(client=contact.client, contact=contact, by=desk.nour.actor, now=NOW, **(known | changes))
    drain(now=NOW)


def noted(order: Order) -> list[Evidence]:
    return list(Evidence.objects.filter(contract=order.contract, kind=Evidence.Kind.NEW_ADDRESS))


def test_another_address_is_evidence_and_stands_in_the_certificate(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    changed(desk, reem, email="reem.new@naqaa.example")
    (row,) = noted(order)
    assert (row.actor_kind, row.happened_at) == ("owner", NOW)
    assert row.detail == {"sent_to": "r•••@naqaa.example"}
    reem.refresh_from_db()
    contract = sign(order.contract, reem)
    told = [entry.what.en for entry in certificate_of(contract).entries]
    assert "E-mail address of the client changed" in told


def test_another_name_or_number_is_not(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    changed(desk, reem, name="ريم السالم القحطاني", phone="+966500000001")
    assert noted(order) == []


def test_a_contract_signed_already_keeps_its_evidence(desk: Desk, reem: Contact) -> None:
    order = desk.signed(reem)
    changed(desk, reem, email="reem.new@naqaa.example")
    assert noted(order) == []
