"""The lock order of every act on money: order, instalment, invoice; the counter comes last, in counters.py."""

from orders.models import Instalment, Order
from payments.models import Invoice


def lock_instalment(instalment_pk: int) -> Instalment:
    """The instalment with its order, both locked until the transaction ends."""
    order = Order.objects.select_for_update(of=("self",)).get(instalments=instalment_pk)
    instalment = Instalment.objects.select_for_update().get(pk=instalment_pk)
    instalment.order = order
    return instalment


def lock_invoice(invoice_pk: int) -> Invoice:
    """The invoice as it is now, locked after its order and its instalment."""
    found = Invoice.objects.only("instalment").get(pk=invoice_pk)
    instalment = lock_instalment(found.instalment_id)
    invoice = Invoice.objects.select_for_update().get(pk=invoice_pk)
    invoice.instalment, invoice.order = instalment, instalment.order
    return invoice
