"""The offer and the contract as papers: one body everywhere, both languages, pages a client keeps."""

from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from clients.models import Contact
from core.papers import as_data, fingerprint, thaw
from orders.models import Contract, Evidence
from orders.papers.certificate import certificate_of
from orders.papers.contract import ContractPaper, stored_paper
from orders.papers.documents import PaperWasAltered, contract_html, contract_pdf, offer_html, offer_pdf
from orders.papers.offer import OfferPaper, offer_paper
from orders.services import offers
from tests.cast import NOW

from .conftest import SUNDAY, Desk, sign


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_draft_is_previewed_by_the_same_paper_that_is_later_sent(desk: Desk, reem: Contact) -> None:
    offer = desk.ready(reem)
    preview = offer_paper(offer, today=SUNDAY)
    sent = offers.send_offer(offer=offer, by=desk.nour.actor, now=NOW)
    assert offer_paper(sent, today=SUNDAY) == replace(preview, number=sent.number)


def test_a_sent_paper_comes_back_whole_and_keeps_its_fingerprint(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    offer.refresh_from_db()
    paper = thaw(OfferPaper, offer.paper)
    assert as_data(paper) == offer.paper
    assert fingerprint(paper) == fingerprint(offer.paper) == offer.paper_hash


def test_a_later_change_of_names_changes_no_sent_paper(desk: Desk, reem: Contact) -> None:
    offer = desk.sent(reem)
    desk.nour.business.name = "اسم آخر"
    desk.nour.business.save()
    offer.refresh_from_db()
    assert offer_paper(offer, today=SUNDAY).seller.name == "نور للتصميم"


def test_the_offer_speaks_the_clients_language_whoever_looks(desk: Desk, reem: Contact, hannah: Contact) -> None:
    arabic = offer_html(offer_paper(desk.sent(reem), today=SUNDAY))
    english = offer_html(offer_paper(desk.sent(hannah), today=SUNDAY))
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'lang="en" dir="ltr"' in english
    assert "When it is paid" in english
    assert "When it is paid" not in arabic


def test_the_offer_pdf_holds_number_lines_and_fingerprint(desk: Desk, hannah: Contact) -> None:
    offer = desk.sent(hannah)
    text = text_of(offer_pdf(offer_paper(offer, today=SUNDAY), offer.paper_hash))
    assert offer.number in text
    assert "8,800.00" in text
    assert offer.paper_hash[:16] in text.replace("\n", "")


def test_words_of_a_stranger_are_only_words_on_the_paper(desk: Desk, reem: Contact) -> None:
    offer = desk.save(desk.draft(reem, title="<script>alert(1)</script>"))
    page = offer_html(offer_paper(offer, today=SUNDAY))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_contract_holds_both_languages_of_every_clause(desk: Desk, hannah: Contact) -> None:
    contract = desk.accepted(hannah).contract
    page, paper = unescape(contract_html(contract)), stored_paper(contract)
    assert len(paper.clauses) == 11
    for clause in paper.clauses:
        assert clause.title.en in page
        assert clause.title.ar in page
    assert "the English text prevails" in page
    assert "المملكة العربية السعودية" in page


def test_the_contract_repeats_the_offer_and_names_its_fingerprint(desk: Desk, reem: Contact) -> None:
    order = desk.accepted(reem)
    paper = thaw(ContractPaper, order.contract.paper)
    offer = offer_paper(order.offer, today=SUNDAY)
    assert (paper.offer_number, paper.offer_hash) == (offer.number, order.offer.paper_hash)
    assert (paper.lines, paper.total, paper.number) == (offer.lines, offer.total, order.number)
    assert [part.amount for part in paper.parts] == [part.amount for part in offer.parts]


def test_an_altered_contract_is_not_printed(desk: Desk, reem: Contact) -> None:
    contract = desk.accepted(reem).contract
    contract.paper = {**contract.paper, "title": "عقد آخر"}
    with pytest.raises(PaperWasAltered):
        contract_html(contract)


def test_the_certificate_is_built_from_the_evidence(desk: Desk, reem: Contact) -> None:
    contract = sign(desk.accepted(reem).contract, reem)
    certificate = certificate_of(contract)
    assert certificate.signer_name == "ريم السالم"
    assert certificate.signed_at == contract.signed_at
    assert certificate.paper_hash == contract.paper_hash
    assert "r•••@alwaha.example" in certificate.verified.en
    assert [entry.what.en for entry in certificate.entries][-1] == "Contract signed"
    assert certificate.ip == "203.0.113.7"


def test_an_unsigned_contract_has_no_certificate(desk: Desk, reem: Contact) -> None:
    with pytest.raises(Evidence.DoesNotExist):
        certificate_of(desk.accepted(reem).contract)


def test_the_signed_pdf_holds_contract_and_certificate(desk: Desk, hannah: Contact) -> None:
    contract: Contract = sign(desk.accepted(hannah).contract, hannah, typed_name="Hannah Vogel")
    text = text_of(contract_pdf(contract, certificate_of(contract)))
    for words in ("Service contract", "Certificate of signature", "Hannah Vogel", "h•••@vogel.example", "203.0.113.7"):
        assert words in text
