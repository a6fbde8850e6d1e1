from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet

from .client import Contact

SALT = "portal"


class ClientLinkQuerySet(OwnedQuerySet):
    def for_list(self) -> Self:
        """Every link given out, newest first, with when it was last opened."""
        return self.select_related("contact__client").annotate(opened_at=Max("openings__at")).order_by("-pk")

    def live(self, now: datetime) -> Self:
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at__isnull=True)


class ClientLink(Owned):
    """A client's personal address to one thing. Sending it again gives the same address, until it is revoked."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="links", verbose_name=_("contact"))
    subject_kind = models.CharField(_("leads to"), max_length=16)
    subject_ref = models.CharField(max_length=10)
    purpose = models.CharField(_("purpose"), max_length=16)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last act"), null=True, blank=True)  # an act, not an opening

    objects = ClientLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("client link")
        verbose_name_plural = _("client links")
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "subject_kind", "subject_ref", "purpose"], name="one_link_per_contact_and_subject"
            ),
            models.CheckConstraint(name="link_version_starts_at_1", condition=Q(version__gte=1)),
        ]
        indexes = [models.Index(fields=["business", "subject_kind", "subject_ref"], name="link_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_ref}"

    @property
    def token(self) -> str:
        return Signer(salt=SALT).sign(f"{self.ref}.{self.version}")

    @property
    def url(self) -> str:
        """The whole address, as it goes into a letter or a chat."""
        return f"{settings.PUBLIC_URL.rstrip('/')}/c/{self.token}/"


class AccessLog(models.Model):
    """A link was opened or used: for the freelancer to read. No rule reads it, since mail scanners open links too."""

    link = models.ForeignKey(ClientLink, models.PROTECT, related_name="openings")
    at = models.DateTimeField(_("when"))
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200)
    ip = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("opening of a link")
        verbose_name_plural = _("openings of links")
        indexes = [
            models.Index(fields=["link", "-at"], name="access_latest_first"),
            models.Index(fields=["at"], name="access_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
