from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet, User

from .platform import Platform


class ClientQuerySet(OwnedQuerySet):
    def by_name(self) -> Self:
        return self.order_by("folded", "pk")

    def by_last_contact(self) -> Self:
        """Who was heard from (or written to) most recently first."""
        return self.order_by("-last_contact_at", "-pk")

    def for_list(self) -> Self:
        """Everything a row of the clients list shows, in one query: the talk, the platform, the latest score."""
        return self.select_related("platform", "conversation", "score")

    def for_page(self) -> Self:
        """One client with what the client page shows at its head."""
        return self.for_list().prefetch_related("contacts")


class Client(Owned):
    """A person or a firm the business talks to or works for; known by a display name alone on some platforms."""

    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    platform = models.ForeignKey(
        Platform, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("platform")
    )
    score = models.ForeignKey("Score", models.PROTECT, null=True, blank=True, related_name="+")  # the latest one
    folded = models.CharField(max_length=500, editable=False)
    created_at = models.DateTimeField(_("since"))
    last_contact_at = models.DateTimeField(_("last contact"))

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = [models.CheckConstraint(name="client_has_a_name", condition=~Q(name=""))]
        indexes = [
            models.Index(fields=["business", "folded", "id"], name="client_by_name"),
            models.Index(fields=["business", "-last_contact_at", "-id"], name="client_by_last_contact"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mail_allowed(self) -> bool:
        """Whether we may write to this client ourselves; some platforms forbid contact outside."""
        return self.platform is None or self.platform.contact_allowed


class Contact(Owned):
    """A person at a client: who gets letters and links, and in which language."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="contacts", verbose_name=_("client"))
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    is_main = models.BooleanField(_("main contact"), default=False)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(is_main=True), name="one_main_contact_per_client"),
            models.CheckConstraint(name="contact_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="contact_language_is_known", condition=Q(language__in=["ar", "en"])),
        ]
        indexes = [models.Index(fields=["business", "email"], name="contact_by_email")]

    def __str__(self) -> str:
        return self.name
