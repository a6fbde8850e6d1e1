"""The client signs by link: name, consent, code."""

from datetime import timedelta

import pytest

from clients.models import Contact
from orders.errors import (
    CodeIsMissing,
    CodeIsOld,
    CodeIsSpent,
    CodeIsUsed,
    CodeIsWrong,
    ConsentIsMissing,
    ContractChanged,
    ContractIsClosed,
    NameIsMissing,
    WrongPerson,
)
from orders.models import Contract, Evidence, OrderState, SigningCode
from orders.papers.certificate import certificate_of
from orders.papers.consent import CONSENT_VERSION, consent_text
from orders.services import signing, work
from orders.services.codes import derive
from orders.services.pricing import PartSpec
from outbox.models import Event, Todo
from tests.cast import NOW

from .conftest import Desk, instalment, sign

AT = NOW + timedelta(minutes=1)


def code_for(contract: Contract, contact: Contact) -> str:
    return derive(signing.request_code(contract=contract, contact=contact, now=AT))


def another(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 10**6:06d}"


@pytest.fixture
def contract(desk: Desk, reem: Contact) -> Contract:
    return desk.accepted(reem).contract


def test_signing_moves_contract_order_and_deposit(contract: Contract, reem: Contact) -> None:
    signed = sign(contract, reem)
    order = contract.order
    order.refresh_from_db()
    assert (signed.state, signed.method, signed.signer_name, signed.signed_at) == ("signed", "link", "ريم السالم", AT)
    assert order.state == OrderState.AWAITING_DEPOSIT
    assert (instalment(order, 1).state, instalment(order, 1).due_since) == ("due", AT)
    assert {instalment(order, position).state for position in (2, 3, 4)} == {"planned"}
    assert list(Event.objects.filter(order_ref=order.ref).order_by("pk").values_list("verb", flat=True))[-2:] == [
        "contract.signed", "instalment.due",
    ]  # fmt: skip
    assert Todo.objects.get(key=f"kickoff:{order.ref}:contract").done_at == AT


def test_the_evidence_holds_what_the_law_asks_for(contract: Contract, reem: Contact) -> None:
    sign(contract, reem)
    rows = list(Evidence.objects.order_by("happened_at", "pk"))
    assert [row.kind for row in rows] == [
        "accepted", "sent", "viewed", "code_sent", "code_verified", "consented", "signed",
    ]  # fmt: skip
    signed, consented = rows[-1], rows[-2]
    assert (signed.ip, signed.language, signed.actor_ref) == ("203.0.113.7", "ar", reem.ref)
    assert "Firefox" in signed.agent
    assert signed.detail == {"name": "ريم السالم", "paper_hash": contract.paper_hash, "code": True}
    assert consented.detail == {"version": CONSENT_VERSION, "text": consent_text("ar")}
    assert rows[3].detail["sent_to"] == "r•••@alwaha.example"


def test_digits_of_any_script_and_spaces_are_taken(contract: Contract, reem: Contact) -> None:
    code = code_for(contract, reem)
    typed = code[:3].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) + " " + code[3:]
    assert sign(contract, reem, code=typed).state == "signed"


def test_signing_twice_gives_the_same_signature(contract: Contract, reem: Contact) -> None:
    first = sign(contract, reem)
    again = sign(contract, reem, typed_name="اسم آخر", code="000000", now=AT + timedelta(hours=1))
    assert (again.signer_name, again.signed_at) == (first.signer_name, first.signed_at)
    assert Evidence.objects.filter(kind="signed").count() == 1
    assert Event.objects.filter(verb="instalment.due").count() == 1


def test_a_wrong_code_counts_and_says_what_is_left(contract: Contract, reem: Contact) -> None:
    code = code_for(contract, reem)
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeIsWrong) as refusal:
            sign(contract, reem, code=another(code))
        assert refusal.value.tries_left == left
    with pytest.raises(CodeIsSpent):
        sign(contract, reem, code=another(code))
    with pytest.raises(CodeIsSpent):
        sign(contract, reem, code=code)  # right, but too late
    assert Evidence.objects.filter(kind="code_wrong").count() == 5
    contract.refresh_from_db()
    assert contract.state == "out"


def test_the_fifth_try_may_still_be_right(contract: Contract, reem: Contact) -> None:
    code = code_for(contract, reem)
    for _try in range(4):
        with pytest.raises(CodeIsWrong):
            sign(contract, reem, code=another(code))
    assert sign(contract, reem, code=code).state == "signed"


