"""Invoices on the desk: found, read, printed, paid as reported or by hand, refused, cancelled by a credit note."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Lead
from outbox.services.sweeps import drain
from payments.models import Invoice, PaymentClaim, Receipt
from payments.services.audit import unbalanced
from tests.cast import Freelancer
from tests.desk.deals import PDF, Deals, sar

pytestmark = pytest.mark.usefixtures("bare_machine")  # no paper is read here


@pytest.fixture
def invoice(deals: Deals, reem: Lead) -> Invoice:
    """The first payment of 350, issued."""
    return deals.invoice(deals.signed(reem))


def at(invoice: Invoice, act: str = "") -> str:
    return f"/desk/invoices/{invoice.ref}/{act}"


def reloaded(invoice: Invoice) -> Invoice:
    return Invoice.objects.get(pk=invoice.pk)


def paid(amount: str = "350", **changes: str) -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {
        "once": str(uuid4()), "received": amount, "fee": "", "received_on": day, "method": "bank", "note": "",
        **changes,
    }  # fmt: skip


def test_a_payment_is_written_down_once_and_starts_the_work(desk: Browser, nour: Freelancer, invoice: Invoice) -> None:
    sent = paid()
    for _press in range(2):
        assert desk.post(at(invoice, "payment/"), sent).headers["Location"] == at(invoice)
    assert (reloaded(invoice).state, Receipt.objects.count()) == ("paid", 1)
    assert reloaded(invoice).order.state == "in_progress"
    assert unbalanced(nour.business) == []


def test_less_leaves_it_partly_paid_and_more_becomes_credit(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    desk.post(at(invoice, "payment/"), paid("١٠٠٫٥٠"))
    assert reloaded(invoice).balance == sar("249.50")
    desk.post(at(invoice, "payment/"), paid("300"))
    assert Receipt.objects.order_by("pk")[1].excess == sar("50.50")
    desk.post(f"/desk/orders/{invoice.order.ref}/progress/", {"percent": "50"})
    drain(now=timezone.now())
    second = deals.invoice(invoice.order, 2)
    assert desk.get(at(second)).context["credit"] == sar("50.50")
    desk.post(at(second, "credit/"))
    assert reloaded(second).paid == sar("50.50")
    page = desk.post(at(second, "credit/"), follow=True)
    assert "This client has no credit in SAR to use." in page.content.decode()


def test_a_fee_on_the_way_is_the_freelancers(desk: Browser, invoice: Invoice) -> None:
    desk.post(at(invoice, "payment/"), paid("350", fee="12.50"))
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.arrived, reloaded(invoice).state) == (sar(350), sar("337.50"), "paid")
    lines = desk.get(at(invoice)).context["ledger"]
    assert {line.debit for line in lines} == {"Owed by clients", "Bank accounts", "Payment fees"}


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"received": "12.345"}, "12,345 or 12.35?"),
    ({"received": "-3"}, "Type digits only"),
    ({"received": "0"}, "An amount is more than zero."),
    ({"received": "10", "fee": "10"}, "The fee is a part of the payment, so it is smaller."),
    ({"received_on": (timezone.now() + timedelta(days=3)).date().isoformat()}, "cannot be in the future"),
    ({"method": "credit"}, "Select a valid choice."),
])  # fmt: skip
def test_a_payment_that_cannot_be_says_what_to_type_and_stays(
    desk: Browser, invoice: Invoice, changes: dict[str, str], sentence: str
) -> None:
    page = desk.post(at(invoice, "payment/"), paid(**changes))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["pay"]["received"].value() == changes.get("received", "350")
    assert not Receipt.objects.exists()


def test_a_reported_payment_is_looked_at_and_confirmed_once(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    claim = deals.claimed(invoice.order, slip=deals.stored("إيصال.pdf"), note="من الراجحي")
    page = desk.get(at(invoice))
    assert page.context["pay"]["received"].value() == "350.00"
    assert "من الراجحي" in page.content.decode()
    slip = desk.get(f"/desk/claims/{claim.ref}/slip/")
    assert (b"".join(slip.streaming_content), slip.headers["Content-Disposition"][:10]) == (PDF, "attachment")
    for _press in range(2):
        assert desk.post(f"/desk/claims/{claim.ref}/confirmation/", paid()).headers["Location"] == at(invoice)
    assert (reloaded(invoice).state, Receipt.objects.count()) == ("paid", 1)


def test_while_a_report_waits_no_payment_is_written_beside_it(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    deals.claimed(invoice.order)
    page = desk.post(at(invoice, "payment/"), paid())
    assert page.status_code == 422
    assert "confirm it or refuse it first" in page.content.decode()


def test_a_report_is_refused_for_a_reason_the_client_reads(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    claim = deals.claimed(invoice.order)
    page = desk.post(f"/desk/claims/{claim.ref}/refusal/", {"reason": ""})
    assert (page.status_code, PaymentClaim.objects.get().state) == (422, "pending")
    desk.post(f"/desk/claims/{claim.ref}/refusal/", {"reason": "لم يظهر في الحساب"})
    assert PaymentClaim.objects.get().refusal == "لم يظهر في الحساب"
    late = desk.post(f"/desk/claims/{claim.ref}/confirmation/", paid())
    assert late.status_code == 422
    assert "This payment report was already answered." in late.content.decode()
    assert "لم يظهر في الحساب" in desk.get(at(invoice)).content.decode()


def test_a_report_without_a_slip_has_none_to_download(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    assert desk.get(f"/desk/claims/{deals.claimed(invoice.order).ref}/slip/").status_code == 404


def test_a_mistake_is_cancelled_by_a_credit_note(desk: Browser, nour: Freelancer, invoice: Invoice) -> None:
    assert desk.post(at(invoice, "cancellation/"), {"reason": ""}).status_code == 422
    answer = desk.post(at(invoice, "cancellation/"), {"reason": "اسم الجهة غير صحيح"})
    note = Invoice.objects.get(kind="credit_note")
    assert answer.headers["Location"] == at(note)
    assert reloaded(invoice).state == "void"
    assert note.number in desk.get(at(invoice)).content.decode()
    assert invoice.number in desk.get(at(note)).content.decode()
    assert desk.post(at(invoice, "cancellation/"), {"reason": "ثانية"}).headers["Location"] == at(note)
    assert unbalanced(nour.business) == []


def test_a_paid_invoice_is_not_cancelled(desk: Browser, invoice: Invoice) -> None:
    desk.post(at(invoice, "payment/"), paid())
    page = desk.post(at(invoice, "cancellation/"), {"reason": "خطأ"})
    assert page.status_code == 422
    assert "is paid, so it cannot be cancelled" in page.content.decode()


def test_it_prints_and_downloads(desk: Browser, invoice: Invoice) -> None:
    drain(now=timezone.now())
    assert invoice.paper_hash in desk.get(at(invoice, "print/")).content.decode()
    answer = desk.get(at(invoice, "file/"))
    if reloaded(invoice).file:
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    else:
        assert answer.headers["Location"] == at(invoice, "print/")


def test_a_receipt_opens(desk: Browser, invoice: Invoice) -> None:
    desk.post(at(invoice, "payment/"), paid())
    receipt = Receipt.objects.get()
    assert receipt.number in desk.get(f"/desk/receipts/{receipt.ref}/").content.decode()


def test_only_the_next_act_is_filled(desk: Browser, deals: Deals, invoice: Invoice) -> None:
    assert desk.get(at(invoice)).content.decode().count("is-main") == 1
    claim = deals.claimed(invoice.order)
    assert desk.get(at(invoice)).content.decode().count("is-main") == 1
    desk.post(f"/desk/claims/{claim.ref}/confirmation/", paid())
    assert desk.get(at(invoice)).content.decode().count("is-main") == 0


def test_the_list_narrows_and_finds(desk: Browser, deals: Deals, invoice: Invoice, hannah: Lead) -> None:
    other = deals.invoice(deals.signed(hannah, title="Icons"))
    deals.claimed(other.order)

    def listed(address: str) -> set[str]:
        return {row.ref for row in desk.get(f"/desk/invoices/{address}").context["page"].rows}

    assert listed("") == {invoice.ref, other.ref}
    assert listed("?state=claimed") == listed("?q=vogel") == listed(f"?q={other.number}") == {other.ref}
    assert listed("?state=late") == listed("?state=paid") == set()
    desk.post(at(invoice, "payment/"), paid())
    assert listed("?state=paid") == {invoice.ref}
    assert listed("?state=all") == {invoice.ref, other.ref}


def test_the_list_costs_the_same_for_3_and_30(
    desk: Browser, deals: Deals, reem: Lead, django_assert_num_queries: Any
) -> None:
    for _one in range(3):
        deals.signed(reem)
    desk.get("/desk/invoices/")
    with django_assert_num_queries(4):
        assert len(desk.get("/desk/invoices/").context["page"].rows) == 3
    for _one in range(27):
        deals.signed(reem)
    with django_assert_num_queries(4):
        assert len(desk.get("/desk/invoices/").context["page"].rows) == 25


def test_strangers_find_nothing(sams_desk: Browser, deals: Deals, invoice: Invoice) -> None:
    claim = deals.claimed(invoice.order)
    assert list(sams_desk.get("/desk/invoices/?state=all").context["page"].rows) == []
    assert {sams_desk.get(at(invoice, act)).status_code for act in ("", "file/", "print/")} == {404}
    assert sams_desk.get(f"/desk/claims/{claim.ref}/slip/").status_code == 404
    for act in ("confirmation/", "refusal/"):
        assert sams_desk.post(f"/desk/claims/{claim.ref}/{act}", paid(reason="x")).status_code == 404
    for act in ("payment/", "credit/", "cancellation/"):
        assert sams_desk.post(at(invoice, act), paid(reason="x")).status_code == 404
    assert (reloaded(invoice).state, PaymentClaim.objects.get().state) == ("issued", "pending")
