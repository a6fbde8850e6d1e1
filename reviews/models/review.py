from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Avg, Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Owned, OwnedQuerySet, User
from orders.models import Order

BEST = 5
AVERAGE_FROM = 3  # fewer stars than this say more about chance than about the work

# The six things that the Arab platforms ask about, in their order; each may stay empty.
SCORES: dict[str, str | Promise] = {
    "professionalism": pgettext_lazy("review score", "Professionalism"),
    "communication": pgettext_lazy("review score", "Communication"),
    "quality": pgettext_lazy("review score", "Quality of the work"),
    "expertise": pgettext_lazy("review score", "Expertise"),
    "punctuality": pgettext_lazy("review score", "Delivery on time"),
    "again": pgettext_lazy("review score", "Working together again"),
}


class Consent(models.TextChoices):
    """Whether the words may stand on the public page."""

    NAMED = "named", _("yes, with the name")
    UNNAMED = "unnamed", _("yes, without the name")
    NO = "no", _("no, for your eyes only")


class ReviewSource(models.TextChoices):
    LINK = "link", _("written on the personal page")
    PLATFORM = "platform", _("written on the platform")


def _stars(label: Any) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(BEST)]
    )


class ReviewQuerySet(OwnedQuerySet):
    def for_list(self) -> Self:
        return self.select_related("order__client", "ask")

    def public(self) -> Self:
        """What everybody may read: published, not hidden, and the client agreed; the newest first."""
        agreed = self.filter(published_at__isnull=False, hidden_at=None).exclude(consent=Consent.NO)
        return agreed.order_by("-received_at", "-pk")

    def standing(self) -> tuple[int, float | None]:
        """How many, and their average where there are enough of them to mean something."""
        found = self.order_by().aggregate(count=Count("pk"), average=Avg("overall"))
        return found["count"], found["average"] if found["count"] >= AVERAGE_FROM else None


class Review(Owned):
    """What a client thought of a finished order, in the client's own words. Nobody edits it afterwards."""

    Source = ReviewSource

    order = models.OneToOneField(Order, models.PROTECT, related_name="review")
    ask = models.OneToOneField("ReviewAsk", models.PROTECT, related_name="review")
    overall = models.PositiveSmallIntegerField(_("overall"))
    professionalism = _stars(SCORES["professionalism"])
    communication = _stars(SCORES["communication"])
    quality = _stars(SCORES["quality"])
    expertise = _stars(SCORES["expertise"])
    punctuality = _stars(SCORES["punctuality"])
    again = _stars(SCORES["again"])
    text = models.TextField(_("words"), max_length=4000, blank=True)
    author_name = models.CharField(_("name as shown"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    consent = models.CharField(_("may it be published"), max_length=8, choices=Consent)
    source = models.CharField(_("where it was written"), max_length=10, choices=ReviewSource)
    received_at = models.DateTimeField(_("received"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    once = models.UUIDField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(name="review_overall_is_1_to_5", condition=Q(overall__range=(1, BEST))),
            *(
                models.CheckConstraint(
                    name=f"review_{score}_is_1_to_5",
                    condition=Q(**{f"{score}__isnull": True}) | Q(**{f"{score}__range": (1, BEST)}),
                )
                for score in SCORES
            ),
            models.CheckConstraint(name="review_consent_is_known", condition=Q(consent__in=Consent.values)),
            models.CheckConstraint(name="review_source_is_known", condition=Q(source__in=ReviewSource.values)),
            models.CheckConstraint(
                name="published_only_with_consent", condition=Q(published_at=None) | ~Q(consent=Consent.NO)
            ),
            models.CheckConstraint(
                name="named_review_has_a_name", condition=~Q(consent=Consent.NAMED) | ~Q(author_name="")
            ),
            models.UniqueConstraint(
                name="one_review_per_form", fields=["business", "once"], condition=Q(once__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="reviews_newest", fields=["business", "-received_at", "-id"]),
            models.Index(
                name="reviews_in_public",
                fields=["business", "-received_at", "-id"],
                condition=Q(published_at__isnull=False, hidden_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overall}/{BEST}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.hidden_at is None and self.consent != Consent.NO

    @property
    def may_be_published(self) -> bool:
        return self.consent != Consent.NO

    @property
    def shown_name(self) -> str:
        """The name as the client agreed to show it; empty where it stays unnamed."""
        return self.author_name if self.consent == Consent.NAMED else ""

    @property
    def scores(self) -> list[tuple[str | Promise, int]]:
        """The given ones of the six, in their order: (label, stars)."""
        given = ((SCORES[name], getattr(self, name)) for name in SCORES)
        return [(label, stars) for label, stars in given if stars]
