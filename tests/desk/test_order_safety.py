"""The safety net of an order on the desk: work that begins without it, work called off, and the contract itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from clients.models import ClientLink, Lead
from clients.services.links import revoke_link
from orders.models import Contract, Order, OrderException
from orders.services import signing
from tests.cast import Freelancer
from tests.desk.deals import PDF, Deals


def at(order: Order, act: str = "") -> str:
    return f"/desk/orders/{order.ref}/{act}"


def reloaded(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def test_starting_without_contract_and_deposit_needs_a_reason_that_is_reported(
    desk: Browser, deals: Deals, reem: Lead
) -> None:
    order = deals.accepted(reem)
    page = desk.post(at(order, "start/"), {"reason": ""})
    assert page.status_code == 422
    assert "The contract is not signed yet. Starting without it needs a written reason." in page.content.decode()
    desk.post(at(order, "start/"), {"reason": "عميلة قديمة"})
    assert reloaded(order).state == "in_progress"
    report = desk.get("/desk/orders/exceptions/").context["page"].rows
    assert {(row.kind, row.reason) for row in report} == {("no_contract", "عميلة قديمة"), ("no_deposit", "عميلة قديمة")}
    assert len(desk.get("/desk/orders/exceptions/?kind=no_deposit").context["page"].rows) == 1
    page = desk.get(at(order))
    assert "عميلة قديمة" in page.content.decode()
    assert page.context["page"].steps[1] == "Without a contract"


def test_starting_before_the_first_payment_needs_a_reason(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.signed(reem)
    page = desk.get(at(order, "start/"))
    assert (page.context["unsigned"], page.context["unpaid"]) == (False, True)
    assert "required" in str(page.context["form"]["reason"])
    assert "The first payment has not arrived yet." in desk.post(at(order, "start/"), {}).content.decode()
    desk.post(at(order, "start/"), {"reason": "الموعد ضيّق"})
    assert list(OrderException.objects.values_list("kind", flat=True)) == ["no_deposit"]


def test_an_order_that_runs_cannot_be_started_or_called_off(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.working(reem)
    assert desk.post(at(order, "start/"), {}).headers["Location"] == at(order)
    page = desk.post(at(order, "cancellation/"), {"reason": "تغيّر الموعد"})
    assert page.status_code == 422
    assert "it is in progress" in page.content.decode()


def test_an_unsigned_order_is_called_off_with_a_reason(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    assert desk.post(at(order, "cancellation/"), {"reason": ""}).status_code == 422
    desk.post(at(order, "cancellation/"), {"reason": "تغيّرت الميزانية"})
    assert reloaded(order).state == "cancelled"
    page = desk.get(at(order)).content.decode()
    assert "Called off." in page
    assert "تغيّرت الميزانية" in page


def test_a_contract_signed_on_paper_is_kept_and_counts(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    form = desk.get(at(order, "contract/scan/")).context["form"]
    assert form["typed_name"].value() == reem.contact.name
    scan = SimpleUploadedFile("العقد signed.pdf", PDF, "application/pdf")
    day = timezone.localdate().isoformat()
    sent = {"file": scan, "typed_name": "ريم السالم", "signed_on": day}
    assert desk.post(at(order, "contract/scan/"), sent).headers["Location"] == at(order)
    assert reloaded(order).state == "awaiting_deposit"
    copy = desk.get(at(order, "contract/file/"))
    assert b"".join(copy.streaming_content) == PDF
    assert copy.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("upload", "sentence"), [
    (("empty.pdf", b""), "The file is empty"),
    (("photo.png", b"MZ\x90\x00 this is a program"), "This kind of file is not accepted here."),
    (("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), "This kind of file"),
])  # fmt: skip
def test_a_file_that_is_no_scan_is_refused(
    desk: Browser, deals: Deals, reem: Lead, upload: tuple[str, bytes], sentence: str
) -> None:
    order = deals.accepted(reem)
    day = timezone.localdate().isoformat()
    sent = {"file": SimpleUploadedFile(*upload), "typed_name": "ريم", "signed_on": day}
    page = desk.post(at(order, "contract/scan/"), sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Contract.objects.get().state == "out"


def test_a_declined_contract_goes_out_again_after_a_talk(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    signing.decline_contract(contract=order.contract, contact=reem.contact, reason="البند الخامس", now=timezone.now())
    assert "البند الخامس" in desk.get(at(order)).content.decode()
    desk.post(at(order, "contract/again/"))
    assert Contract.objects.get().state == "out"
    page = desk.post(at(order, "contract/again/"), follow=True)
    assert "This contract can no longer be signed" in page.content.decode()


def test_the_contract_is_read_and_printed(desk: Browser, deals: Deals, reem: Lead) -> None:
    order = deals.accepted(reem)
    page = desk.get(at(order, "contract/")).content.decode()
    assert order.contract.paper_hash in page
    assert "Contract sent" in page
    assert order.contract.paper_hash in desk.get(at(order, "contract/print/")).content.decode()
    assert desk.get(at(order, "contract/file/")).status_code == 404


def test_the_clients_link_is_copied_and_opened_again(
    desk: Browser, deals: Deals, nour: Freelancer, reem: Lead
) -> None:  # fmt: skip
    order = deals.accepted(reem)
    link = ClientLink.objects.get(subject_kind="offer")
    assert link.url in desk.get(at(order)).content.decode()
    revoke_link(link=link, by=nour.actor, now=timezone.now())
    assert link.url not in desk.get(at(order)).content.decode()
    desk.post(at(order, "link/"))
    assert desk.get(at(order)).context["page"].link is not None
