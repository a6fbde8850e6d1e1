from datetime import datetime
from typing import Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, OwnedQuerySet


def vault() -> Storage:
    """Where the bytes lie: a private folder or bucket, never a public one."""
    return storages["vault"]


class StoredFileQuerySet(OwnedQuerySet):
    """Files and whether anything still points at them."""

    def unused_since(self, instant: datetime) -> Self:
        """Stored before this instant and never taken up by any row: the act that stored them did not commit."""
        rows = self.filter(created_at__lt=instant)
        for relation in _relations():
            holder, field = _holder(relation)
            rows = rows.exclude(Exists(holder._default_manager.filter(**{field: OuterRef("pk")})))
        return rows


def _relations() -> list[models.ForeignObjectRel]:
    """Everything that points at a file, also what has no name for the way back."""
    every = StoredFile._meta.get_fields(include_hidden=True)
    # The table in between, of a many-to-many relation, is asked by way of that relation.
    between = {one.through for one in every if isinstance(one, models.ManyToManyRel)}
    return [one for one in every if isinstance(one, models.ForeignObjectRel) and one.related_model not in between]


def _holder(relation: models.ForeignObjectRel) -> tuple[type[models.Model], str]:
    """The table and column that point at a file; for many-to-many it is the table in between."""
    if isinstance(relation, models.ManyToManyRel) and relation.through is not None:
        return relation.through, relation.field.m2m_reverse_field_name()
    return relation.field.model, relation.field.name


class StoredFile(Owned):
    """Bytes in the vault, and what we know about them. Never changed once stored."""

    key = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size"))  # bytes
    content_type = models.CharField(_("kind"), max_length=80)  # told by the content, not by the name
    name = models.CharField(_("name"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=30)
    created_at = models.DateTimeField(_("stored at"))

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["created_at"], name="file_by_age")]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The whole content; raises OSError when the vault has lost or cannot give it."""
        with vault().open(self.key) as stored:
            return bytes(stored.read())
