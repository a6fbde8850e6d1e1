from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet, User
from core.money import Amount

from .states import OfferState

OPEN = [OfferState.SENT, OfferState.TALKS]


class OfferQuerySet(OwnedQuerySet):
    def for_list(self) -> Self:
        """What the offers list shows: every version but those a later sent version has replaced. Without papers."""
        return self.filter(superseded_at=None).select_related("client", "contact", "platform").defer("paper", "intro")

    def open(self) -> Self:
        """Waiting on the client's answer."""
        return self.filter(state__in=OPEN)

    def in_chain(self, root_ref: str) -> Self:
        """All versions of one offer."""
        return self.filter(root_ref=root_ref)

    def shown_to_client(self, root_ref: str) -> Self:
        """What the client's link opens, newest first: links are made for `root_ref` and outlive versions."""
        return self.in_chain(root_ref).exclude(state=OfferState.DRAFT).order_by("-version")


class Offer(Owned):
    """One version of what is offered to a client. A sent version never changes: a change is a new version."""

    State = OfferState

    client = models.ForeignKey("clients.Client", models.PROTECT, related_name="offers")
    contact = models.ForeignKey("clients.Contact", models.PROTECT, related_name="+")
    platform = models.ForeignKey("clients.Platform", models.PROTECT, null=True, blank=True, related_name="+")
    root_ref = models.CharField(max_length=10)  # the first version's ref, shared by all versions
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    number = models.CharField(_("number"), max_length=20, blank=True)  # given when first sent, shared by all versions
    title = models.CharField(_("title"), max_length=160)
    intro = models.TextField(_("opening words"), max_length=4000, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=12, choices=OfferState, default=OfferState.DRAFT)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    revisions = models.PositiveSmallIntegerField(_("minor edits included"), default=2)
    reply_days = models.PositiveSmallIntegerField(_("days the client has to answer a stage"), default=5)
    work_days = models.PositiveSmallIntegerField(_("days of work"), null=True, blank=True)
    commission_bp = models.PositiveIntegerField(_("platform commission"), default=0)  # hundredths of a percent
    vat_rate_bp = models.PositiveIntegerField(_("VAT rate"), default=0)
    net_minor = models.BigIntegerField(_("before VAT"), default=0)
    vat_minor = models.BigIntegerField(_("VAT"), default=0)
    total_minor = models.BigIntegerField(_("total"), default=0)
    paper = models.JSONField(null=True, blank=True)
    paper_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("drafted"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    viewed_at = models.DateTimeField(_("seen by the client"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("replaced by a newer version"), null=True, blank=True)
    decline_reason = models.TextField(_("reason for declining"), max_length=600, blank=True)
    changes_asked = models.TextField(_("changes asked for"), max_length=4000, blank=True)
    reopen_reason = models.TextField(_("reason for reopening"), max_length=600, blank=True)
    once = models.UUIDField(null=True, blank=True)
    folded = models.CharField(max_length=400)

    net = Amount("net_minor")
    vat = Amount("vat_minor")
    total = Amount("total_minor")

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(name="offer_state_is_known", condition=Q(state__in=OfferState.values)),
            models.CheckConstraint(
                name="offer_totals_add_up",
                condition=Q(
                    net_minor__gte=0, vat_minor__gte=0, total_minor=models.F("net_minor") + models.F("vat_minor")
                ),
            ),
            models.CheckConstraint(
                name="sent_offer_is_frozen",
                condition=Q(state=OfferState.DRAFT)
                | (
                    Q(valid_until__isnull=False, sent_at__isnull=False, paper__isnull=False)
                    & ~Q(number="")
                    & ~Q(paper_hash="")
                ),
            ),
            models.CheckConstraint(
                name="offer_rates_are_shares", condition=Q(commission_bp__lte=10_000, vat_rate_bp__lte=10_000)
            ),
            models.UniqueConstraint(name="one_offer_per_version", fields=["root_ref", "version"]),
            models.UniqueConstraint(
                name="one_offer_per_number",
                fields=["business", "number", "version"],
                condition=~Q(number=""),
            ),
            models.UniqueConstraint(
                name="one_offer_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="offers_newest", fields=["business", "-created_at", "-id"]),
            models.Index(name="offers_by_state", fields=["business", "state", "-created_at", "-id"]),
            models.Index(name="offers_open", fields=["business", "sent_at", "id"], condition=Q(state__in=OPEN)),
            models.Index(name="offers_of_client", fields=["client", "-created_at", "-id"]),
            models.Index(
                name="offers_running_out",
                fields=["valid_until"],
                condition=Q(state__in=[OfferState.SENT, OfferState.TALKS, OfferState.CHANGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.ref} · {self.title}"

    @property
    def is_for_platform(self) -> bool:
        """True when the client is reached through a platform's inbox, never by mail or link."""
        return self.platform is not None and not self.platform.contact_allowed
