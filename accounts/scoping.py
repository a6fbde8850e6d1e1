"""One door to a single owned row: strangers see 404."""

from typing import Any, TypeVar

from django.db import models
from django.shortcuts import get_object_or_404

from .models import Business

M = TypeVar("M", bound=models.Model)


def get_own(rows: "type[M] | models.QuerySet[M]", business: Business | None, **lookup: Any) -> M:
    """The business's own row that fits the lookup; raises Http404 for anybody else's."""
    queryset = rows.objects.all() if isinstance(rows, type) else rows  # type: ignore[attr-defined]
    return get_object_or_404(queryset.owned_by(business), **lookup)  # type: ignore[union-attr]
