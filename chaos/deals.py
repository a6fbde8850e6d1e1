"""Real deals through the real services: offer, signature with a code, invoice by a worker, claim, books."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from accounts.models import Business
from clients.models import Contact
from clients.services.leads import receive_inquiry
from core.actors import Actor
from core.money import Money
from orders.models import Instalment, Order
from orders.services import offers, signing
from orders.services.codes import derive
from orders.services.pricing import LineSpec, half_half
from payments.models import Invoice, Receipt
from payments.services.audit import unbalanced
from payments.services.claims import claim_payment, confirm_claim

OWNER = Actor.owner("chaos")
PRICE = 100_001  # halalas: its halves are not alike


def close_a_deal(business: Business, number: int) -> Order:
    """From the inquiry to the signature; the workers owe the signed copy and the deposit's invoice."""
    now = timezone.now()
    lead = receive_inquiry(
        business=business,
        name=f"عميل {number}",
        email=f"deal{number}@client.example",
        text="أحتاج هوية",
        language="ar",
        now=now,
    )
    contact: Contact = lead.contact
    offer = offers.draft_offer(
        business=business, client=contact.client, contact=contact, title=f"هوية {number}", by=OWNER, now=now
    )
    offers.save_offer(
        offer=offer,
        title=offer.title,
        intro="",
        lines=[LineSpec("هوية", Money(PRICE, business.currency))],
        parts=half_half("ar"),
        valid_until=(now + timedelta(days=7)).date(),
        revisions=1,
        reply_days=5,
        work_days=None,
        by=OWNER,
        now=now,
    )
    offer = offers.send_offer(offer=offer, by=OWNER, now=now)
    order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=contact, now=now)
    _sign(order, contact)
    return order


def _sign(order: Order, contact: Contact) -> None:
    now = timezone.now()
    code = signing.request_code(contract=order.contract, contact=contact, now=now)
    signing.sign_contract(
        contract=order.contract,
        contact=contact,
        typed_name=contact.name,
        consent=True,
        code=derive(code),
        paper_hash=order.contract.paper_hash,
        now=now,
    )


def pay_what_is_invoiced() -> int:
    """The client claims each open invoice and the owner confirms it; how many."""
    now = timezone.now()
    invoices = list(Invoice.objects.open())
    for invoice in invoices:
        claim = claim_payment(invoice=invoice, by=Actor.visitor(), now=now)
        confirm_claim(claim=claim, received_on=now.date(), by=OWNER, now=now)
    return len(invoices)


def complaints(business: Business) -> Iterator[str]:
    """What is wrong with the deals of this business once all is settled and paid."""
    for order in Order.objects.filter(business=business):
        deposit: Instalment = order.instalments.get(position=1)
        issued = list(Invoice.objects.filter(instalment=deposit).values_list("number", "state"))
        if [state for _number, state in issued] != ["paid"] or deposit.state != "paid":
            yield f"deposit of {order.number} is {deposit.state} with invoices {issued}"
        if not order.contract.file_id:
            yield f"the signed copy of {order.number} is missing"
    sequences = list(Invoice.objects.filter(business=business).order_by("sequence").values_list("sequence", flat=True))
    if sequences != list(range(1, len(sequences) + 1)):
        yield f"invoice numbers have gaps: {sequences}"
    if Receipt.objects.filter(business=business).count() != len(sequences):
        yield "there is not one receipt for each invoice"
    yield from (f"the books differ: {difference}" for difference in unbalanced(business))
