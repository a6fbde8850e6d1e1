"""A page is written in its reader's language, digits and month names, and leaves nothing to the next reader."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts.middleware import current_business, reader_language
from accounts.models import User
from core.dates import day_text
from core.formats import number_text
from tests.cast import NOW, Freelancer


def served(user: User | AnonymousUser) -> str:
    """What a page with a number and a date says to this person."""

    def page(request: HttpRequest) -> HttpResponse:
        zone = timezone.get_current_timezone_name()
        timezone.activate("Asia/Riyadh")
        return HttpResponse(f"{number_text(1234)} {day_text(NOW.date(), 'ar', today=NOW.date())} {zone}")

    chain: Callable[[HttpRequest], HttpResponse] = reader_language(current_business(page))
    request = RequestFactory().get("/")
    request.user = user
    return chain(request).content.decode()


@pytest.mark.django_db
def test_each_reader_has_their_own_digits_and_months_and_no_zone_is_left_over(nour: Freelancer) -> None:
    nour.user.digits = User.Digits.ARABIC
    nour.business.country = "JO"
    nour.business.save()
    assert served(nour.user) == "١٬٢٣٤ الأحد ٢٢ تشرين الثاني UTC"
    assert served(AnonymousUser()) == "1,234 الأحد 22 نوفمبر UTC"
    timezone.deactivate()
