from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet
from clients.errors import WrongLeadState

from .client import Client, Contact
from .platform import Platform


class LeadQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Leads that still want a decision."""
        return self.filter(state__in=Lead.OPEN)

    def for_list(self) -> Self:
        """The leads list, newest first, with the names and the score it shows."""
        return self.select_related("client", "platform", "score").order_by("-received_at", "-pk")

    def for_page(self) -> Self:
        return self.select_related("client__conversation", "client__platform", "contact", "platform", "score")


class Lead(Owned):
    """Somebody asked for work: the text as it came, and whether we want it."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        SCORED = "scored", pgettext_lazy("lead", "scored")
        TALKS = "talks", _("in talks")
        ACCEPTED = "accepted", pgettext_lazy("lead", "accepted")
        DECLINED = "declined", pgettext_lazy("lead", "declined")

    class Source(models.TextChoices):
        FORM = "form", _("inquiry form")
        MANUAL = "manual", _("entered by hand")

    OPEN = (State.NEW, State.SCORED, State.TALKS)
    # The whole life of a lead: verb -> (from, to).
    MOVES: dict[str, tuple[tuple[State, ...], State]] = {
        "score": ((State.NEW, State.SCORED), State.SCORED),
        "rescore": ((State.TALKS,), State.TALKS),
        "talk": ((State.NEW, State.SCORED), State.TALKS),
        "accept": (OPEN, State.ACCEPTED),
        "decline": (OPEN, State.DECLINED),
        "reopen": ((State.DECLINED,), State.NEW),
        "reopen_scored": ((State.DECLINED,), State.SCORED),
    }

    client = models.ForeignKey(Client, models.PROTECT, related_name="leads", verbose_name=_("client"))
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+", verbose_name=_("contact"))
    source = models.CharField(_("source"), max_length=8, choices=Source)
    platform = models.ForeignKey(
        Platform, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("platform")
    )
    text = models.TextField(_("what they wrote"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW)
    score = models.ForeignKey("Score", models.PROTECT, null=True, blank=True, related_name="+")  # the latest one
    accept_reason = models.CharField(_("why accepted unscored"), max_length=300, blank=True)
    decline_reason = models.CharField(_("why declined"), max_length=300, blank=True)
    decline_text = models.TextField(_("what we answered"), blank=True)
    received_at = models.DateTimeField(_("received"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    once = models.UUIDField(null=True, editable=False)
    folded = models.TextField(editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.CheckConstraint(
                name="lead_state_is_known", condition=Q(state__in=["new", "scored", "talks", "accepted", "declined"])
            ),
            models.CheckConstraint(name="lead_source_is_known", condition=Q(source__in=["form", "manual"])),
            models.CheckConstraint(name="new_lead_has_no_score", condition=~Q(state="new") | Q(score__isnull=True)),
            models.CheckConstraint(
                name="scored_lead_has_a_score", condition=~Q(state="scored") | Q(score__isnull=False)
            ),
            models.CheckConstraint(
                name="lead_accepted_unscored_has_a_reason",
                condition=~Q(state="accepted") | Q(score__isnull=False) | ~Q(accept_reason=""),
            ),
            models.CheckConstraint(
                name="declined_lead_has_a_reason", condition=~Q(state="declined") | ~Q(decline_reason="")
            ),
            models.CheckConstraint(
                name="decided_lead_has_its_time",
                condition=Q(state__in=["accepted", "declined"], decided_at__isnull=False)
                | (~Q(state__in=["accepted", "declined"]) & Q(decided_at__isnull=True)),
            ),
            models.UniqueConstraint(fields=["business", "once"], name="lead_is_made_once"),
        ]
        indexes = [
            models.Index(fields=["business", "-received_at", "-id"], name="lead_newest_first"),
            models.Index(fields=["business", "state", "-received_at", "-id"], name="lead_by_state"),
            models.Index(
                fields=["business", "-received_at", "-id"],
                condition=Q(state__in=["new", "scored", "talks"]),
                name="lead_open",
            ),
        ]

    def __str__(self) -> str:
        return self.client.name

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def can(self, verb: str) -> bool:
        """Whether the verb fits the state as last read; the act itself checks again in its UPDATE."""
        return self.state in self.MOVES[verb][0]

    def move(self, verb: str, **fields: Any) -> None:
        """One step of the lead's life, guarded in the UPDATE itself; raises WrongLeadState when another was faster."""
        allowed, target = self.MOVES[verb]
        fields["state"] = target
        if not Lead.objects.filter(pk=self.pk, state__in=allowed).update(**fields):
            raise WrongLeadState
        for name, value in fields.items():
            setattr(self, name, value)


class Score(Owned):
    """How well a lead fits the ideal-client list as it was that day: its own copy of traits and weights."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", _("a good fit")
        DEPOSIT = "deposit", _("fits with a 50% deposit")
        ASK = "ask", _("ask first")
        DECLINE = "decline", pgettext_lazy("verdict", "decline")

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="scores", verbose_name=_("lead"))
    version = models.PositiveIntegerField(_("version of the list"))
    ratings = models.JSONField()  # [{label, weight, must_have, key, rating: 0-4 or null when unknown}]
    total = models.PositiveSmallIntegerField(_("score"), null=True)  # 0-100; empty when nothing is known
    confidence = models.PositiveSmallIntegerField(_("confidence"))  # share of the weights that is known, 0-100
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    reasons = models.JSONField(default=list)  # [{code, label}] worded when shown
    scored_at = models.DateTimeField(_("scored"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.CheckConstraint(
                name="score_verdict_is_known", condition=Q(verdict__in=["accept", "deposit", "ask", "decline"])
            ),
            models.CheckConstraint(name="score_is_0_to_100", condition=Q(total__isnull=True) | Q(total__lte=100)),
            models.CheckConstraint(name="confidence_is_0_to_100", condition=Q(confidence__lte=100)),
        ]
        indexes = [models.Index(fields=["lead", "-scored_at", "-id"], name="score_newest_first")]

    def __str__(self) -> str:
        return "–" if self.total is None else str(self.total)
