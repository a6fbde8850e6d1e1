from datetime import date, timedelta

from clients.models import Lead, Platform
from clients.services.platforms import change_platform
from core.money import Money
from outbox.models import Event
from outbox.wording import describe
from tests.cast import NOW, Freelancer

from .conftest import platform_of


def confirm(nour: Freelancer, platform: Platform, commission_bp: int = 1000) -> Platform:
    return change_platform(
        platform=platform, commission_bp=commission_bp, currency="USD", source_note="من حسابي", by=nour.actor,
        now=NOW + timedelta(days=3),
    )  # fmt: skip


def test_a_change_is_a_new_confirmed_copy_and_old_records_keep_theirs(nour: Freelancer, tariq: Lead):
    old = tariq.platform
    fresh = confirm(nour, old)
    assert (fresh.commission_bp, fresh.verified, fresh.valid_from) == (1000, True, date(2026, 11, 25))
    assert platform_of(nour.business, "mostaql") == fresh
    tariq.refresh_from_db()
    assert (tariq.platform, tariq.platform.commission_bp) == (old, 1500)
    assert tariq.platform.valid_to == date(2026, 11, 25)


def test_two_tabs_changing_the_same_copy_leave_one_live(nour: Freelancer):
    stale = platform_of(nour.business, "mostaql")
    confirm(nour, stale, 1000)
    last = confirm(nour, stale, 1200)
    assert list(Platform.objects.owned_by(nour.business).offered().filter(slug="mostaql")) == [last]


def test_the_change_reads_well_on_a_timeline(nour: Freelancer):
    confirm(nour, platform_of(nour.business, "mostaql"), 1250)
    line = describe(Event.objects.get(verb="platform.changed"))
    assert "12.5" in line.text
    assert "%(" not in line.text


def test_sams_copies_stay_as_they_were(nour: Freelancer, sam: Freelancer):
    confirm(nour, platform_of(nour.business, "mostaql"))
    assert platform_of(sam.business, "mostaql").commission_bp == 1500


def test_holds_and_the_smallest_withdrawal_come_with_the_platform_and_can_be_confirmed(nour: Freelancer):
    seeded = platform_of(nour.business, "mostaql")
    assert (seeded.hold_days, seeded.minimum, seeded.verified) == (14, Money.of("25", "USD"), False)
    fresh = change_platform(
        platform=seeded, commission_bp=1500, currency="USD", source_note="", hold_days=7, minimum=Money.of("50", "USD"),
        by=nour.actor, now=NOW,
    )  # fmt: skip
    assert (fresh.hold_days, fresh.minimum) == (7, Money.of("50", "USD"))
    assert confirm(nour, fresh).hold_days == 7
    seeded.refresh_from_db()
    assert seeded.hold_days == 14
