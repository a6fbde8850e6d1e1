from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

SILENCE = timedelta(minutes=3)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    """Who was alive, and when."""

    def fresh(self, now: datetime) -> Self:
        """Heard from within the last three minutes."""
        return self.filter(at__gte=now - SILENCE)


class Heartbeat(models.Model):
    """The last sign of life of the worker and of the clock ("beat")."""

    WORKER = "worker"
    BEAT = "beat"

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField(_("last seen"))

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%F %T}"
