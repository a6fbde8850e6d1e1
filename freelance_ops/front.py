"""The front door: the page that says what Maktab is, and the switch of language. Open to everybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.middleware import LANGUAGE_COOKIE
from accounts.models import User
from core.doors import public

A_YEAR = 365 * 24 * 60 * 60


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """People who are signed in already go to their desk."""
    if request.user.is_authenticated:
        return redirect("/desk/")
    return render(request, "public/home.html")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remembers the reader's language, with the person when signed in and in this browser for the doors before that."""
    chosen, target = request.POST.get("language", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if chosen not in User.Language.values:
        return response
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    response.set_cookie(LANGUAGE_COOKIE, chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response
