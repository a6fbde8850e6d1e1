"""The life of a lead: it arrives, is measured by the ideal-client list, and is taken or declined with courtesy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from accounts.models import Business
from clients import letters
from clients.errors import (
    AcceptNeedsReason,
    CriteriaChanged,
    DeclineNeedsReason,
    LeadTextNeeded,
    NoCriteriaYet,
    NotYet,
    RatingOutOfRange,
    ReopenNeedsReason,
)
from clients.models import Client, Contact, Criterion, Lead, Message, Platform, Score
from core.actors import Actor
from core.once import first_of_once
from core.text import fold
from outbox.services.events import emit

from .calendars import reply_promise
from .messages import receive_message, send_out
from .people import add_client, main_contact
from .scoring import BEST_RATING, Rated, fit


@transaction.atomic
def receive_inquiry(
    *,
    business: Business,
    name: str,
    email: str,
    text: str,
    language: str,
    now: datetime,
    organisation: str = "",
    country: str = "",
    phone: str = "",
    once: UUID | None = None,
) -> Lead:
    """A lead from the public form, its client, and the message that starts the reply clock; the sender gets a letter.

    The same `once` again gives the lead of the first time. Check the form with `inquiries.check_inquiry` before.
    A known address still opens a client of its own: nobody proved that it is theirs.
    """

    def make() -> Lead:
        contact = add_client(
            business=business, name=name, email=email, phone=phone, organisation=organisation, country=country,
            language=language, by=Actor.visitor(), now=now,
        )  # fmt: skip
        asked = Asked(contact, Lead.Source.FORM, None, text, received_at=now, once=once)
        lead = _open_lead(asked, by=Actor.visitor(), now=now)
        if contact.email:
            letters.inquiry_received(contact=contact, reply_by=reply_promise(business, now), now=now)
        return lead

    return first_of_once(Lead.objects.owned_by(business), once, make)[0]


@transaction.atomic
def note_lead(
    *,
    business: Business,
    name: str,
    text: str,
    by: Actor,
    now: datetime,
    platform: Platform | None = None,
    received_at: datetime | None = None,
    email: str = "",
    phone: str = "",
    organisation: str = "",
    country: str = "",
    language: str = "",
    client: Client | None = None,
    once: UUID | None = None,
) -> Lead:
    """A lead entered by hand, with the pasted text kept as it is; of a new client, or of `client` when given.

    The reply clock counts from `received_at`. Raises NameNeeded, LeadTextNeeded, NotYet.
    """
    received_at = received_at or now
    if received_at > now:
        raise NotYet

    def make() -> Lead:
        contact = (
            main_contact(client)
            if client
            else add_client(
                business=business, name=name, email=email, phone=phone, organisation=organisation, country=country,
                language=language, platform=platform, by=by, now=now,
            )
        )  # fmt: skip
        asked = Asked(contact, Lead.Source.MANUAL, platform, text, received_at=received_at, once=once)
        return _open_lead(asked, by=by, now=now)

    return first_of_once(Lead.objects.owned_by(business), once, make)[0]


@transaction.atomic
def score_lead(*, lead: Lead, ratings: Mapping[str, int | None], by: Actor, now: datetime) -> Score:
    """Measures the lead by the list as it stands: `ratings` maps a criterion's ref to 0-4, or None for unknown.

    May be repeated while the lead is open; every score stays. Raises NoCriteriaYet, CriteriaChanged,
    RatingOutOfRange, WrongLeadState.
    """
    criteria = _criteria(lead.business)
    if set(ratings) - {row.ref for row in criteria}:
        raise CriteriaChanged
    if any(rating is not None and not 0 <= rating <= BEST_RATING for rating in ratings.values()):
        raise RatingOutOfRange
    rated = [Rated(row.label, row.weight, row.must_have, row.key, ratings.get(row.ref)) for row in criteria]
    result = fit(rated)
    score = Score.objects.create(
        business=lead.business,
        lead=lead,
        version=criteria[0].version,
        ratings=[one.as_data() for one in rated],
        total=result.total,
        confidence=result.confidence,
        verdict=result.verdict,
        reasons=result.reasons,
        scored_at=now,
    )
    lead.move("rescore" if lead.state == Lead.State.TALKS else "score", score=score)
    Client.objects.filter(pk=lead.client_id).update(score=score)
    _tell(lead, "lead.scored", by, now, total="–" if result.total is None else result.total, verdict=result.verdict)
    return score


@transaction.atomic
def start_talks(*, lead: Lead, by: Actor, now: datetime) -> None:
    """Talks begin. Raises NoCriteriaYet while the ideal-client list is not written, WrongLeadState."""
    _criteria(lead.business)
    lead.move("talk")
    _tell(lead, "lead.talks_started", by, now)


@transaction.atomic
def accept_lead(*, lead: Lead, by: Actor, now: datetime, reason: str = "") -> None:
    """We want this work. Unscored, or against a verdict of "decline", it needs a reason (AcceptNeedsReason)."""
    reason = reason.strip()
    lead.refresh_from_db(fields=["score", "state"])
    if not reason and (lead.score is None or lead.score.verdict == Score.Verdict.DECLINE):
        raise AcceptNeedsReason
    lead.move("accept", accept_reason=reason, decided_at=now)
    _tell(lead, "lead.accepted", by, now, unscored=lead.score is None)


@transaction.atomic
def accept_agreed_lead(*, client: Client, by: Actor, now: datetime) -> Lead | None:
    """An offer to the client was accepted, so the newest request still open is work we took; None without one."""
    lead = Lead.objects.filter(client=client).open().select_related("score").order_by("-received_at", "-pk").first()
    if lead is None:
        return None
    needs_reason = lead.score is None or lead.score.verdict == Score.Verdict.DECLINE
    with override(client.business.owner.language):
        reason = gettext("The offer was accepted.") if needs_reason else ""
    lead.move("accept", accept_reason=reason, decided_at=now)
    _tell(lead, "lead.accepted", by, now, unscored=lead.score is None)
    return lead


@transaction.atomic
def decline_lead(*, lead: Lead, reason: str, by: Actor, now: datetime, text: str = "") -> Message | None:
    """We do not want this work. `text` is the courteous answer, `reason` is for our eyes only (DeclineNeedsReason).

    The answer goes by letter where the client may be written to; otherwise the message returned has no letter and is
    to be copied. Without a text nothing is answered, and the client's words keep waiting.
    """
    if not reason.strip():
        raise DeclineNeedsReason
    lead.move("decline", decline_reason=reason.strip(), decline_text=text.strip(), decided_at=now)
    _tell(lead, "lead.declined", by, now)
    if not text.strip():
        return None
    return send_out(conversation=lead.client.conversation, body=text, by=by, now=now, letter=letters.lead_declined)


@transaction.atomic
def reopen_lead(*, lead: Lead, reason: str, by: Actor, now: datetime) -> None:
    """Takes a decline back, with a reason that stays on the timeline. Raises ReopenNeedsReason, WrongLeadState."""
    if not reason.strip():
        raise ReopenNeedsReason
    verb = "reopen" if lead.score_id is None else "reopen_scored"
    lead.move(verb, decline_reason="", decline_text="", decided_at=None)
    _tell(lead, "lead.reopened", by, now, reason=reason.strip())


@dataclass(frozen=True, slots=True)
class Asked:
    """What arrived: from whom, how, in which words and when."""

    contact: Contact
    source: str
    platform: Platform | None
    text: str
    received_at: datetime
    once: UUID | None


def _open_lead(asked: Asked, *, by: Actor, now: datetime) -> Lead:
    text, client = asked.text.strip(), asked.contact.client
    if not text:
        raise LeadTextNeeded
    lead = Lead.objects.create(
        business=client.business,
        client=client,
        contact=asked.contact,
        source=asked.source,
        platform=asked.platform,
        text=text,
        received_at=asked.received_at,
        once=asked.once,
        folded=fold(f"{client.name} {client.organisation} {text}"),
    )
    _tell(lead, "lead.received", by, now, source=asked.source)
    receive_message(
        conversation=client.conversation,
        body=text,
        via=_via(asked.source, asked.platform),
        by=by,
        now=now,
        happened_at=asked.received_at,
    )
    return lead


def _via(source: str, platform: Platform | None) -> str:
    if source == Lead.Source.FORM:
        return Message.Via.FORM.value
    return Message.Via.OTHER.value if platform is None or platform.is_direct else Message.Via.PLATFORM.value


def _criteria(business: Business) -> list[Criterion]:
    rows = list(Criterion.objects.owned_by(business).current())
    if not rows:
        raise NoCriteriaYet
    return rows


def _tell(lead: Lead, verb: str, by: Actor, now: datetime, **data: object) -> None:
    emit(
        business=lead.business, verb=verb, subject=("lead", lead.ref), actor=by, now=now,
        client_ref=lead.client.ref, data=data,
    )  # fmt: skip
