"""Numbers: no gap, no double, a new series every year of the business's own calendar."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from payments.errors import NumberAlreadyPassed
from payments.models import Counter, Series
from payments.services.counters import continue_from, next_number
from tests.cast import NOW, Freelancer
from tests.payments.conftest import Tell


def take(nour: Freelancer, series: Series = Series.INVOICE, now: datetime = NOW) -> str:
    with transaction.atomic():
        return str(next_number(business=nour.business, series=series, now=now))


@pytest.mark.django_db
def test_each_series_and_business_counts_by_itself(nour: Freelancer, sam: Freelancer) -> None:
    taken = [take(nour), take(nour), take(nour, Series.CREDIT_NOTE), take(nour, Series.RECEIPT), take(sam), take(nour)]
    assert taken[:3] == ["INV-2026-0001", "INV-2026-0002", "CN-2026-0001"]
    assert taken[3:] == ["RCT-2026-0001", "INV-2026-0001", "INV-2026-0003"]


@pytest.mark.django_db
def test_the_year_turns_at_midnight_where_the_business_is(nour: Freelancer) -> None:
    in_riyadh = [datetime(2026, 12, 31, 20, 59, tzinfo=UTC), datetime(2026, 12, 31, 21, 0, tzinfo=UTC)]
    assert [take(nour, now=at) for at in in_riyadh] == ["INV-2026-0001", "INV-2027-0001"]


@pytest.mark.django_db
def test_an_act_that_fails_gives_its_number_back(nour: Freelancer) -> None:
    take(nour)
    with transaction.atomic():
        assert str(next_number(business=nour.business, series=Series.INVOICE, now=NOW)) == "INV-2026-0002"
        transaction.set_rollback(True)
    assert take(nour) == "INV-2026-0002"


@pytest.mark.django_db
def test_a_series_begun_elsewhere_is_carried_on_until_a_number_is_given(tell: Tell) -> None:
    story = tell("12000")
    given = {"business": story.business, "series": Series.INVOICE, "year": 2026}
    continue_from(last=4600, **given)
    continue_from(last=46, **given)  # a slip of the hand is mended
    assert story.bills().number == "INV-2026-0047"
    for last in (46, 48):
        with pytest.raises(NumberAlreadyPassed, match="INV-2026-0047"):
            continue_from(last=last, **given)
    continue_from(last=47, **given)
    continue_from(business=story.business, series=Series.RECEIPT, year=2026, last=9)
    assert story.pays("3000").number == "RCT-2026-0010"


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_leave_no_gap(nour: Freelancer) -> None:
    """The first numbers of a year too, when the counter is not there yet."""
    start, taken = threading.Barrier(4), []

    def hand() -> None:
        start.wait()
        try:
            taken.extend(take(nour) for _ in range(5))
        finally:
            connection.close()

    hands = [threading.Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert sorted(taken) == [f"INV-2026-{number:04d}" for number in range(1, 21)]
    assert Counter.objects.get(business=nour.business, kind=Series.INVOICE).last == 20
