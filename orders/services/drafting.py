"""Writing an offer: nothing here reaches the client."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Business
from clients.models import Client, Contact, Platform
from core.actors import Actor
from core.text import new_ref
from orders.errors import OfferIsClosed, OfferIsFrozen, TitleIsMissing, WrongPerson
from orders.models import Offer, OfferLine, OfferPart, OfferState, Trigger

from . import pricing
from .folding import folded
from .pricing import LineSpec, PartSpec


@transaction.atomic
def draft_offer(
    *,
    business: Business,
    client: Client,
    contact: Contact,
    title: str,
    by: Actor,
    now: datetime,
    once: UUID | None = None,
    platform: Platform | None = None,
    currency: str = "",
) -> Offer:
    """A new empty draft for a client; the same form sent twice (`once`) gives the first one.

    The currency is the given one, else the platform's, else the business's. Raises TitleIsMissing, WrongPerson.
    """
    if once and (first := Offer.objects.owned_by(business).filter(once=once).first()):
        return first
    if not title.strip():
        raise TitleIsMissing()
    if client.business_id != business.pk or contact.client_id != client.pk:
        raise WrongPerson()
    platform = platform or client.platform
    ref = new_ref()
    return Offer.objects.create(
        ref=ref, root_ref=ref, business=business, client=client, contact=contact, platform=platform,
        title=title.strip(), language=contact.language,
        currency=currency or (platform.currency if platform else "") or business.currency,
        commission_bp=platform.commission_bp if platform else 0, vat_rate_bp=vat_rate_of(business),
        created_at=now, once=once, folded=folded(title=title.strip(), number="", client=client),
    )  # fmt: skip


@transaction.atomic
def save_offer(
    *,
    offer: Offer,
    title: str,
    intro: str,
    lines: Sequence[LineSpec],
    parts: Sequence[PartSpec],
    valid_until: date | None,
    revisions: int,
    reply_days: int,
    work_days: int | None,
    by: Actor,
    now: datetime,
    currency: str = "",
) -> Offer:
    """Replace what a draft says, all of it in one act. Lines and parts are in `currency`, else in the draft's.

    Parts may be left out for now; when given they sum exactly to the total with VAT, else PlanDoesNotSum names the
    difference. Raises OfferIsFrozen for anything but a draft, TitleIsMissing, and what `pricing` refuses.
    """
    offer = locked(offer)
    if offer.state != OfferState.DRAFT:
        raise OfferIsFrozen()
    if not title.strip():
        raise TitleIsMissing()
    offer.currency = currency or offer.currency
    rate = vat_rate_of(offer.business)
    totals = pricing.price(lines, currency=offer.currency, vat_rate_bp=rate)
    planned = pricing.plan(parts, totals.total) if parts else []
    offer.title, offer.intro, offer.valid_until = title.strip(), intro.strip(), valid_until
    offer.revisions, offer.reply_days, offer.work_days = revisions, reply_days, work_days
    offer.vat_rate_bp, offer.language = rate, offer.contact.language
    offer.net, offer.vat, offer.total = totals.net, totals.vat, totals.total
    offer.commission_bp = offer.platform.commission_bp if offer.platform else 0
    offer.folded = folded(title=offer.title, number=offer.number, client=offer.client)
    offer.save()
    _replace_rows(offer, lines, planned)
    return offer


@transaction.atomic
def new_version(*, offer: Offer, by: Actor, now: datetime) -> Offer:
    """A draft that copies a sent offer; the sent one stays as it is until the new one is sent.

    A draft version already begun is returned as it is. Raises OfferIsClosed once a version was accepted.
    """
    offer = locked(offer)
    chain = Offer.objects.in_chain(offer.root_ref).order_by("-version")
    newest = chain.first() or offer
    if newest.state == OfferState.DRAFT:
        return newest
    if chain.filter(state=OfferState.ACCEPTED).exists():
        raise OfferIsClosed(state=OfferState.ACCEPTED.label)
    lines, parts = _specs_of(newest)
    draft = Offer(
        root_ref=newest.root_ref, version=newest.version + 1, business=newest.business, client=newest.client,
        contact=newest.contact, platform=newest.platform, title=newest.title, intro=newest.intro,
        language=newest.language, currency=newest.currency, valid_until=newest.valid_until, number=newest.number,
        revisions=newest.revisions, reply_days=newest.reply_days, work_days=newest.work_days,
        commission_bp=newest.commission_bp, vat_rate_bp=newest.vat_rate_bp, net_minor=newest.net_minor,
        vat_minor=newest.vat_minor, total_minor=newest.total_minor, folded=newest.folded, created_at=now,
    )  # fmt: skip
    draft.save()
    _replace_rows(draft, lines, parts)
    return draft


@transaction.atomic
def discard_draft(*, offer: Offer, by: Actor, now: datetime) -> None:
    """Throw away a draft that never reached anybody. Twice is harmless; raises OfferIsFrozen for a sent one."""
    try:
        offer = locked(offer)
    except Offer.DoesNotExist:
        return  # another tab was first
    if offer.state != OfferState.DRAFT:
        raise OfferIsFrozen()
    offer.lines.all().delete()
    offer.parts.all().delete()
    offer.delete()


def locked(offer: Offer) -> Offer:
    """The offer's row as it stands now, locked until the transaction ends."""
    rows = Offer.objects.select_related("business", "client", "contact__client", "platform")
    return rows.select_for_update(of=("self",)).get(pk=offer.pk)


def vat_rate_of(business: Business) -> int:
    """Hundredths of a percent; none where the business is not registered."""
    return business.vat_rate_bp if business.is_vat_registered else 0


def _replace_rows(offer: Offer, lines: Sequence[LineSpec], parts: Sequence[PartSpec]) -> None:
    offer.lines.all().delete()
    offer.parts.all().delete()
    OfferLine.objects.bulk_create(
        OfferLine(
            offer=offer, position=position, title=line.title.strip(), note=line.note.strip(),
            quantity=line.quantity, unit_minor=line.unit.minor, currency=line.unit.currency,
        )
        for position, line in enumerate(lines, start=1)
    )  # fmt: skip
    OfferPart.objects.bulk_create(
        OfferPart(
            offer=offer, position=position, title=part.title.strip(), trigger=part.trigger,
            at_percent=part.at_percent if part.trigger == Trigger.PROGRESS else None,
            due_on=part.due_on if part.trigger == Trigger.DATE else None, percent_bp=part.percent_bp,
            amount_minor=part.amount.minor if part.amount else 0, currency=offer.currency,
        )
        for position, part in enumerate(parts, start=1)
    )  # fmt: skip


def _specs_of(offer: Offer) -> tuple[list[LineSpec], list[PartSpec]]:
    lines = [LineSpec(line.title, line.unit, line.quantity, line.note) for line in offer.lines.order_by("position")]
    parts = [
        PartSpec(part.title, part.trigger, part.percent_bp, part.amount, part.at_percent, part.due_on)
        for part in offer.parts.order_by("position")
    ]
    return lines, parts
