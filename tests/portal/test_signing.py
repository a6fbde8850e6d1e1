"""The contract is read, signed with a code from the inbox, or declined."""

from typing import Any

import pytest

from orders.models import Contract, ContractState, Offer, Order, SigningCode
from orders.services.codes import derive
from tests.portal.conftest import Clock, Visitor, content, text

pytestmark = pytest.mark.django_db


def typed(contract: Contract, **changes: Any) -> dict[str, Any]:
    return {"typed_name": "ريم بنت سالم", "consent": "on", "paper_hash": contract.paper_hash, "code": ""} | changes


@pytest.fixture
def contract(accepted: Order) -> Contract:
    return accepted.contract


@pytest.fixture
def code(visit: Visitor, contract: Contract) -> str:
    visit.post("code")
    return derive(SigningCode.objects.get())


def test_first_the_code_then_the_form(visit: Visitor, contract: Contract) -> None:
    before = text(visit.get())
    assert visit.at("code") in before
    assert visit.at("sign") not in before
    assert "r•••@alwaha.example" in before
    after = text(visit.follow("code"))
    assert visit.at("sign") in after
    assert after.count("is-main") == before.count("is-main") == 1


def test_it_signs(visit: Visitor, contract: Contract, code: str) -> None:
    page = visit.follow("sign", **typed(contract, code=f" {code[:3]} {code[3:]} "))
    assert page.context["step"] == "pay"
    contract.refresh_from_db()
    assert (contract.state, contract.signer_name) == (ContractState.SIGNED, "ريم بنت سالم")
    assert "data-refresh" in text(page)


def test_without_mail_there_is_no_code_step(visit: Visitor, contract: Contract, settings: Any) -> None:
    settings.HAS_MAIL = False
    page = text(visit.get())
    assert 'name="code"' not in page
    assert visit.at("code") not in page
    assert visit.follow("sign", **typed(contract)).context["step"] == "pay"


def test_a_wrong_code_counts_and_keeps_what_was_typed(visit: Visitor, contract: Contract, code: str) -> None:
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    page = visit.post("sign", **typed(contract, code=wrong))
    assert page.status_code == 422
    assert page.context["signing"].form.errors["code"]
    assert "ريم بنت سالم" in text(page)
    assert "4" in str(page.context["signing"].form.errors["code"])
    for _try in range(4):
        page = visit.post("sign", **typed(contract, code=wrong))
    assert visit.post("sign", **typed(contract, code=code)).status_code == 422
    contract.refresh_from_db()
    assert contract.state == ContractState.OUT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "48 21"}, "code"),
        ({"code": ""}, "code"),
        ({"typed_name": " "}, "typed_name"),
        ({"consent": ""}, "consent"),
        ({"paper_hash": "0" * 64}, "__all__"),
    ],
)
def test_what_is_missing_is_asked_for(
    visit: Visitor, contract: Contract, code: str, changes: dict[str, str], field: str
) -> None:
    page = visit.post("sign", **typed(contract, **({"code": code} | changes)))
    assert page.status_code == 422
    assert field in page.context["signing"].form.errors
    contract.refresh_from_db()
    assert contract.state == ContractState.OUT


def test_an_old_code_is_refused_and_a_new_one_works(
    visit: Visitor, contract: Contract, code: str, clock: Clock
) -> None:
    clock.later(minutes=11)
    page = visit.post("sign", **typed(contract, code=code))
    assert page.status_code == 422
    assert page.context["signing"].form.errors["code"]
    assert visit.at("code") in text(page)
    visit.post("code")
    fresh = derive(SigningCode.objects.latest("sent_at"))
    assert visit.follow("sign", **typed(contract, code=fresh)).context["step"] == "pay"


def test_a_code_replaced_by_a_newer_one_is_dead(visit: Visitor, contract: Contract, code: str, clock: Clock) -> None:
    clock.later(minutes=2)
    visit.post("code")
    assert visit.post("sign", **typed(contract, code=code)).status_code == 422


def test_two_codes_within_a_minute_are_one(visit: Visitor, contract: Contract, code: str) -> None:
    page = visit.follow("code")
    assert SigningCode.objects.count() == 1
    assert [message.level_tag for message in page.context["messages"]][-1] == "error"


def test_signed_twice_is_signed_once(visit: Visitor, contract: Contract, code: str) -> None:
    visit.post("sign", **typed(contract, code=code))
    again = visit.follow("sign", **typed(contract, code=code, typed_name="غيرها"))
    assert again.context["step"] == "pay"
    contract.refresh_from_db()
    assert contract.signer_name == "ريم بنت سالم"


def test_the_contract_reads_in_both_languages(visit: Visitor, contract: Contract) -> None:
    page = text(visit.get("contract"))
    assert 'lang="en"' in page
    assert 'lang="ar"' in page
    assert contract.paper_hash in page


def test_not_signing_gives_a_kind_page_and_can_come_again(visit: Visitor, contract: Contract) -> None:
    assert visit.get("decline-contract").status_code == 200
    page = visit.follow("decline-contract", reason="البند 4 لا يناسبنا")
    assert page.context["deal"].ending == "unsigned"
    assert "البند 4 لا يناسبنا" in text(page)
    assert visit.post("sign", **typed(contract, code="123456")).status_code == 422
    assert visit.get("decline-contract").status_code == 302


def test_the_signed_copy_downloads_only_when_it_is_there(
    visit: Visitor, signed: Order, strangers: Visitor, clock: Clock
) -> None:
    assert visit.get("signed-copy").status_code == 404
    seal_now(signed, clock)
    copy = visit.get("signed-copy")
    assert copy.status_code == 200
    assert content(copy).startswith(b"%PDF")
    assert copy.headers["Cache-Control"] == "no-store"
    assert strangers.get("signed-copy").status_code == 404
    assert visit.at("signed-copy") in text(visit.get("contract"))


def seal_now(order: Order, clock: Clock) -> None:
    from outbox.services.sweeps import drain

    drain(now=clock.later(seconds=1))
    order.contract.refresh_from_db()
    assert order.contract.file


def test_before_an_order_there_is_no_contract(visit: Visitor) -> None:
    for name in ("contract", "signed-copy", "decline-contract"):
        assert visit.get(name).status_code == 404
    assert visit.post("sign").status_code == 404
    assert visit.post("code").status_code == 404


def test_nobody_signs_for_another_client(strangers: Visitor, contract: Contract, code: str) -> None:
    assert strangers.post("sign", **typed(contract, code=code)).status_code == 404
    contract.refresh_from_db()
    assert contract.state == ContractState.OUT


def test_every_step_names_itself_for_screen_readers(visit: Visitor, offer: Offer) -> None:
    assert text(visit.get("ask")).count("<h1") == text(visit.get("decline")).count("<h1") == 1
    visit.post("accept", paper_hash=offer.paper_hash)
    assert f'<h1 class="hush">{offer.title}</h1>' in text(visit.get())
    assert text(visit.get("decline-contract")).count("<h1") == 1
