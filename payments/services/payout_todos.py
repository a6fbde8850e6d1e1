"""When enough has come together at a platform, the freelancer is told once, until the next withdrawal."""

from datetime import datetime

from django.utils.translation import gettext_noop

from accounts.models import Business
from clients.models import Platform
from core.money import Money
from outbox.models import Todo
from outbox.services.todos import add_todo
from payments.models import AccountKind, Payout

from . import ledger
from .payout_methods import least_of, ways_from

READY = gettext_noop("Withdraw the money from %(platform)s: it is over the smallest withdrawal")


def threshold_of(*, business: Business, slug: str, currency: str) -> Money:
    """The least that some way lets out of this platform; the platform's own minimum where there is no way yet."""
    ways = ways_from(business=business, slug=slug, currency=currency)
    if ways:
        return min(way.minimum for way in ways)
    return least_of(Platform.objects.owned_by(business).offered().filter(slug=slug).first(), currency)


def say_if_ready(*, business: Business, slug: str, currency: str, now: datetime) -> Todo | None:
    """Write the task when the withdrawable balance has reached the threshold; one until the next withdrawal."""
    account = ledger.account_of(business=business, kind=AccountKind.WITHDRAWABLE, currency=currency, holder=slug)
    balance = ledger.balance_of(account)
    if balance.minor <= 0 or balance < threshold_of(business=business, slug=slug, currency=currency):
        return None
    asked = Payout.objects.filter(business=business, platform__slug=slug, currency=currency)
    return add_todo(
        business=business,
        title=READY,
        params={"platform": account.name},
        subject=("platform", slug),
        key=f"{_prefix(slug, currency)}{asked.count()}",
        now=now,
    )


def finish_ready(*, business: Business, slug: str, currency: str, now: datetime) -> None:
    """A withdrawal was asked for: what said so is done."""
    todos = Todo.objects.owned_by(business).filter(key__startswith=_prefix(slug, currency), done_at__isnull=True)
    todos.update(done_at=now)


def _prefix(slug: str, currency: str) -> str:
    return f"payout-ready:{slug}:{currency}:"
