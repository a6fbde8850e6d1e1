"""The contract as a frozen value: both languages clause by clause, one fingerprint."""

from dataclasses import dataclass, field
from datetime import date

from babel import Locale

from core.money import Money
from core.papers import thaw
from orders.models import Contract

from . import wording
from .offer import OfferPaper, PlannedPart, PricedLine
from .parties import Party
from .wording import Clause, Pair


@dataclass(frozen=True, slots=True)
class ContractPart:
    """An instalment and, in both languages, what makes it due."""

    position: int
    title: str
    when: Pair
    amount: Money


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """Everything that is signed. `language` is the prevailing text's; `offer_hash` ties it to the accepted offer."""

    number: str
    offer_number: str
    offer_version: int
    offer_hash: str
    language: str
    made_on: date
    seller: Party
    client: Party
    title: str
    lines: tuple[PricedLine, ...]
    net: Money
    vat: Money
    vat_rate_bp: int
    total: Money
    parts: tuple[ContractPart, ...]
    clauses: tuple[Clause, ...]
    note: Pair
    template: str = field(default=wording.TEMPLATE_VERSION)
    kind: str = field(default="contract")


def contract_paper(
    offer: OfferPaper, *, number: str, offer_hash: str, client: Party, language: str, today: date
) -> ContractPaper:
    """The contract that follows from an accepted offer, for the side that accepted it."""
    return ContractPaper(
        number=number,
        offer_number=offer.number,
        offer_version=offer.version,
        offer_hash=offer_hash,
        language=language,
        made_on=today,
        seller=offer.seller,
        client=client,
        title=offer.title,
        lines=offer.lines,
        net=offer.net,
        vat=offer.vat,
        vat_rate_bp=offer.vat_rate_bp,
        total=offer.total,
        parts=tuple(_part(part) for part in offer.parts),
        clauses=_clauses(offer, language),
        note=wording.NOTE,
    )


def stored_paper(contract: Contract) -> ContractPaper:
    """The paper of a contract as it was frozen when it went out."""
    return thaw(ContractPaper, contract.paper)


def _part(part: PlannedPart) -> ContractPart:
    when = wording.when_due(part.trigger, part.at_percent, part.due_on)
    return ContractPart(part.position, part.title, when, part.amount)


def _clauses(offer: OfferPaper, language: str) -> tuple[Clause, ...]:
    start_title, start = wording.START
    if offer.work_days:
        more = wording.DURATION.fill(days=offer.work_days)
        start = Pair(start.ar + more.ar, start.en + more.en)
    country = offer.seller.country
    prevailing = wording.PREVAILING[language]
    texts = [
        _filled(wording.SUBJECT, offer=offer.number, version=offer.version),
        wording.PRICE,
        (start_title, start),
        _filled(wording.ANSWERS, days=offer.reply_days),
        _filled(wording.REVISIONS, revisions=offer.revisions),
        wording.OWNERSHIP,
        wording.LATE,
        wording.CANCELLATION,
        wording.PRIVACY,
        wording.SIGNATURE,
        _filled(
            wording.LANGUAGE,
            prevailing_ar=prevailing.ar,
            prevailing_en=prevailing.en,
            country_ar=_country(country, "ar"),
            country_en=_country(country, "en"),
        ),
    ]
    return tuple(Clause(number, title, text) for number, (title, text) in enumerate(texts, start=1))


def _filled(clause: tuple[Pair, Pair], **values: str | int) -> tuple[Pair, Pair]:
    title, text = clause
    return title, text.fill(**values)


def _country(code: str, language: str) -> str:
    return str(Locale(language).territories.get(code, code))
