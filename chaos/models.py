from django.db import models


class Tally(models.Model):
    """One stroke for each time a reaction took effect. Nothing here prevents a second stroke: that is the point."""

    event_ref = models.CharField(max_length=10)
    name = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.name} of {self.event_ref}"
