from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Business, OwnedQuerySet
from core.text import new_ref
from files.models import StoredFile
from outbox.pace import sending_limit


class LetterState(models.TextChoices):
    """QUEUED → SENDING → SENT | FAILED | UNSURE; KEPT where no mail server is set up; CANCELLED while queued."""

    QUEUED = "queued", pgettext_lazy("letter", "waiting to be sent")
    SENDING = "sending", pgettext_lazy("letter", "being sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    FAILED = "failed", pgettext_lazy("letter", "not sent")
    UNSURE = "unsure", pgettext_lazy("letter", "unsure whether it was sent")
    KEPT = "kept", pgettext_lazy("letter", "kept, mail is not set up")
    CANCELLED = "cancelled", pgettext_lazy("letter", "cancelled")


# The whole life of a letter: from which states each verb may move it.
MOVES: dict[str, frozenset[str]] = {
    "claim": frozenset({LetterState.QUEUED}),
    "keep": frozenset({LetterState.QUEUED}),
    "settle": frozenset({LetterState.SENDING, LetterState.UNSURE}),  # the answer may come after the sweep gave up
    "doubt": frozenset({LetterState.SENDING}),
    "cancel": frozenset({LetterState.QUEUED, LetterState.KEPT}),
    "send_again": frozenset({LetterState.UNSURE, LetterState.FAILED, LetterState.KEPT}),
    "mark_sent": frozenset({LetterState.UNSURE, LetterState.FAILED, LetterState.KEPT, LetterState.QUEUED}),
}
NEEDS_A_LOOK = [LetterState.FAILED, LetterState.UNSURE]


class LetterQuerySet(OwnedQuerySet):
    """Letters as the desk lists them and as the workers take them."""

    def due(self, now: datetime) -> Self:
        """Queued, and the time to send (or to try again) has come."""
        return self.filter(state=LetterState.QUEUED, due_at__lte=now).order_by("due_at", "pk")

    def stalled(self, now: datetime) -> Self:
        """Being sent for so long that the sender must have died in the middle."""
        return self.filter(state=LetterState.SENDING, sending_since__lte=now - sending_limit())

    def needing_a_look(self) -> Self:
        """Failed or unsure: the owner decides."""
        return self.filter(state__in=NEEDS_A_LOOK)

    def with_old_bodies(self, now: datetime, *, months: int) -> Self:
        """Letters whose words are older than we keep them."""
        return self.filter(created_at__lt=now - timedelta(days=round(months * 30.5))).exclude(body="")


class Letter(models.Model):
    """An e-mail as a row before it is an e-mail: words frozen in the recipient's language, sent at most once.

    `business` is null for account mail. A secret letter has no body at rest: it is rendered when sent, from `refs`.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="+")
    dedupe_key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=80, blank=True)
    recipient = models.EmailField(_("recipient"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"), blank=True)
    secret = models.BooleanField(default=False)
    refs = models.JSONField(default=dict, blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="letters")
    thread = models.CharField(max_length=40, blank=True)  # letters of one matter, which mailboxes show together
    client_ref = models.CharField(max_length=10, blank=True)
    order_ref = models.CharField(max_length=10, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.QUEUED)
    created_at = models.DateTimeField(_("written at"))
    send_after = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    sending_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    State = LetterState
    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(name="letter_state_is_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(name="secret_letter_has_no_body", condition=Q(secret=False) | Q(body="")),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=LetterState.QUEUED), name="letter_due"),
            models.Index(fields=["sending_since"], condition=Q(state=LetterState.SENDING), name="letter_sending"),
            models.Index(fields=["business", "created_at", "id"], name="letter_newest"),
            models.Index(fields=["business"], condition=Q(state__in=NEEDS_A_LOOK), name="letter_needs_a_look"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"

    def move(self, verb: str, **changes: object) -> bool:
        """One conditional UPDATE; False when the letter is in a state that this verb may not leave."""
        moved = Letter.objects.filter(pk=self.pk, state__in=MOVES[verb]).update(**changes)
        if moved:
            for name, value in changes.items():
                setattr(self, name, value)
        return bool(moved)
