from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Business

USUAL_TOLERANCE = 5
MOST_TOLERANCE = 100


class PaymentRules(models.Model):
    """What a business holds to about payments; one without a row holds to the usual."""

    business = models.OneToOneField(Business, models.PROTECT, primary_key=True, related_name="+")
    # in the smallest unit of the invoice's currency: banks and exchanges leave a rest that nobody will ever pay
    tolerance_minor = models.PositiveSmallIntegerField(_("rest that is not asked for"), default=USUAL_TOLERANCE)

    class Meta:
        constraints = [
            models.CheckConstraint(name="tolerance_is_a_rest", condition=Q(tolerance_minor__lte=MOST_TOLERANCE))
        ]

    def __str__(self) -> str:
        return str(self.business_id)
