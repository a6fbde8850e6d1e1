"""A real SMTP server that keeps what it was sent, and can be told to misbehave."""

import logging
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from tests.services import free_port, wait_until

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every connection
LINK = re.compile(r"https?://[^\s<>\"']+")


class Mail:
    """One delivered message."""

    def __init__(self, to: list[str], message: EmailMessage) -> None:
        self.to, self.message = to, message
        self.subject = str(message["subject"])

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    @property
    def attachments(self) -> dict[str, bytes]:
        return {part.get_filename() or "": part.get_payload(decode=True) for part in self.message.iter_attachments()}

    def __repr__(self) -> str:
        return f"<Mail to {', '.join(self.to)}: {self.subject}>"


class Inbox:
    """`answer_to` and `answer_to_data` are the server's replies: set them to "451 later" to make it refuse."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.answer_to = self.answer_to_data = "250 OK"
        self.port = free_port()
        self.controller: Controller | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        """Nothing listens any more; `start()` brings it back on the same port."""
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.answer_to.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.answer_to

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        if self.answer_to_data.startswith("2"):
            message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.mails.append(Mail(list(envelope.rcpt_tos), message))
        return self.answer_to_data

    def to(self, address: str, subject: str = "") -> list[Mail]:
        return [mail for mail in list(self.mails) if address in mail.to and subject in mail.subject]

    def wait_for(self, address: str, subject: str = "", count: int = 1, seconds: float = 30) -> Mail:
        """The `count`-th mail to `address` whose subject contains `subject`, when it has come."""
        what = f"mail {count} to {address} about {subject!r} among {self.mails}"
        return wait_until(lambda: self.to(address, subject)[count - 1 : count], what, seconds)[0]
