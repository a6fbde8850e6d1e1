from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet

from .client import Client

REPLY_CEILING = timedelta(hours=48)  # in real time, whatever the windows say
EXCERPT_LENGTH = 140


class ConversationQuerySet(OwnedQuerySet):
    def waiting_on_us(self) -> Self:
        """The reply queue: who waits for an answer, the soonest due first."""
        return self.filter(state="ours").select_related("client__platform").order_by("reply_due_at", "pk")

    def overdue(self, now: datetime) -> Self:
        """Waiting past the due instant (from that very instant on), or longer than 48 hours."""
        return self.waiting_on_us().filter(Q(reply_due_at__lte=now) | Q(waiting_since__lte=now - REPLY_CEILING))

    def for_list(self) -> Self:
        """All conversations, the latest message first."""
        return self.select_related("client__platform").order_by("-last_message_at", "-pk")


class Conversation(Owned):
    """All talk with one client, and whose turn it is."""

    class State(models.TextChoices):
        OURS = "ours", _("waiting on us")
        THEIRS = "theirs", _("waiting on the client")
        QUIET = "quiet", pgettext_lazy("conversation", "quiet")

    client = models.OneToOneField(Client, models.PROTECT, related_name="conversation", verbose_name=_("client"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUIET)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    reply_due_at = models.DateTimeField(_("reply due"), null=True, blank=True)
    last_text = models.CharField(max_length=EXCERPT_LENGTH, blank=True)
    last_message_at = models.DateTimeField(_("last message"), null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.CheckConstraint(
                name="conversation_state_is_known", condition=Q(state__in=["ours", "theirs", "quiet"])
            ),
            models.CheckConstraint(
                name="conversation_waits_exactly_when_ours",
                condition=Q(state="ours", waiting_since__isnull=False, reply_due_at__isnull=False)
                | Q(state__in=["theirs", "quiet"], waiting_since__isnull=True, reply_due_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["business", "reply_due_at", "id"], condition=Q(state="ours"), name="conversation_reply_queue"
            ),
            models.Index(fields=["business", "-last_message_at", "-id"], name="conversation_latest_first"),
        ]

    def __str__(self) -> str:
        return self.client.name

    @property
    def waits_on_us(self) -> bool:
        return self.state == self.State.OURS

    def is_overdue(self, now: datetime) -> bool:
        """The same rule as `overdue()`, for a row in hand."""
        if self.reply_due_at is None or self.waiting_since is None:
            return False
        return self.reply_due_at <= now or self.is_past_ceiling(now)

    def is_past_ceiling(self, now: datetime) -> bool:
        """Unanswered for 48 real hours: red even where no window has closed yet."""
        return self.waiting_since is not None and self.waiting_since <= now - REPLY_CEILING

    def share_used(self, now: datetime) -> int:
        """Percent of the time to answer that has gone, 0-100: what colours the reply timer."""
        if self.reply_due_at is None or self.waiting_since is None:
            return 0
        whole = min(self.reply_due_at, self.waiting_since + REPLY_CEILING) - self.waiting_since
        return 100 if whole <= timedelta(0) else max(0, min(100, (now - self.waiting_since) * 100 // whole))


class MessageQuerySet(OwnedQuerySet):
    def unanswered(self) -> Self:
        """What the client said that has neither a reply nor a reason why none is needed."""
        return self.filter(direction="in", answered_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("happened_at", "pk")


class Message(Owned):
    """One thing said, by either side, wherever it was said."""

    class Direction(models.TextChoices):
        IN = "in", _("from the client")
        OUT = "out", _("from us")

    class Via(models.TextChoices):
        PORTAL = "portal", _("personal page")
        MAIL = "mail", _("e-mail")
        PLATFORM = "platform", _("platform inbox")
        PHONE = "phone", _("phone or chat app")
        FORM = "form", _("inquiry form")
        OTHER = "other", _("other")

    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="messages", verbose_name=_("conversation")
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    via = models.CharField(_("by way of"), max_length=8, choices=Via)
    body = models.TextField(_("text"))
    happened_at = models.DateTimeField(_("said"))
    recorded_at = models.DateTimeField(_("recorded"))
    actor_kind = models.CharField(max_length=12)
    actor_ref = models.CharField(max_length=10, blank=True)
    about_kind = models.CharField(max_length=16, blank=True)  # the paper it is about: offer, order, ...
    about_ref = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # inbound only
    closed_reason = models.CharField(_("why no reply was needed"), max_length=300, blank=True)
    letter_ref = models.CharField(max_length=10, blank=True)  # the letter that carried it; empty: to be copied
    once = models.UUIDField(null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(name="message_direction_is_known", condition=Q(direction__in=["in", "out"])),
            models.CheckConstraint(
                name="message_via_is_known",
                condition=Q(via__in=["portal", "mail", "platform", "phone", "form", "other"]),
            ),
            models.CheckConstraint(name="message_says_something", condition=~Q(body="")),
            models.CheckConstraint(
                name="only_inbound_messages_are_answered", condition=Q(direction="in") | Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(
                name="closed_message_is_answered", condition=Q(closed_reason="") | Q(answered_at__isnull=False)
            ),
            models.UniqueConstraint(fields=["business", "once"], name="message_is_made_once"),
        ]
        indexes = [
            models.Index(fields=["conversation", "happened_at", "id"], name="message_in_order"),
            models.Index(
                fields=["conversation", "happened_at"],
                condition=Q(direction="in", answered_at__isnull=True),
                name="message_unanswered",
            ),
            models.Index(
                fields=["business", "answered_at"], condition=Q(answered_at__isnull=False), name="message_answered"
            ),
        ]

    def __str__(self) -> str:
        return self.body[:EXCERPT_LENGTH]

    @property
    def is_ours(self) -> bool:
        return self.direction == self.Direction.OUT
