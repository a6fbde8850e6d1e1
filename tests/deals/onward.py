"""The good way from a draft to money in the bank: what comes next for a deal, done by whoever does it."""

from core.actors import Actor
from core.money import Money
from orders.models import Contract, Milestone, Offer, Order, ScopeItem, Submission
from orders.services import accepting, approving, changing, delivering, sending, signing, submitting, work
from payments.models import AccountKind, Invoice, Payout, PayoutMethod, PlatformEarning
from payments.services import claims
from payments.services.earnings import free_earnings
from payments.services.payout_steps import Arrival, receive_payout, send_payout
from payments.services.payouts import request_payout
from payments.services.places import Places

from . import offering, paying
from .house import House, NothingThere, Turn, one


def next_step(house: House, turn: Turn) -> None:
    """One step further with one of the deals. Raises NothingThere at its end."""
    rows = Offer.objects.owned_by(house.nour.business)
    offer = one(rows.select_related("business", "client", "contact__client", "platform"), turn)
    if offer.state == "draft":
        sending.send_offer(offer=offer, by=house.by, now=house.now)
    elif offer.state in {"sent", "talks"}:
        _agree(house, offer)
    elif offer.state == "accepted":
        _carry_out(house, house.orders().get(offer=offer), turn)
    else:
        offering.version(house, turn)()


def _agree(house: House, offer: Offer) -> None:
    if offer.is_for_platform:
        accepting.award_offer(offer=offer, by=house.by, now=house.now)
    else:
        accepting.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=house.now)


def _carry_out(house: House, order: Order, turn: Turn) -> None:
    owed = Invoice.objects.open().filter(order=order).first()
    if order.state == "awaiting_signature":
        contract = Contract.objects.get(order=order)
        signing.sign_contract(
            contract=contract, contact=order.contact, typed_name="ريم", consent=True, code="",
            paper_hash=contract.paper_hash, now=house.now,
        )  # fmt: skip
    elif owed is not None and (turn.number % 2 or order.state != "in_progress"):
        _pay(house, owed, turn)
    elif order.state in {"in_progress", "final_changes"}:
        _make(house, order, turn)
    elif order.state == "delivered":
        delivering.complete_order(order=order, by=house.by, now=house.now)
    elif order.kind == "platform":
        _bring_home(house, order)
    else:
        raise NothingThere


def _pay(house: House, invoice: Invoice, turn: Turn) -> None:
    """The owner finds the money in the bank, or hears of it first."""
    said = invoice.claims.filter(state="pending").first()
    if said is not None:
        claims.confirm_claim(claim=said, received_on=house.today, by=house.by, now=house.now)
    elif turn.number % 3:
        paying.pay(house, invoice, invoice.balance, house.form())
    else:
        claims.claim_payment(invoice=invoice, by=Actor.contact(invoice.order.contact.ref), now=house.now)


def _make(house: House, order: Order, turn: Turn) -> None:
    shown = Submission.objects.unanswered().filter(milestone__order=order).first()
    stage = Milestone.objects.filter(order=order, state__in=["working", "changes"]).order_by("position").first()
    item = ScopeItem.objects.filter(order=order, done_at=None).first()
    if shown is not None and turn.number % 4 == 0 and changing.allowance_of(order).left:
        changing.ask_changes(submission=shown, text=f"{house.now}", contact=order.contact, now=house.now)
    elif shown is not None:
        approving.approve_milestone(submission=shown, contact=order.contact, now=house.now)
    elif stage is not None:
        submitting.submit_milestone(milestone=stage, notes="-", changed="-", by=house.by, now=house.now)
    elif item is not None:
        work.tick_scope(item=item, done=True, by=house.by, now=house.now)
    else:
        delivering.deliver_order(order=order, by=house.by, now=house.now)


def _bring_home(house: House, order: Order) -> None:
    earning = PlatformEarning.objects.filter(order=order, freed_at=None).first()
    if earning is not None:
        house.later(days=15)
        free_earnings(now=house.now)
        return
    payout = Payout.objects.under_way().filter(business=house.nour.business).first()
    if payout is None:
        ready = Places.of(house.mostaql, "USD").locked(AccountKind.WITHDRAWABLE)[1]
        method = PayoutMethod.objects.owned_by(house.nour.business).get(slug="wise")
        request_payout(platform=house.mostaql, method=method, amount=ready, by=house.by, now=house.now)
    elif payout.state == "requested":
        send_payout(payout=payout, by=house.by, now=house.now)
    else:
        came = Arrival(received=Money(payout.net_expected_minor, "USD"), received_on=house.today)
        receive_payout(payout=payout, arrival=came, by=house.by, now=house.now)
