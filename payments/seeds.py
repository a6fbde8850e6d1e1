"""The ways home a new business starts with. Their figures change from month to month: each carries its source."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Landing, PayoutKind

CHECKED_ON = "2026-11-22"
LOCAL = ""  # arrives in the business's own currency
_Text = str | Promise
_OFTEN_QUOTED = _("As often quoted; it differs by country. Check the figures on your own account.")


@dataclass(frozen=True, slots=True)
class MethodSeed:
    """One way as of `CHECKED_ON`: shares in hundredths of a percent, amounts in US cents."""

    slug: str
    name: _Text
    kind: str
    lands_in: str
    days: int
    percent_bp: int = 0
    fixed: int = 0
    fx_spread_bp: int = 0
    minimum: int = 0
    arrives_in: str = LOCAL
    note: _Text = _OFTEN_QUOTED
    is_closed: bool = False


METHODS = (
    MethodSeed("payoneer", "Payoneer", PayoutKind.PAYONEER, Landing.BANK, 3, fixed=300, fx_spread_bp=250, minimum=5000),
    MethodSeed(
        "paypal",
        "PayPal",
        PayoutKind.PAYPAL,
        Landing.WALLET,
        1,
        percent_bp=290,
        fixed=30,
        arrives_in="USD",
        note=_(
            "As published for some countries; which of its services work differs by country. Check your own account."
        ),
    ),
    MethodSeed("wise", "Wise", PayoutKind.WISE, Landing.BANK, 2, percent_bp=60, fixed=100),
    MethodSeed(
        "bank",
        _("Bank transfer"),
        PayoutKind.BANK,
        Landing.BANK,
        5,
        fixed=3500,
        fx_spread_bp=100,
        minimum=10000,
        note=_("Sender, correspondent and receiving bank each take a fee: together 15 to 50 US dollars is usual."),
    ),
    MethodSeed(
        "pickup",
        _("Cash pick-up office"),
        PayoutKind.PICKUP,
        Landing.CASH,
        1,
        fixed=1000,
        fx_spread_bp=300,
        minimum=10000,
        note=_("For example Western Union: the fee goes by bands, and the name must match your papers."),
    ),
    MethodSeed(
        "agent",
        _("Agent"),
        PayoutKind.AGENT,
        Landing.AGENT,
        2,
        percent_bp=500,
        note=_("A person who takes it and hands over cash, at your own risk. Write the share you agreed on."),
    ),
    MethodSeed(
        "skrill",
        "Skrill",
        PayoutKind.WALLET,
        Landing.BANK,
        3,
        fixed=550,
        fx_spread_bp=400,
        note=_("As often quoted, on to a bank account. An account left unused for a year is charged every month."),
    ),
    MethodSeed(
        "neteller",
        "Neteller",
        PayoutKind.WALLET,
        Landing.BANK,
        3,
        fixed=1000,
        fx_spread_bp=400,
        note=_("As often quoted, on to a bank account in the same name. An unused account is charged every month."),
    ),
    MethodSeed(
        "perfect-money",
        "Perfect Money",
        PayoutKind.WALLET,
        Landing.WALLET,
        2,
        percent_bp=1000,
        arrives_in="USD",
        note=_("At your own risk: no authority watches over it, and changers ask up to 10%. Take it off if you like."),
    ),
    MethodSeed(
        "payza",
        "Payza",
        PayoutKind.PAYZA,
        Landing.WALLET,
        1,
        arrives_in="USD",
        is_closed=True,
        note=_("Closed since 2018. It stays here for old records only."),
    ),
)
