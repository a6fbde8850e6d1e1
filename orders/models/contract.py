from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Owned, User

from .offer import Offer
from .order import Order
from .states import ContractState


class Contract(Owned):
    """The order's contract: a frozen paper, and how it was signed."""

    State = ContractState

    class Method(models.TextChoices):
        LINK = "link", _("signed through the client's link")
        SCAN = "scan", _("signed on paper, scanned copy kept")

    order = models.OneToOneField(Order, models.PROTECT, related_name="contract")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    contact = models.ForeignKey("clients.Contact", models.PROTECT, related_name="+")  # who is asked to sign
    paper = models.JSONField()
    paper_hash = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    state = models.CharField(_("state"), max_length=10, choices=ContractState, default=ContractState.OUT)
    method = models.CharField(_("way of signing"), max_length=8, choices=Method, blank=True)
    out_at = models.DateTimeField(_("out for signature since"))
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signer_name = models.CharField(_("signed by"), max_length=120, blank=True)
    decline_reason = models.TextField(_("reason for declining"), max_length=600, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [
            models.CheckConstraint(name="contract_state_is_known", condition=Q(state__in=ContractState.values)),
            models.CheckConstraint(
                name="signed_contract_says_how",
                condition=~Q(state=ContractState.SIGNED)
                | (Q(signed_at__isnull=False, method__in=["link", "scan"]) & ~Q(signer_name="")),
            ),
        ]
        indexes = [models.Index(name="contracts_by_pdf", fields=["pdf_sha256"], condition=~Q(pdf_sha256=""))]

    def __str__(self) -> str:
        return str(self.order_id)


class SigningCode(Owned):
    """A one-time code that was sent. Only the nonce is kept: the code itself is derived and never stored."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="codes")
    contact = models.ForeignKey("clients.Contact", models.PROTECT, related_name="+")  # whose inbox it went to
    nonce = models.CharField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)  # a newer code was sent

    class Meta:
        constraints = [
            models.CheckConstraint(name="signing_code_tries_are_few", condition=Q(tries__lte=5)),
            models.UniqueConstraint(
                name="one_live_signing_code",
                fields=["contract"],
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="signing_codes_of_contract", fields=["contract", "-sent_at"])]

    def __str__(self) -> str:
        return self.ref


class EvidenceKind(models.TextChoices):
    ACCEPTED = "accepted", _("Offer accepted")
    SENT = "sent", _("Contract sent")
    VIEWED = "viewed", _("Contract opened")
    CODE_SENT = "code_sent", _("One-time code sent")
    CODE_WRONG = "code_wrong", _("Wrong code entered")
    CODE_VERIFIED = "code_verified", _("One-time code confirmed")
    CONSENTED = "consented", _("Consent to sign electronically")
    SIGNED = "signed", _("Contract signed")
    SCAN_RECORDED = "scan_recorded", _("Signed paper copy recorded")
    DECLINED = "declined", _("Signing declined")
    VOIDED = "voided", _("Contract voided")
    NEW_ADDRESS = "new_address", _("The contact’s e-mail address was changed")


class Evidence(Owned):
    """One thing that happened around a signature. Rows are only ever added: the database refuses the rest."""

    Kind = EvidenceKind

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("happening"), max_length=16, choices=EvidenceKind)
    happened_at = models.DateTimeField(_("time"))
    actor_kind = models.CharField(max_length=12)
    actor_ref = models.CharField(max_length=10, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=2, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("signature evidence")
        verbose_name_plural = _("signature evidence")
        constraints = [
            models.CheckConstraint(name="evidence_kind_is_known", condition=Q(kind__in=EvidenceKind.values)),
        ]
        indexes = [models.Index(name="evidence_of_contract", fields=["contract", "happened_at", "id"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())
