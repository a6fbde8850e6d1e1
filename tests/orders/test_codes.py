"""One-time codes: sent by a letter that keeps no body, never stored, few."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.errors import CodeIsOld, CodeNotNeeded, CodeTooSoon, ContractIsClosed, TooManyCodes
from orders.models import Contract, SigningCode
from orders.services import signing
from orders.services.codes import derive, reveal
from orders.services.evidence import masked
from outbox.models import Letter
from outbox.services.delivery import compose
from tests.cast import NOW

from .conftest import Desk, sign

AT = NOW + timedelta(minutes=1)


@pytest.fixture
def contract(desk: Desk, reem: Contact) -> Contract:
    return desk.accepted(reem).contract


def request(contract: Contract, contact: Contact, minutes: float = 0) -> SigningCode:
    return signing.request_code(contract=contract, contact=contact, now=AT + timedelta(minutes=minutes))


def test_the_code_is_in_no_row(contract: Contract, reem: Contact) -> None:
    code = request(contract, reem)
    letter = Letter.objects.get(template="contract_code")
    digits = derive(code)
    assert letter.secret
    assert letter.body == ""
    stored = f"{letter.__dict__} {code.__dict__} {letter.refs}"
    assert digits not in stored
    assert len(digits) == 6


def test_the_letter_holds_the_code_only_when_it_is_sent(contract: Contract, reem: Contact) -> None:
    code = request(contract, reem)
    mail = compose(Letter.objects.get(template="contract_code"), AT)
    assert derive(code) in str(mail.body)
    assert contract.paper["number"] in mail.subject
    assert mail.to == ["reem@alwaha.example"]


def test_a_letter_that_waited_too_long_is_not_sent_with_a_dead_code(contract: Contract, reem: Contact) -> None:
    code = request(contract, reem)
    with pytest.raises(CodeIsOld):
        reveal({"code_ref": code.ref}, now=AT + timedelta(minutes=10))
    request(contract, reem, minutes=2)
    with pytest.raises(CodeIsOld):
        reveal({"code_ref": code.ref}, now=AT + timedelta(minutes=3))


def test_codes_differ_and_depend_on_the_servers_secret(contract: Contract, reem: Contact, settings: object) -> None:
    first, second = request(contract, reem), request(contract, reem, minutes=2)
    assert derive(first) == derive(first)
    assert first.nonce != second.nonce
    known = derive(second)
    settings.SECRET_KEY = "another secret"  # type: ignore[attr-defined]
    assert derive(second) != known


def test_a_new_code_voids_the_old_one(contract: Contract, reem: Contact) -> None:
    first = request(contract, reem)
    request(contract, reem, minutes=1.5)
    first.refresh_from_db()
    assert first.voided_at is not None
    assert SigningCode.objects.filter(voided_at=None).count() == 1


def test_one_code_a_minute(contract: Contract, reem: Contact) -> None:
    request(contract, reem)
    with pytest.raises(CodeTooSoon):
        request(contract, reem, minutes=0.9)
    assert SigningCode.objects.count() == 1


def test_ten_codes_a_day(contract: Contract, reem: Contact) -> None:
    for minutes in range(0, 20, 2):
        request(contract, reem, minutes)
    with pytest.raises(TooManyCodes):
        request(contract, reem, minutes=30)
    assert request(contract, reem, minutes=24 * 60 + 1)


def test_nothing_is_sent_where_no_code_is_needed(contract: Contract, reem: Contact, settings: object) -> None:
    settings.HAS_MAIL = False  # type: ignore[attr-defined]
    with pytest.raises(CodeNotNeeded):
        request(contract, reem)
    assert not SigningCode.objects.exists()


def test_a_signed_contract_needs_no_more_codes(contract: Contract, reem: Contact) -> None:
    sign(contract, reem)
    with pytest.raises(ContractIsClosed):
        request(contract, reem, minutes=5)


@pytest.mark.parametrize(
    ("address", "shown"), [("reem@alwaha.example", "r•••@alwaha.example"), ("ر@مثال.example", "ر•••@مثال.example")]
)
def test_an_address_is_masked(address: str, shown: str) -> None:
    assert masked(address) == shown
