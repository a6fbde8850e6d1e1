"""A query compiled once answers as the same query asked afresh."""

from datetime import UTC, datetime

import pytest
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from accounts.models import Business, Membership
from clients.models import WindowClock
from core.prepared import Prepared
from tests.cast import Freelancer


def _rows() -> QuerySet[Business]:
    own = OuterRef("pk")
    return Business.objects.values(
        window=Subquery(WindowClock.objects.filter(business=own).values("opens_at")[:1]),
        has_people=Exists(Membership.objects.filter(business=own)),
        people=Subquery(Membership.objects.filter(business=own).values("business").annotate(n=Count("pk")).values("n")),
    )


def test_it_gives_what_the_query_gives(nour: Freelancer, sam: Freelancer) -> None:
    prepared = Prepared(_rows)
    for business in (nour.business, sam.business):
        assert prepared.get(business.pk) == _rows().get(pk=business.pk)


def test_it_sees_what_changed_since(nour: Freelancer) -> None:
    prepared = Prepared(_rows)
    assert prepared.get(nour.business.pk)["has_people"] is True
    later = datetime(2027, 1, 1, 6, tzinfo=UTC)
    WindowClock.objects.filter(business=nour.business).update(opens_at=later)
    Membership.objects.filter(business=nour.business).delete()
    assert prepared.get(nour.business.pk) == {"window": later, "has_people": False, "people": None}


def test_no_such_row(nour: Freelancer) -> None:
    with pytest.raises(Business.DoesNotExist):
        Prepared(_rows).get(nour.business.pk + 1000)


def test_a_query_that_goes_on_after_its_key_is_refused(nour: Freelancer) -> None:
    crowded = Prepared(lambda: Business.objects.annotate(n=Count("membership")).filter(n__gte=1).values("n"))
    with pytest.raises(ValueError, match="key must come last"):
        crowded.get(nour.business.pk)
