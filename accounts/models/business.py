from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import new_ref

from .user import User

SUNDAY_TO_THURSDAY = [7, 1, 2, 3, 4]


def _working_days() -> list[int]:
    return list(SUNDAY_TO_THURSDAY)


class Business(models.Model):
    """The tenant: one freelancer's business. Every owned row points here."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    slug = models.SlugField(_("address of the inquiry form"), max_length=40, unique=True)
    name = models.CharField(_("business name"), max_length=120)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2)
    city = models.CharField(_("city"), max_length=80, blank=True)
    address = models.CharField(_("address"), max_length=240, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    language = models.CharField(_("language"), max_length=2, choices=User.Language, default=User.Language.ARABIC)
    zone = models.CharField(_("time zone"), max_length=64)
    working_days = models.JSONField(_("working days"), default=_working_days)  # ISO weekdays, Monday is 1
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)  # empty: not registered
    vat_rate_bp = models.PositiveIntegerField(_("VAT rate"), default=0)  # hundredths of a percent
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    account_holder = models.CharField(_("account holder"), max_length=120, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    payment_note = models.TextField(_("other ways to pay"), max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)
    opened_at = models.DateTimeField(_("opened"))

    class Meta:
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        constraints = [
            models.CheckConstraint(name="vat_rate_is_a_share", condition=models.Q(vat_rate_bp__lte=10_000)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_vat_registered(self) -> bool:
        return bool(self.vat_number)

    @property
    def owner(self) -> User:
        """The freelancer. Costs one query; pages that list many rows read the membership themselves."""
        return User.objects.get(membership__business=self, membership__role=Membership.Role.OWNER)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def owners(self) -> Self:
        """Of each business the one who owns it, with the business."""
        return self.filter(role=Membership.Role.OWNER).select_related("business").order_by("pk")


class Membership(models.Model):
    """Who may see a business: its owner (all of the desk), or a bookkeeper (the books only)."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        BOOKKEEPER = "bookkeeper", _("bookkeeper")

    user = models.ForeignKey(User, models.CASCADE)
    business = models.ForeignKey(Business, models.PROTECT)
    role = models.CharField(max_length=12, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "business"], name="one_membership_per_person"),
            models.UniqueConstraint(
                fields=["business"], condition=models.Q(role="owner"), name="one_owner_per_business"
            ),
            models.CheckConstraint(
                name="membership_role_is_known", condition=models.Q(role__in=["owner", "bookkeeper"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.business}"
