"""What a business holds to about payments."""

from accounts.models import Business
from core.money import Money
from payments.models import Invoice, PaymentRules
from payments.models.rules import USUAL_TOLERANCE


def tolerance_of(business: Business) -> int:
    """The rest of an invoice that is not asked for, in the smallest unit of its currency."""
    known = PaymentRules.objects.filter(business=business).values_list("tolerance_minor", flat=True).first()
    return USUAL_TOLERANCE if known is None else known


def save_tolerance(*, business: Business, minor: int) -> None:
    """From the next payment on; receipts written before stay as they are."""
    PaymentRules.objects.update_or_create(business=business, defaults={"tolerance_minor": minor})


def rest_not_asked_for(invoice: Invoice, applied: Money) -> Money:
    """What is left of the invoice after `applied`, where that is within the tolerance; else nothing."""
    rest = invoice.balance - applied
    if not rest or rest.minor > tolerance_of(invoice.business):
        return Money.zero(invoice.currency)
    return rest
