"""Where the library's account forms do not know our rules."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm
from django.conf import settings

from accounts.models import User


class OwnAddressForm(AddEmailForm):
    """Where no mail proves an address, it must not be the one that somebody else signs in with."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        others = User.objects.exclude(pk=self.user.pk).filter(email__iexact=email)
        if not settings.HAS_MAIL and others.exists():
            raise get_adapter().validation_error("email_taken")
        return email
