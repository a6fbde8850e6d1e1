"""A creating form sent twice makes one row: the form carries a hidden UUID, unique within the business."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.db import IntegrityError, models, transaction

M = TypeVar("M", bound=models.Model)


class OnceField(forms.UUIDField):
    """The hidden `once` of a creating form: new for each page shown, kept when the form comes back with errors."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("initial", uuid4)
        options.setdefault("widget", forms.HiddenInput)
        super().__init__(**options)


def first_of_once(rows: "models.QuerySet[M]", once: UUID | None, make: Callable[[], M]) -> tuple[M, bool]:
    """The row that the first sending of this form made, or the one `make` makes now; and whether it is new.

    `rows` is the business's own queryset, its model has a unique constraint over business and `once`.
    Safe when both sendings arrive at the same moment: the loser's work is rolled back and it gets the winner's row.
    """
    if once is None:
        return make(), True
    known = rows.filter(once=once).first()
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        known = rows.filter(once=once).first()
        if known is None:
            raise
        return known, False
