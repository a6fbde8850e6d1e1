"""How often one address may press the public buttons; the library that guards sign-in counts here too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.ratelimit import consume
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

View = Callable[..., HttpResponseBase]
TOO_MANY = 429


def limited(action: str) -> Callable[[View], View]:
    """A POST beyond the rate of `action` in settings.ACCOUNT_RATE_LIMITS is answered with a page that says to wait."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and not consume(request, action=action):
                return render(request, "429.html", status=TOO_MANY)
            return view(request, *args, **kwargs)

        guarded.limited = action  # type: ignore[attr-defined]  # a mark on the view
        return guarded

    return decorate
