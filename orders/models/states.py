"""Every life in this app on one screen: the states, and which verb leads from where to where.

A move happens by `moved()`: one conditional UPDATE, so of two people pressing at once exactly one succeeds.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfferState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("offer", "draft")
    SENT = "sent", pgettext_lazy("offer", "sent")
    TALKS = "talks", pgettext_lazy("offer", "in talks")
    ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
    DECLINED = "declined", pgettext_lazy("offer", "declined")
    CHANGES = "changes", pgettext_lazy("offer", "changes asked")
    EXPIRED = "expired", pgettext_lazy("offer", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "withdrawn")


class OrderState(models.TextChoices):
    AWAITING_SIGNATURE = "awaiting_signature", pgettext_lazy("order", "awaiting signature")
    AWAITING_DEPOSIT = "awaiting_deposit", pgettext_lazy("order", "awaiting deposit")
    IN_PROGRESS = "in_progress", pgettext_lazy("order", "in progress")
    DELIVERED = "delivered", pgettext_lazy("order", "delivered")
    FINAL_CHANGES = "final_changes", pgettext_lazy("order", "final changes")
    COMPLETED = "completed", pgettext_lazy("order", "completed")
    CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")


class MilestoneState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("milestone", "planned")
    WORKING = "working", pgettext_lazy("milestone", "working")
    SUBMITTED = "submitted", pgettext_lazy("milestone", "submitted")
    CHANGES = "changes", pgettext_lazy("milestone", "changes asked")
    APPROVED = "approved", pgettext_lazy("milestone", "approved")


class InstalmentState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("instalment", "planned")
    DUE = "due", pgettext_lazy("instalment", "due")
    INVOICED = "invoiced", pgettext_lazy("instalment", "invoiced")
    PAID = "paid", pgettext_lazy("instalment", "paid")


class ContractState(models.TextChoices):
    OUT = "out", pgettext_lazy("contract", "out for signature")
    SIGNED = "signed", pgettext_lazy("contract", "signed")
    DECLINED = "declined", pgettext_lazy("contract", "declined")
    VOIDED = "voided", pgettext_lazy("contract", "voided")


class Trigger(models.TextChoices):
    """What makes an instalment due."""

    SIGNING = "signing", _("on signing")
    APPROVAL = "approval", _("when the stage is approved")
    PROGRESS = "progress", _("at a share of the work")
    DATE = "date", _("on a date")
    COMPLETION = "completion", _("on completion, before the final files open")


class OrderKind(models.TextChoices):
    DIRECT = "direct", _("direct client")
    PLATFORM = "platform", _("through a platform")


Moves = Mapping[str, tuple[frozenset[str], str]]

_OPEN_OFFER: frozenset[str] = frozenset({OfferState.SENT, OfferState.TALKS})
_ANSWERABLE: frozenset[str] = _OPEN_OFFER | {OfferState.CHANGES}

OFFER_MOVES: Moves = {
    "send": (frozenset({OfferState.DRAFT}), OfferState.SENT),
    "ask": (frozenset({OfferState.SENT}), OfferState.TALKS),
    "ask_changes": (_OPEN_OFFER, OfferState.CHANGES),
    "accept": (_OPEN_OFFER, OfferState.ACCEPTED),
    "award": (_ANSWERABLE | {OfferState.EXPIRED}, OfferState.ACCEPTED),
    "decline": (_ANSWERABLE, OfferState.DECLINED),
    "expire": (_ANSWERABLE, OfferState.EXPIRED),
    "withdraw": (_ANSWERABLE, OfferState.WITHDRAWN),
    "reopen": (frozenset({OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.CHANGES}), OfferState.TALKS),
}

_NOT_STARTED: frozenset[str] = frozenset({OrderState.AWAITING_SIGNATURE, OrderState.AWAITING_DEPOSIT})
_BEING_CARRIED_OUT: frozenset[str] = frozenset({OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.FINAL_CHANGES})

ORDER_MOVES: Moves = {
    "sign": (frozenset({OrderState.AWAITING_SIGNATURE}), OrderState.AWAITING_DEPOSIT),
    "start": (_NOT_STARTED, OrderState.IN_PROGRESS),
    "deliver": (frozenset({OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES}), OrderState.DELIVERED),
    "ask_final_changes": (frozenset({OrderState.DELIVERED}), OrderState.FINAL_CHANGES),
    "complete": (frozenset({OrderState.DELIVERED}), OrderState.COMPLETED),
    "cancel": (frozenset({OrderState.AWAITING_SIGNATURE}), OrderState.CANCELLED),
    "fall_through": (_BEING_CARRIED_OUT, OrderState.CANCELLED),  # a platform's order: nobody signed anything here
}

_BEING_MADE: frozenset[str] = frozenset({MilestoneState.WORKING, MilestoneState.SUBMITTED, MilestoneState.CHANGES})

MILESTONE_MOVES: Moves = {
    "begin": (frozenset({MilestoneState.PLANNED}), MilestoneState.WORKING),
    "submit": (frozenset({MilestoneState.WORKING, MilestoneState.CHANGES}), MilestoneState.SUBMITTED),
    "ask_changes": (frozenset({MilestoneState.SUBMITTED}), MilestoneState.CHANGES),
    "approve": (frozenset({MilestoneState.SUBMITTED}), MilestoneState.APPROVED),
    "approve_for_client": (_BEING_MADE, MilestoneState.APPROVED),
}

INSTALMENT_MOVES: Moves = {
    "fall_due": (frozenset({InstalmentState.PLANNED}), InstalmentState.DUE),
    "invoice": (frozenset({InstalmentState.DUE}), InstalmentState.INVOICED),
    "credit": (frozenset({InstalmentState.INVOICED}), InstalmentState.DUE),
    "pay": (frozenset({InstalmentState.DUE, InstalmentState.INVOICED}), InstalmentState.PAID),
}

CONTRACT_MOVES: Moves = {
    "sign": (frozenset({ContractState.OUT}), ContractState.SIGNED),
    "record_scan": (frozenset({ContractState.OUT, ContractState.DECLINED}), ContractState.SIGNED),
    "decline": (frozenset({ContractState.OUT}), ContractState.DECLINED),
    "offer_again": (frozenset({ContractState.DECLINED}), ContractState.OUT),
    "void": (frozenset({ContractState.OUT, ContractState.DECLINED}), ContractState.VOIDED),
}


def moved(rows: "models.QuerySet[Any]", moves: Moves, verb: str, **changes: Any) -> bool:
    """Make the move on the one row of `rows`, if its state allows; False when nothing moved."""
    allowed, target = moves[verb]
    return bool(rows.filter(state__in=allowed).update(state=target, **changes))
