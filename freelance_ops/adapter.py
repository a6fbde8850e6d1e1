"""Account mail (confirm, reset, "you have an account") leaves as letters, like everything else we send."""

import logging
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Invitation, User
from outbox.services.letters import write_letter
from outbox.services.rendering import Words, one_line, paragraphs, render_words

logger = logging.getLogger(__name__)

OURS = {
    "account/email/account_already_exists": "account/already_here",
    "account/email/email_confirmation": "account/confirm_address",
    "account/email/email_confirmation_signup": "account/confirm_address",
    "account/email/invitation": "account/invitation",
    "account/email/invited": "account/invited",
    "account/email/password_reset_key": "account/new_password",
    "account/email/unknown_account": "account/no_account",
}


LINKS = ("activate_url", "invitations_url", "password_reset_url", "signup_url")


def _at_home(context: dict[str, Any]) -> dict[str, Any]:
    """Links at PUBLIC_URL: the host that a request names may be invented, and such a link opens an account."""
    found = {name: urlunsplit(("", "", *urlsplit(context[name])[2:])) for name in LINKS if context.get(name)}
    return context | {name: settings.PUBLIC_URL + address for name, address in found.items()}


class AccountAdapter(DefaultAccountAdapter):
    """allauth decides what to say and to whom; the outbox sends it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if not settings.HAS_MAIL:
            # Nobody but its recipient may read such a letter, so it is not kept either.
            logger.warning("No mail server is set up: %s was not sent. See manage.py changepassword.", template_prefix)
            return
        language = getattr(context.get("user"), "language", None) or get_language() or settings.LANGUAGE_CODE
        write_letter(
            business=None,
            to=email,
            language=language,
            words=self._words(template_prefix, email, language, _at_home(context)),
            dedupe_key=f"account:{uuid4()}",
            now=timezone.now(),
        )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Who never had a password was invited to somebody's books: the letter says so."""
        if user.has_usable_password():
            return super().send_password_reset_mail(user, email, context)
        invitation = Invitation.objects.filter(user=user).waiting().first()
        inviting = invitation.business if invitation else None
        return self.send_mail("account/email/invitation", email, {**context, "inviting": inviting})

    def set_password(self, user: User, password: str) -> None:
        """The link came by mail, so whoever follows an invitation has proved the address with it."""
        was_invited = not user.has_usable_password()
        super().set_password(user, password)
        if was_invited:
            proved = {"verified": True, "primary": True}
            EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proved)

    def _words(self, prefix: str, email: str, language: str, context: dict[str, Any]) -> Words:
        if prefix in OURS:
            return render_words(OURS[prefix], language, {**context, "email": email})
        message = self.render_mail(prefix, email, {**context, "email": email})
        return Words(one_line(str(message.subject)), paragraphs(str(message.body)))
