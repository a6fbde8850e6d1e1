"""One letter through one SMTP conversation, knowing at every step whether the server may have taken it."""

import re
import smtplib
from email.utils import parseaddr
from typing import NoReturn

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

_LEADING_DOT = re.compile(rb"(?m)^\.")
_GO_AHEAD = 354
_PERMANENT = 500


class NotAccepted(Exception):
    """The server certainly did not take the letter. `permanent`: trying again would end the same."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Unclear(Exception):
    """The letter was handed over and no answer came: it may or may not be on its way."""


def send(message: EmailMessage) -> None:
    """Hand one letter to the mail server. Returns when it was accepted; raises NotAccepted or Unclear."""
    mailer = get_connection()
    if not isinstance(mailer, EmailBackend):
        _hand_to_other(mailer, message)
        return
    smtp = _connected(mailer)
    try:
        _converse(smtp, message)
    finally:
        mailer.close()


def _hand_to_other(mailer: BaseEmailBackend, message: EmailMessage) -> None:
    """A backend that does not speak SMTP (an HTTP service, the test suite's memory) tells only "done" or "failed"."""
    try:
        mailer.send_messages([message])
    except Exception as problem:
        raise Unclear(_told(problem)) from problem


def _connected(mailer: EmailBackend) -> smtplib.SMTP:
    try:
        mailer.open()
    except (OSError, smtplib.SMTPException) as problem:
        raise NotAccepted(_told(problem)) from problem
    if not isinstance(mailer.connection, smtplib.SMTP):
        raise NotAccepted("no connection to the mail server")
    return mailer.connection


def _converse(smtp: smtplib.SMTP, message: EmailMessage) -> None:
    payload = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own messages take it
    try:
        _introduce(smtp, message)
    except UnicodeError as problem:
        raise NotAccepted("the address has letters that this mail server cannot take", permanent=True) from problem
    except (OSError, smtplib.SMTPException) as problem:
        raise NotAccepted(_told(problem)) from problem
    _hand_over(smtp, payload)


def _introduce(smtp: smtplib.SMTP, message: EmailMessage) -> None:
    """Everything before the letter itself: a refusal here is certain."""
    smtp.ehlo_or_helo_if_needed()
    eight_bit = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
    code, answer = smtp.mail(_bare(message.from_email), eight_bit)
    if code != 250:
        _refuse(code, answer, permanent=False)  # the sender is our own setting: the operator can mend it
    code, answer = smtp.rcpt(_bare(message.to[0]))
    if code not in (250, 251):
        _refuse(code, answer, permanent=code >= _PERMANENT)
    code, answer = smtp.docmd("DATA")
    if code != _GO_AHEAD:
        _refuse(code, answer, permanent=code >= _PERMANENT)


def _hand_over(smtp: smtplib.SMTP, payload: bytes) -> None:
    """The letter itself: from here on only an answer tells."""
    try:
        smtp.send(_LEADING_DOT.sub(b"..", payload.removesuffix(b"\r\n")) + b"\r\n.\r\n")
        code, answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        raise Unclear(_told(problem)) from problem
    if code != 250:
        _refuse(code, answer, permanent=code >= _PERMANENT)


def _bare(address: str) -> str:
    """The address alone, its domain in ASCII. Raises UnicodeError when what stands before the @ is not."""
    local, _at, domain = parseaddr(address)[1].rpartition("@")
    return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"


def _refuse(code: int, answer: bytes, *, permanent: bool) -> NoReturn:
    raise NotAccepted(f"{code} {answer.decode(errors='replace')}", permanent=permanent)


def _told(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"
