"""Which business a signed-in person works in, and which language the page speaks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from core.reader import use_country, use_digits

from .models import User

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "language"


def current_business(get_response: Handler) -> Handler:
    """`request.business` is the signed-in owner's business, or None; months carry the names of its country."""

    def middleware(request: HttpRequest) -> HttpResponse:
        business = request.user.own_business if request.user.is_authenticated else None
        request.business = business  # type: ignore[attr-defined]
        with use_country(business.country if business else ""):
            return get_response(request)

    return middleware


def reader_language(get_response: Handler) -> Handler:
    """A page is written for its reader: own language and digits, else this browser's language, else Arabic."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = request.user.language if request.user.is_authenticated else chosen
        translation.activate(language if language in User.Language.values else User.Language.ARABIC)
        request.LANGUAGE_CODE = translation.get_language()
        timezone.deactivate()  # a thread serves many people: each request starts without the last one's zone
        with use_digits(request.user.digits if request.user.is_authenticated else User.Digits.LATIN):
            response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware
