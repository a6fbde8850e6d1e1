"""A contract signed on paper, not signed at all, put out again, or voided."""

from datetime import timedelta

import pytest

from clients.models import Contact
from files.models import StoredFile
from files.services.store import store_bytes
from orders.errors import ContractIsClosed, NameIsMissing, OrderIsClosed, ReasonIsMissing, ScanIsUnsuitable, WrongPerson
from orders.models import Contract, Evidence, OrderState
from orders.services import signing, work
from outbox.models import Event, Letter
from tests.cast import NOW, Freelancer

from .conftest import SUNDAY, Desk, instalment, sign

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def contract(desk: Desk, reem: Contact) -> Contract:
    return desk.accepted(reem).contract


def scan_of(who: Freelancer, content_type: str = "application/pdf") -> StoredFile:
    return store_bytes(
        business=who.business, purpose="scan", name="عقد موقع.pdf", content=b"%PDF-1.7 signed by hand",
        content_type=content_type, now=NOW,
    )  # fmt: skip


def record(desk: Desk, contract: Contract, file: StoredFile, name: str = "ريم السالم") -> Contract:
    return signing.record_scan(
        contract=contract, file=file, signer_name=name, signed_on=SUNDAY, by=desk.nour.actor, now=LATER
    )


def decline(contract: Contract, contact: Contact, reason: str = "نحتاج بند سرية أوسع") -> Contract:
    return signing.decline_contract(contract=contract, contact=contact, reason=reason, now=LATER)


def test_a_scan_ends_in_signed_like_the_link(desk: Desk, contract: Contract) -> None:
    file = scan_of(desk.nour)
    signed = record(desk, contract, file)
    signed.order.refresh_from_db()
    assert (signed.state, signed.method, signed.file, signed.pdf_sha256) == ("signed", "scan", file, file.sha256)
    assert signed.order.state == OrderState.AWAITING_DEPOSIT
    assert instalment(signed.order, 1).state == "due"
    row = Evidence.objects.get(kind="scan_recorded")
    assert row.detail == {"signed_on": "2026-11-22", "sha256": file.sha256}
    assert row.actor_kind == "owner"


def test_the_same_scan_twice_is_harmless_and_another_is_refused(desk: Desk, contract: Contract) -> None:
    file = scan_of(desk.nour)
    assert record(desk, contract, file).signed_at == record(desk, contract, file).signed_at
    other = store_bytes(
        business=desk.nour.business, purpose="scan", name="x.pdf", content=b"%PDF other",
        content_type="application/pdf", now=NOW,
    )  # fmt: skip
    with pytest.raises(ContractIsClosed):
        record(desk, contract, other)
    assert Event.objects.filter(verb="contract.signed").count() == 1


def test_a_scan_is_a_file_of_this_business_with_a_name(desk: Desk, contract: Contract, sam: Freelancer) -> None:
    with pytest.raises(ScanIsUnsuitable):
        record(desk, contract, scan_of(desk.nour, "text/html"))
    with pytest.raises(ScanIsUnsuitable):
        record(desk, contract, scan_of(sam))
    with pytest.raises(NameIsMissing):
        record(desk, contract, scan_of(desk.nour), name=" ")


def test_declining_tells_both_sides_why(contract: Contract, reem: Contact, nour: Freelancer) -> None:
    for _again in range(2):
        declined = decline(contract, reem)
    assert (declined.state, declined.decline_reason) == ("declined", "نحتاج بند سرية أوسع")
    letters = {letter.template: letter for letter in Letter.objects.filter(template__startswith="contract_declined")}
    assert letters["contract_declined"].recipient == reem.email
    assert letters["contract_declined_owner"].recipient == nour.user.email
    assert all("بند سرية" in letter.body for letter in letters.values())
    assert Event.objects.filter(verb="contract.declined").count() == 1
    contract.order.refresh_from_db()
    assert contract.order.state == OrderState.AWAITING_SIGNATURE


def test_declining_needs_a_reason_and_the_right_person(contract: Contract, reem: Contact, hannah: Contact) -> None:
    with pytest.raises(ReasonIsMissing):
        decline(contract, reem, reason=" ")
    with pytest.raises(WrongPerson):
        decline(contract, hannah)


def test_a_signed_contract_is_not_declined(contract: Contract, reem: Contact) -> None:
    sign(contract, reem)
    with pytest.raises(ContractIsClosed):
        decline(contract, reem)


def test_a_declined_contract_is_not_signed_until_it_is_put_out_again(
    desk: Desk, contract: Contract, reem: Contact
) -> None:
    decline(contract, reem)
    with pytest.raises(ContractIsClosed):
        sign(contract, reem, code="123456")
    again = signing.send_contract_again(contract=contract, by=desk.nour.actor, now=LATER)
    assert (again.state, again.decline_reason) == ("out", "")
    assert Letter.objects.filter(template="contract_out").count() == 2
    assert sign(contract, reem).state == "signed"


def test_a_contract_that_is_out_is_not_put_out_again(desk: Desk, contract: Contract) -> None:
    with pytest.raises(ContractIsClosed):
        signing.send_contract_again(contract=contract, by=desk.nour.actor, now=LATER)


def test_a_declined_contract_may_still_come_back_on_paper(desk: Desk, contract: Contract, reem: Contact) -> None:
    decline(contract, reem)
    assert record(desk, contract, scan_of(desk.nour)).state == "signed"


def test_calling_off_voids_the_contract_and_tells_the_client(desk: Desk, contract: Contract, reem: Contact) -> None:
    for _again in range(2):
        order = work.cancel_order(order=contract.order, reason="تغيّر الموعد", by=desk.nour.actor, now=LATER)
    contract.refresh_from_db()
    assert (order.state, contract.state) == (OrderState.CANCELLED, "voided")
    assert "تغيّر الموعد" in Letter.objects.get(template="order_cancelled").body
    assert Evidence.objects.filter(kind="voided").count() == 1


def test_calling_off_needs_a_reason_and_an_unsigned_order(desk: Desk, contract: Contract, reem: Contact) -> None:
    with pytest.raises(ReasonIsMissing):
        work.cancel_order(order=contract.order, reason="", by=desk.nour.actor, now=LATER)
    sign(contract, reem)
    with pytest.raises(OrderIsClosed):
        work.cancel_order(order=contract.order, reason="x", by=desk.nour.actor, now=LATER)