def test_an_old_code_is_refused(contract: Contract, reem: Contact) -> None:
    code = code_for(contract, reem)
    assert code
    with pytest.raises(CodeIsOld):
        sign(contract, reem, code=code, now=AT + timedelta(minutes=10))


def test_a_code_that_a_newer_one_replaced_is_refused(contract: Contract, reem: Contact) -> None:
    old = code_for(contract, reem)
    new = derive(signing.request_code(contract=contract, contact=reem, now=AT + timedelta(minutes=2)))
    with pytest.raises(CodeIsWrong):
        sign(contract, reem, code=old if old != new else another(new), now=AT + timedelta(minutes=3))
    assert sign(contract, reem, code=new, now=AT + timedelta(minutes=3)).state == "signed"


def test_a_used_code_signs_nothing_more(contract: Contract, reem: Contact) -> None:
    code = code_for(contract, reem)
    SigningCode.objects.update(used_at=AT)
    with pytest.raises(CodeIsUsed):
        sign(contract, reem, code=code)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef"])
def test_anything_but_six_digits_is_no_try(contract: Contract, reem: Contact, typed: str) -> None:
    code_for(contract, reem)
    with pytest.raises(CodeIsMissing):
        sign(contract, reem, code=typed)
    assert SigningCode.objects.get().tries == 0


def test_a_code_never_asked_for_is_missing(contract: Contract, reem: Contact) -> None:
    with pytest.raises(CodeIsMissing):
        sign(contract, reem, code="123456")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"typed_name": "  "}, NameIsMissing),
        ({"consent": False}, ConsentIsMissing),
        ({"paper_hash": "0" * 64}, ContractChanged),
    ],
)
def test_what_is_missing_is_refused_before_a_try_is_spent(
    contract: Contract, reem: Contact, changes: dict[str, object], refusal: type[Exception]
) -> None:
    code = code_for(contract, reem)
    with pytest.raises(refusal):
        sign(contract, reem, code=code, **changes)
    assert SigningCode.objects.get().tries == 0


def test_another_clients_contact_is_refused(contract: Contract, hannah: Contact) -> None:
    with pytest.raises(WrongPerson):
        sign(contract, hannah, code="123456")
    with pytest.raises(WrongPerson):
        signing.request_code(contract=contract, contact=hannah, now=AT)


def test_the_code_of_a_colleague_does_not_sign_for_me(contract: Contract, reem: Contact) -> None:
    colleague = Contact.objects.create(
        business=reem.business, client=reem.client, name="هند", email="hind@alwaha.example", language="ar"
    )
    code = code_for(contract, reem)
    with pytest.raises(CodeIsMissing):
        sign(contract, colleague, code=code)
    mine = derive(signing.request_code(contract=contract, contact=colleague, now=AT + timedelta(minutes=2)))
    assert sign(contract, colleague, code=mine, now=AT + timedelta(minutes=3)).contact == colleague


def test_a_cancelled_order_is_not_signed(desk: Desk, contract: Contract, reem: Contact) -> None:
    work.cancel_order(order=contract.order, reason="تأجل المشروع", by=desk.nour.actor, now=AT)
    with pytest.raises(ContractIsClosed):
        sign(contract, reem, code="123456")


def test_without_a_mail_server_the_code_is_left_out_and_the_certificate_says_so(
    contract: Contract, reem: Contact, settings: object
) -> None:
    settings.HAS_MAIL = False  # type: ignore[attr-defined]
    assert not signing.code_is_needed(reem)
    signed = sign(contract, reem)
    certificate = certificate_of(signed)
    assert "No one-time code" in certificate.verified.en
    assert Evidence.objects.get(kind="signed").detail["code"] is False


def test_without_a_deposit_in_the_plan_signing_starts_the_work(desk: Desk, reem: Contact) -> None:
    parts = [PartSpec("عند الاكتمال", "completion", 10_000)]
    order = desk.signed(reem, parts=parts)
    assert (order.state, order.started_at) == (OrderState.IN_PROGRESS, AT)
    assert not Event.objects.filter(verb="instalment.due").exists()


def test_reading_the_contract_is_noted_once_for_each_person(contract: Contract, reem: Contact) -> None:
    assert signing.view_contract(contract=contract, contact=reem, now=AT, ip="203.0.113.7")
    assert not signing.view_contract(contract=contract, contact=reem, now=AT + timedelta(minutes=5))
    assert Evidence.objects.get(kind="viewed").ip == "203.0.113.7"
