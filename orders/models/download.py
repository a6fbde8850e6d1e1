from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned

from .submission import WorkFile


class Download(Owned):
    """An original that left the house: which file by its SHA-256, and who took it. Rows are only ever added."""

    class By(models.TextChoices):
        OWNER = "owner", _("freelancer")
        CONTACT = "contact", _("client")

    file = models.ForeignKey(WorkFile, models.PROTECT, related_name="downloads")
    sha256 = models.CharField("SHA-256", max_length=64)
    by_kind = models.CharField(_("who"), max_length=8, choices=By)
    by_ref = models.CharField(max_length=10)
    taken_at = models.DateTimeField(_("time"))
    ip = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        constraints = [
            models.CheckConstraint(name="download_by_is_known", condition=Q(by_kind__in=["owner", "contact"]))
        ]
        indexes = [models.Index(name="downloads_of_file", fields=["file", "-taken_at"])]  # fmt: skip

    def __str__(self) -> str:
        return self.sha256[:12]
