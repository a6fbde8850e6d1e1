"""How a page calls a service: once, and what is refused becomes a sentence on the form. And who may open it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm

from .errors import Refused

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """A page for everybody. Every view says its door, and tests/doors tries them all."""
    view.door = "PUBLIC"  # type: ignore[attr-defined]  # a mark on the view
    return view


def takes_large_body(octets: int) -> Callable[[View], View]:
    """A page that a freelancer at the desk may send so much to; every other page stops at settings.LARGEST_BODY."""

    def mark(view: View) -> View:
        view.largest_body = octets  # type: ignore[attr-defined]  # a mark on the view
        return view

    return mark


def perform(form: BaseForm, call: Callable[[], T]) -> T | None:
    """The answer of the service call; None when it refused, with its sentence on the form (or on the field it names);
    one with several lines is as many errors.

    A service that answers nothing cannot be told from a refusal: ask `form.errors` then.
    """
    try:
        return call()
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, str(refused).split("\n"))
        return None
