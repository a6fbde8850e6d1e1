"""How platform money came home in the demo: through a wallet, a bank in another currency, and an agent."""

from dataclasses import dataclass
from datetime import datetime

from core.money import Money
from orders.services.days import today_of
from payments.models import Payout, PayoutMethod
from payments.services.payout_steps import Arrival, hand_over, receive_payout, send_payout
from payments.services.payouts import request_payout

from .desk import DemoDesk
from .diary import Diary


@dataclass(frozen=True)
class Journey:
    """One withdrawal, its days counted back from now; `received` is what arrived, in its own currency."""

    platform: str
    method: str
    amount: int
    asked: int
    sent: int | None = None
    arrived: int | None = None
    received: Money | None = None
    fee: Money | None = None  # lost before an exchange


JOURNEYS = (
    Journey("mostaql", "paypal", 350, 112, 111, 110, Money.of("339.55", "USD")),
    Journey("mostaql", "payoneer", 400, 70, 69, 66, Money.of("1451.55", "SAR"), Money.of(3, "USD")),
    Journey("khamsat", "agent", 40, 50, 49, 46, Money.of(38, "USD")),
    Journey("khamsat", "paypal", 48, 3, 2),
    Journey("mostaql", "paypal", 40, 1),
)


def write_into(diary: Diary) -> None:
    """Every step of every journey at its moment."""
    for journey in JOURNEYS:
        _write(diary, journey)


def _write(diary: Diary, journey: Journey) -> None:
    desk = diary.desk
    made: list[Payout] = []
    diary.add(desk.at(journey.asked, 10, 20), lambda now: made.append(_ask(desk, journey, now)))
    if journey.sent is not None:
        diary.add(desk.at(journey.sent, 12), lambda now: send_payout(payout=made[0], by=desk.owner, now=now))
    if journey.arrived is not None:
        diary.add(desk.at(journey.arrived, 12), lambda now: _receive(desk, journey, made[0], now))


def _ask(desk: DemoDesk, journey: Journey, now: datetime) -> Payout:
    method = PayoutMethod.objects.owned_by(desk.business).get(slug=journey.method, valid_to=None)
    amount = Money.of(journey.amount, "USD")
    return request_payout(
        platform=desk.platform(journey.platform), method=method, amount=amount, by=desk.owner, now=now
    )


def _receive(desk: DemoDesk, journey: Journey, payout: Payout, now: datetime) -> None:
    assert journey.received is not None
    arrival = Arrival(received=journey.received, received_on=today_of(desk.business, now), fee=journey.fee)
    payout = receive_payout(payout=payout, arrival=arrival, by=desk.owner, now=now)
    if payout.lands_in == "agent":
        hand_over(payout=payout, handed=journey.received, by=desk.owner, now=now, words="سلّمها ابن العم نقدًا")
