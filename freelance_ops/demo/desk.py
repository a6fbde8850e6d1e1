"""The demo's desk: Nour's business, and the day by day work of her workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from accounts.models import Business, User
from clients.models import Platform
from clients.services.opening import open_business
from clients.services.profile import suggested_criteria, write_criteria
from core.actors import Actor
from freelance_ops import demo_account
from orders.services.holds import hold_for_silence
from orders.services.instalments import fall_due_by_date
from orders.services.offers import expire_offers
from orders.services.updates import ask_for_news
from outbox.services.sweeps import drain
from payments.services import earnings, reminders, reminding
from reviews.services.asking import send_due_asks

OPENED = 372  # days ago


@contextmanager
def no_mail() -> Iterator[None]:
    """The demo's people are invented: their letters stay on the desk, whatever mail server is set up."""
    before, settings.HAS_MAIL = settings.HAS_MAIL, False
    try:
        yield
    finally:
        settings.HAS_MAIL = before


@dataclass
class DemoDesk:
    """Nour's business as it is seen from `now`."""

    user: User
    business: Business
    now: datetime

    @property
    def owner(self) -> Actor:
        return Actor.owner(self.user.ref)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """That many days ago by the business's clock; never later than now."""
        here = self.now.astimezone(ZoneInfo(self.business.zone)) - timedelta(days=days)
        return min(here.replace(hour=hour, minute=minute, second=0, microsecond=0), self.now)

    def platform(self, slug: str) -> Platform:
        return Platform.objects.owned_by(self.business).offered().get(slug=slug)

    def settle(self, now: datetime) -> None:
        """The workers' share: invoices, papers, samples and letters that are owed by now."""
        drain(now=now)

    def tick(self, now: datetime) -> None:
        """What the clock does of itself, once a day: the beats that move this business."""
        expire_offers(now=now)
        fall_due_by_date(now=now)
        hold_for_silence(now=now)
        ask_for_news(now=now)
        earnings.free_earnings(now=now)
        reminding.send_due_reminders(now=now)
        send_due_asks(now=now)
        self.settle(now)

    def remind(self, now: datetime) -> None:
        """Nine o'clock farther west: the reminders whose morning has come only now."""
        if reminding.send_due_reminders(now=now):
            self.settle(now)


def open_desk(now: datetime) -> DemoDesk:
    """Nour opens her desk a little over a year ago, and switches the payment reminders on."""
    desk = _opened(now)
    desk.settle(desk.business.opened_at)
    reminders.switch_on(business=desk.business, by=desk.owner, now=desk.business.opened_at)
    return desk


@transaction.atomic
def _opened(now: datetime) -> DemoDesk:
    user = User.objects.create_user(
        demo_account.EMAIL, demo_account.PASSWORD, full_name="نور الهاشمي", language=User.Language.ARABIC
    )
    opened = now - timedelta(days=OPENED)
    business = open_business(
        owner=user,
        name="نور للتصميم",
        country="SA",
        city="الرياض",
        legal_name="مؤسسة نور للتصميم",
        language="ar",
        is_demo=True,
        now=opened,
    )
    business.address, business.vat_number, business.vat_rate_bp = (
        "2748 طريق الأمير تركي، الرياض 12582",
        "310122393500003",
        1500,
    )
    business.bank_name, business.account_holder, business.iban = "بنك الرياض", "نور الهاشمي", "SA0380000000608010167519"
    business.save()
    desk = DemoDesk(user, business, now)
    write_criteria(business=business, criteria=suggested_criteria("ar"), by=desk.owner, now=opened)
    return desk
