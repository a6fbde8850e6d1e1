"""Freelancers and their businesses, each ready to work: windows, traits, platforms, accounts."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from accounts.models import Business, Membership, User
from clients.models import Criterion, Platform, ReplyWindow, WindowClock
from payments.models import Account, AccountKind

from .basket import Basket
from .numbers import Numbers
from .words import FAMILY, FIRMS, GIVEN

TRAITS = (("يدفع مقدمًا", 5, "advance"), ("يجيب بسرعة", 4, "responsive"), ("العمل معه ممتع", 3, "enjoy"))
BANK = {"bank_name": "مصرف الراجحي", "account_holder": "نور الهاشمي", "iban": "SA0380000000608010167519"}
FOREVER = timedelta(days=3650)


@dataclass(frozen=True)
class Desk:
    """A business as the seed works with it: who owns it, where its rows and its numbers are gathered."""

    basket: Basket
    numbers: Numbers
    owner: User
    business: Business
    accounts: dict[str, Account]


def open_desk(basket: Basket, number: int, now: datetime) -> Desk:
    """Number 0 is the large one. Its window opens far from now, as everybody's: the sweep says when one is due."""
    chance, opened = basket.chance, now - FOREVER
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    owner = basket.add(
        User(ref=basket.ref(), email=f"owner{number}@maktab.example", full_name=name, date_joined=opened)
    )
    business = basket.add(
        Business(
            ref=basket.ref(), slug=f"desk-{number}", name=f"{chance.choice(FIRMS)} {number}", country="SA",
            city="الرياض", address="حي الملقا، شارع أنس بن مالك", currency="SAR", zone="Asia/Riyadh",
            vat_number="310122393500003", vat_rate_bp=1500, opened_at=opened, **BANK,
        )
    )  # fmt: skip
    basket.add(Membership(user=owner, business=business, role=Membership.Role.OWNER))
    _ways_of_working(basket, business, now)
    kinds = [kind for kind in AccountKind if kind != AccountKind.CREDIT]
    accounts = {
        str(kind): basket.add(Account(ref=basket.ref(), business=business, kind=kind, currency="SAR")) for kind in kinds
    }
    return Desk(basket, Numbers(), owner, business, accounts)


def _ways_of_working(basket: Basket, business: Business, now: datetime) -> None:
    for position, (starts, ends) in enumerate(((time(9), time(11)), (time(16), time(17)))):
        basket.add(
            ReplyWindow(ref=basket.ref(), business=business, starts=starts, ends=ends, position=position)
        )  # fmt: skip
    basket.add(WindowClock(business=business, opens_at=now + FOREVER))
    for position, (label, weight, key) in enumerate(TRAITS):
        basket.add(
            Criterion(
                ref=basket.ref(), business=business, label=label, weight=weight, key=key, position=position, version=1,
                written_at=now - FOREVER,
            )
        )  # fmt: skip
    for position, (name, slug, mode) in enumerate((("مباشر", "direct", "direct"), ("مستقل", "mostaql", "bid"))):
        basket.add(
            Platform(
                ref=basket.ref(), business=business, name=name, slug=slug, mode=mode, position=position,
                contact_allowed=slug == "direct", valid_from=(now - FOREVER).date(),
            )
        )  # fmt: skip
