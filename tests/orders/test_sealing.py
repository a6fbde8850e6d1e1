"""After a signature a worker makes the signed copy and sends it to both sides."""

import builtins
import sys
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from clients.models import Contact
from files.services.store import store_bytes
from orders.models import Contract
from orders.services import sealing, signing
from outbox.models import Event, Letter, Reaction
from outbox.services.reactions import run_reaction
from tests.cast import NOW

from .conftest import SUNDAY, Desk, sign

LATER = NOW + timedelta(minutes=5)
BOTH = ["contract_signed", "contract_signed_owner"]

pytestmark = pytest.mark.django_db(transaction=True)


def run_seal(at_try: int = 0) -> bool:
    reaction = Reaction.objects.get(name="orders.seal_contract")
    if at_try:
        Reaction.objects.filter(pk=reaction.pk).update(attempts=at_try)
    return run_reaction(reaction_id=reaction.pk, now=LATER)


@pytest.fixture
def signed(desk: Desk, reem: Contact) -> Contract:
    return sign(desk.accepted(reem).contract, reem)


def test_both_sides_get_the_signed_copy(signed: Contract, reem: Contact) -> None:
    assert run_seal()
    signed.refresh_from_db()
    content = signed.file.read()
    assert len(PdfReader(BytesIO(content)).pages) >= 3
    assert signed.pdf_sha256 == signed.file.sha256
    assert "ORD-2026-0001" in signed.file.name
    letters = Letter.objects.filter(template__in=BOTH).order_by("template")
    assert [letter.template for letter in letters] == BOTH
    assert [list(letter.files.all()) for letter in letters] == [[signed.file]] * 2
    assert letters[0].recipient == reem.email


def test_twice_is_once(signed: Contract) -> None:
    assert run_seal()
    assert not run_seal()
    assert Letter.objects.filter(template__in=BOTH).count() == 2


def test_one_changed_byte_is_not_the_signed_copy(signed: Contract) -> None:
    run_seal()
    signed.refresh_from_db()
    content = signed.file.read()
    middle = len(content) // 2
    changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    assert sealing.is_signed_copy(signed, content)
    assert sealing.find_signed_copy(content) == signed
    assert not sealing.is_signed_copy(signed, changed)
    assert sealing.find_signed_copy(changed) is None
    assert sealing.find_signed_copy(b"") is None


def test_an_altered_contract_is_never_sealed(signed: Contract) -> None:
    Contract.objects.filter(pk=signed.pk).update(paper={**signed.paper, "title": "غير ما وُقّع"})
    assert not run_seal()
    assert "PaperWasAltered" in Reaction.objects.get(name="orders.seal_contract").last_error
    signed.refresh_from_db()
    assert signed.file is None


def test_after_the_last_try_the_letters_go_with_the_link(signed: Contract) -> None:
    Contract.objects.filter(pk=signed.pk).update(paper={**signed.paper, "title": "x"})
    assert run_seal(at_try=6)
    letter = Letter.objects.get(template="contract_signed")
    assert not letter.files.exists()
    assert "/c/" in letter.body
    assert Letter.objects.filter(template__in=BOTH).count() == 2


def test_a_machine_without_pdf_tells_both_sides_at_once(signed: Contract, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_pango)
    assert run_seal()
    signed.refresh_from_db()
    assert signed.file is None
    assert Letter.objects.filter(template__in=BOTH).count() == 2


def test_a_scan_is_its_own_copy(desk: Desk, reem: Contact) -> None:
    contract = desk.accepted(reem).contract
    file = store_bytes(
        business=desk.nour.business, purpose="scan", name="عقد.pdf", content=b"%PDF-1.7 by hand",
        content_type="application/pdf", now=NOW,
    )  # fmt: skip
    signing.record_scan(contract=contract, file=file, signer_name="ريم", signed_on=SUNDAY, by=desk.nour.actor, now=NOW)
    assert run_seal()
    contract.refresh_from_db()
    assert contract.file == file
    assert list(Letter.objects.get(template="contract_signed").files.all()) == [file]
    assert Event.objects.get(verb="contract.signed").data["method"] == "scan"
