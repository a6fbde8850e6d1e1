"""Whole papers as printable pages and as PDF files. Slow: never inside a transaction."""

from django.template.loader import render_to_string

from core.papers import fingerprint
from core.pdf import render_pdf
from orders.models import Contract
from orders.templatetags.order_papers import DIRECTIONS, OTHER, as_paper

from .certificate import Certificate
from .contract import ContractPaper, stored_paper
from .offer import OfferPaper


class PaperWasAltered(RuntimeError):
    """A stored paper no longer matches the fingerprint it was frozen with: nothing may be made from it."""


def offer_html(paper: OfferPaper, paper_hash: str = "") -> str:
    """The offer as a printable page; a draft has no fingerprint yet."""
    return _page("papers/offer.html", paper, paper_hash)


def offer_pdf(paper: OfferPaper, paper_hash: str = "") -> bytes:
    """The offer as PDF. Raises PdfUnavailable where the machine cannot make one: serve `offer_html` instead."""
    return render_pdf(offer_html(paper, paper_hash))


def contract_html(contract: Contract, certificate: Certificate | None = None) -> str:
    """The contract as a printable page, with its certificate when it is given one."""
    if fingerprint(contract.paper) != contract.paper_hash:
        raise PaperWasAltered(contract.ref)
    return _page("papers/contract.html", stored_paper(contract), contract.paper_hash, certificate)


def contract_pdf(contract: Contract, certificate: Certificate | None = None) -> bytes:
    """The contract as PDF: to be signed on paper, or signed with its certificate. Raises PdfUnavailable."""
    return render_pdf(contract_html(contract, certificate))


def _page(
    template: str, paper: OfferPaper | ContractPaper, paper_hash: str, certificate: Certificate | None = None
) -> str:
    language = paper.language
    with as_paper(language, paper.seller.country):
        return render_to_string(
            template,
            {
                "paper": paper,
                "paper_hash": paper_hash,
                "certificate": certificate,
                "language": language,
                "direction": DIRECTIONS[language],
                "other": OTHER[language],
                "other_direction": DIRECTIONS[OTHER[language]],
            },
        )
