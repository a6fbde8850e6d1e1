"""Acts on invoices, on what clients pay, and on the way home of platform money."""

from uuid import UUID

from core.money import Money
from orders.models import Instalment
from orders.services import work
from payments.models import Invoice, PaymentClaim, Payout, PayoutMethod
from payments.services import claims, credit_notes, invoices, pausing, payout_steps, payouts, receipts
from payments.services.payout_steps import Arrival

from .house import House, Turn, one
from .offering import Act, Press

WAYS = ("paypal", "wise", "payoneer", "agent")


def issue(house: House, turn: Turn) -> Press:
    instalment = one(Instalment.objects.filter(business=house.nour.business), turn, state="due")
    return lambda: invoices.issue_for_instalment(instalment=instalment, by=house.by, now=house.now)


def record(house: House, turn: Turn) -> Press:
    invoice, form = _invoice(house, turn), house.form()
    return lambda: pay(house, invoice, _share(invoice.total, turn), form)


def use_credit(house: House, turn: Turn) -> Press:
    invoice = _invoice(house, turn)
    return lambda: receipts.use_credit(invoice=invoice, by=house.by, now=house.now)


def void(house: House, turn: Turn) -> Press:
    invoice = _invoice(house, turn)
    return lambda: credit_notes.void_invoice(invoice=invoice, reason=turn.words, by=house.by, now=house.now)


def pause(house: House, turn: Turn) -> Press:
    invoice = _invoice(house, turn)
    return lambda: pausing.pause_work(invoice=invoice, by=house.by, now=house.now)


def claim(house: House, turn: Turn) -> Press:
    invoice, form = _invoice(house, turn), house.form()
    by = invoice.order.contact
    return lambda: claims.claim_payment(
        invoice=invoice, by=house.by.contact(by.ref), now=house.now, amount=_share(invoice.total, turn), once=form
    )


def confirm(house: House, turn: Turn) -> Press:
    said = _claim(house, turn)
    fee = Money(said.amount_minor * (turn.number % 3) // 2, said.currency)  # none, half of it, all of it
    return lambda: claims.confirm_claim(
        claim=said, received_on=house.today, by=house.by, now=house.now, fee=fee,
    )  # fmt: skip


def refuse(house: House, turn: Turn) -> Press:
    said = _claim(house, turn)
    return lambda: claims.refuse_claim(claim=said, reason=turn.words, by=house.by, now=house.now)


def fall_through(house: House, turn: Turn) -> Press:
    """The platform, or its client, calls the work off."""
    order = one(house.orders().filter(kind="platform"), turn, completed_at=None)
    return lambda: work.cancel_order(order=order, reason=turn.words, by=house.by, now=house.now)


def withdraw(house: House, turn: Turn) -> Press:
    method = PayoutMethod.objects.owned_by(house.nour.business).get(slug=WAYS[turn.pick % 4])
    amount, form = Money(1 + turn.number * 160, "USD"), house.form()
    return lambda: payouts.request_payout(
        platform=house.mostaql, method=method, amount=amount, by=house.by, now=house.now, once=form
    )


def send(house: House, turn: Turn) -> Press:
    payout = _payout(house, turn)
    return lambda: payout_steps.send_payout(
        payout=payout, by=house.by, now=house.now, fee=Money(turn.number * 20, "USD")
    )


def receive(house: House, turn: Turn) -> Press:
    payout = _payout(house, turn)
    came = Money(turn.number * 160, "USD" if turn.pick % 2 else "KWD")
    arrival = Arrival(received=came, received_on=house.today, why=turn.words and "fee", fee=Money(turn.number, "USD"))
    return lambda: payout_steps.receive_payout(payout=payout, arrival=arrival, by=house.by, now=house.now)


def hand_over(house: House, turn: Turn) -> Press:
    payout = _payout(house, turn)
    handed = Money(turn.number * 150, payout.received_currency or "USD")
    return lambda: payout_steps.hand_over(payout=payout, handed=handed, by=house.by, now=house.now)


def come_back(house: House, turn: Turn) -> Press:
    payout = _payout(house, turn)
    return lambda: payout_steps.fail_payout(
        payout=payout, reason=turn.words, by=house.by, now=house.now, fee_returned=turn.pick % 2 == 0
    )


OWNER: dict[str, Act] = {
    act.__name__: act for act in (issue, record, use_credit, void, pause, confirm, refuse)
}  # fmt: skip
CLIENT: dict[str, Act] = {"claim": claim}
PLATFORM: dict[str, Act] = {act.__name__: act for act in (fall_through, withdraw, send, receive, hand_over, come_back)}


def pay(house: House, invoice: Invoice, amount: Money, form: UUID) -> object:
    """The money is written down by the owner."""
    return receipts.record_payment(
        invoice=invoice, received=amount, received_on=house.today, method="bank", by=house.by, now=house.now, once=form
    )


def _share(total: Money, turn: Turn) -> Money:
    """Nothing, a part, all of it, or a little more."""
    if turn.manner == "blank":
        return Money(0, total.currency)
    return {0: Money(total.minor // 3 + 1, total.currency), 1: Money(total.minor + 13, total.currency)}.get(
        turn.number % 4, total
    )


def _invoice(house: House, turn: Turn) -> Invoice:
    rows = Invoice.objects.filter(business=house.nour.business).select_related("order__contact")
    return one(rows, turn, kind="invoice", state__in=["issued", "partly_paid"])


def _claim(house: House, turn: Turn) -> PaymentClaim:
    return one(
        PaymentClaim.objects.filter(business=house.nour.business).select_related("invoice"), turn, state="pending"
    )


def _payout(house: House, turn: Turn) -> Payout:
    rows = Payout.objects.filter(business=house.nour.business).select_related("platform", "method")
    return one(rows, turn, state__in=["requested", "sent", "with_agent"])
