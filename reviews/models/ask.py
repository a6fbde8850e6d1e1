from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet, User
from orders.models import Order, OrderHold, OrderKind
from orders.services.days import latest_day

from .states import OPEN_ASKS, AskState

LONGEST_TEXT = 1500
NUDGE_AFTER = timedelta(days=3)  # an ask that should have gone out by then needs a person


def _by_letter() -> Exists:
    """The condition that `goes_by_letter` is in Python. It stands alone, so that no plan has to weigh its joins."""
    may_write = Q(client__platform=None) | Q(client__platform__contact_allowed=True)
    orders = Order.objects.filter(may_write, pk=OuterRef("order"), kind=OrderKind.DIRECT)
    return Exists(orders.exclude(contact__email=""))


def goes_by_letter(order: Order) -> bool:
    """Whether we may write to the client of an order ourselves, and have an address."""
    return order.kind == OrderKind.DIRECT and bool(order.contact.email) and order.client.mail_allowed


class ReviewAskQuerySet(OwnedQuerySet):
    """Asks as the pages list them and as the beat takes them. Every pick reads one partial index."""

    def with_order(self) -> Self:
        return self.select_related(
            "business", "order__business", "order__client__platform", "order__contact__client", "order__platform"
        )

    def for_list(self) -> Self:
        """What a row of the list shows: the order, the client, the review."""
        return self.select_related("order__client", "review")

    def planned(self) -> Self:
        return self.filter(state=AskState.PLANNED)

    def undisputed(self) -> Self:
        """Not held: no complaint stands open about the order."""
        complaint = OrderHold.objects.filter(order=OuterRef("order"), kind=OrderHold.Kind.DISPUTED, until=None)
        return self.exclude(Exists(complaint))

    def by_letter(self) -> Self:
        """We may write to the client ourselves, and have an address."""
        return self.filter(_by_letter())

    def to_send(self, now: datetime) -> Self:
        """The day may have come to send the ask by letter; the client's own clock decides."""
        due = self.planned().filter(send_on__lte=latest_day(now))
        return due.undisputed().by_letter().with_order().order_by("send_on", "pk")

    def to_remind(self, now: datetime) -> Self:
        """The day may have come for the one reminder by letter."""
        due = self.filter(state=AskState.SENT, remind_on__lte=latest_day(now))
        return due.undisputed().by_letter().with_order().order_by("remind_on", "pk")

    def to_close(self, now: datetime) -> Self:
        """The last day for an answer may be over."""
        open_asks = self.filter(state__in=OPEN_ASKS, closes_on__lt=latest_day(now))
        return open_asks.with_order().order_by("closes_on", "pk")

    def wanting_a_hand(self, day: date) -> Self:
        """For Today, the oldest first: asks and reminders that no letter carries, once their day has come; and asks
        that are unsent for days, whatever kept them."""
        due = Q(state=AskState.PLANNED, send_on__lte=day) | Q(state=AskState.SENT, remind_on__lte=day)
        forgotten = Q(state=AskState.PLANNED, send_on__lte=day - NUDGE_AFTER)
        found = self.filter((due & ~Q(_by_letter())) | forgotten, closes_on__gte=day).undisputed()
        return found.select_related("order__client").order_by("send_on", "pk")


class ReviewAsk(Owned):
    """The one request for a client's view of a finished order: asked once, reminded at most once, then let be."""

    State = AskState

    order = models.OneToOneField(Order, models.PROTECT, related_name="review_ask")
    state = models.CharField(_("state"), max_length=10, choices=AskState, default=AskState.PLANNED)
    send_on = models.DateField(_("to be sent on"))  # days in the business's zone
    remind_on = models.DateField(_("reminder on"))
    closes_on = models.DateField(_("last day for an answer"))
    created_at = models.DateTimeField(_("planned"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    waive_reason = models.TextField(_("reason for not asking"), max_length=600, blank=True)

    objects = ReviewAskQuerySet.as_manager()

    class Meta:
        verbose_name = _("review request")
        verbose_name_plural = _("review requests")
        constraints = [
            models.CheckConstraint(name="ask_state_is_known", condition=Q(state__in=AskState.values)),
            models.CheckConstraint(
                name="asked_ask_has_a_moment",
                condition=~Q(state__in=[AskState.SENT, AskState.REMINDED]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reminder_follows_the_ask", condition=Q(reminded_at=None) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="waived_ask_has_a_reason", condition=~Q(state=AskState.WAIVED) | ~Q(waive_reason="")
            ),
        ]
        indexes = [
            models.Index(name="asks_newest", fields=["business", "-created_at", "-id"]),
            models.Index(name="asks_by_state", fields=["business", "state", "-created_at", "-id"]),
            models.Index(name="asks_to_send", fields=["send_on", "id"], condition=Q(state=AskState.PLANNED)),
            models.Index(name="asks_to_remind", fields=["remind_on", "id"], condition=Q(state=AskState.SENT)),
            models.Index(name="asks_to_close", fields=["closes_on", "id"], condition=Q(state__in=sorted(OPEN_ASKS))),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ASKS

    @property
    def is_by_letter(self) -> bool:
        """Whether letters go by themselves; otherwise the freelancer carries the text."""
        return goes_by_letter(self.order)


class AskText(Owned):
    """The freelancer's own wording of the ask in one language; where there is none, the house's default speaks."""

    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    text = models.TextField(_("wording"), max_length=LONGEST_TEXT)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("wording of the review request")
        verbose_name_plural = _("wordings of the review request")
        constraints = [
            models.UniqueConstraint(name="one_ask_text_per_language", fields=["business", "language"]),
            models.CheckConstraint(name="ask_text_language_is_known", condition=Q(language__in=["ar", "en"])),
            models.CheckConstraint(name="ask_text_is_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.language
