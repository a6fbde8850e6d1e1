from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet
from core.money import Amount, Money

from .payout_method import Landing, PayoutMethod


class PayoutState(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("payout", "requested")
    SENT = "sent", pgettext_lazy("payout", "on its way")
    WITH_AGENT = "with_agent", pgettext_lazy("payout", "with the agent")
    RECEIVED = "received", pgettext_lazy("payout", "received")
    FAILED = "failed", pgettext_lazy("payout", "came back")


class Why(models.TextChoices):
    """What explains that something else arrived than was expected."""

    FEE = "fee", _("the fee was another one")
    EXCHANGE = "exchange", _("the exchange of currencies")
    OTHER = "other", _("something else")


_UNDER_WAY: frozenset[str] = frozenset({PayoutState.REQUESTED, PayoutState.SENT})
# verb: from which states, to which
PAYOUT_MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "send": (frozenset({PayoutState.REQUESTED}), PayoutState.SENT),
    "arrive": (frozenset({PayoutState.SENT}), PayoutState.RECEIVED),
    "reach_agent": (frozenset({PayoutState.SENT}), PayoutState.WITH_AGENT),
    "hand_over": (frozenset({PayoutState.WITH_AGENT}), PayoutState.RECEIVED),
    "fail": (_UNDER_WAY, PayoutState.FAILED),
}


class PayoutQuerySet(OwnedQuerySet):
    def under_way(self) -> Self:
        """Asked for and not in hand yet, the oldest first."""
        open_states = [PayoutState.REQUESTED, PayoutState.SENT, PayoutState.WITH_AGENT]
        return self.filter(state__in=open_states).order_by("requested_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-requested_at", "-pk")

    def with_way(self) -> Self:
        """One query for a list that names the platform and the way."""
        return self.select_related("platform", "method")


class Payout(Owned):
    """Money withdrawn from a platform. It keeps what was expected beside what really came.

    `fee` is what the books hold as its cost so far, in the currency withdrawn; where the money arrives in another
    currency, the rest was exchanged for `received`, and the rate follows from both amounts.
    """

    State = PayoutState

    platform = models.ForeignKey("clients.Platform", models.PROTECT, related_name="+", verbose_name=_("platform"))
    method = models.ForeignKey(PayoutMethod, models.PROTECT, related_name="payouts", verbose_name=_("payout method"))
    lands_in = models.CharField(_("arrives as"), max_length=12, choices=Landing)
    state = models.CharField(_("state"), max_length=12, choices=PayoutState, default=PayoutState.REQUESTED)
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField()
    fee_expected_minor = models.BigIntegerField()
    net_expected_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    received_minor = models.BigIntegerField(null=True, blank=True)
    received_currency = models.CharField(max_length=3, blank=True)
    handed_minor = models.BigIntegerField(null=True, blank=True)  # of what the agent received, what was handed over
    requested_at = models.DateTimeField(_("requested"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    failed_at = models.DateTimeField(_("came back"), null=True, blank=True)
    why = models.CharField(_("reason for the difference"), max_length=8, choices=Why, blank=True)
    words = models.CharField(_("explanation"), max_length=300, blank=True)
    once = models.UUIDField(null=True, blank=True, editable=False)

    amount = Amount("amount_minor")
    fee_expected = Amount("fee_expected_minor")
    net_expected = Amount("net_expected_minor")
    fee = Amount("fee_minor")
    received = Amount("received_minor", currency="received_currency")
    handed = Amount("handed_minor", currency="received_currency")

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.UniqueConstraint(fields=["business", "once"], name="one_payout_per_form"),
            models.CheckConstraint(
                name="payout_expects_what_is_left",
                condition=Q(
                    amount_minor__gt=0,
                    fee_expected_minor__gte=0,
                    net_expected_minor__gt=0,
                    amount_minor=F("fee_expected_minor") + F("net_expected_minor"),
                ),
            ),
            models.CheckConstraint(
                name="payout_state_fits_its_moments",
                condition=Q(state="requested", sent_at__isnull=True, arrived_at__isnull=True, failed_at__isnull=True)
                | Q(state="sent", sent_at__isnull=False, arrived_at__isnull=True, failed_at__isnull=True)
                | Q(state__in=["with_agent", "received"], arrived_at__isnull=False, received_minor__gt=0)
                | Q(state="failed", failed_at__isnull=False, arrived_at__isnull=True),
            ),
            models.CheckConstraint(
                name="payout_agent_hands_over_at_the_end",
                condition=Q(handed_minor__isnull=True) | Q(state="received", lands_in="agent", handed_minor__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["business", "-requested_at", "-id"], name="payouts_newest_first"),
            models.Index(
                fields=["business", "requested_at"],
                condition=Q(state__in=["requested", "sent", "with_agent"]),
                name="payouts_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount.decimal} {self.currency} · {self.state}"

    @property
    def exchanged(self) -> Money | None:
        """What was given for another currency; None where there was no exchange."""
        if self.received_minor is None or self.received_currency == self.currency:
            return None
        return self.amount - self.fee

    @property
    def rate(self) -> Decimal | None:
        """Units of the received currency for one of the withdrawn one, from both amounts."""
        given = self.exchanged
        return (self.received.decimal / given.decimal).quantize(Decimal("0.0001")) if given else None

    @property
    def difference(self) -> Money | None:
        """Received less expected, where both are in one currency."""
        if self.received_minor is None or self.received_currency != self.currency:
            return None
        return self.received - self.net_expected
