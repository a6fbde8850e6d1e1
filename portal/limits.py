"""How often one address may press the public buttons; the library that guards sign-in counts here too."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
TOO_MANY = 429


def limited(
    action: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """A POST beyond the rate of `action` in settings.ACCOUNT_RATE_LIMITS is answered with a page that says to wait."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and not consume(request, action=action):
                return render(request, "429.html", status=TOO_MANY)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
