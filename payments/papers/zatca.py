"""The QR text of a Saudi invoice, phase 1: tags 1-5 as tag byte, length byte, UTF-8 value; then base64."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from core.money import Money

LONGEST_VALUE = 255  # the length is one byte


@dataclass(frozen=True, slots=True)
class ZatcaQr:
    """What the code says. `total` includes VAT; `issued_at` is an aware instant, printed in UTC."""

    seller: str
    vat_number: str
    issued_at: datetime
    total: Money
    vat: Money

    def text(self) -> str:
        """The base64 text to be drawn as a QR code. A seller name over 255 bytes is cut between characters."""
        values = (
            self.seller,
            self.vat_number,
            self.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            str(self.total.decimal),
            str(self.vat.decimal),
        )
        return b64encode(b"".join(_tlv(tag, value) for tag, value in enumerate(values, start=1))).decode("ascii")


def is_vat_number(text: str) -> bool:
    """Fifteen digits that start and end with 3, as the authority gives them."""
    return len(text) == 15 and text.isascii() and text.isdigit() and text[0] == text[-1] == "3"


def _tlv(tag: int, value: str) -> bytes:
    data = _shortened(value)
    return bytes((tag, len(data))) + data


def _shortened(value: str) -> bytes:
    """At most 255 bytes, and never half a character."""
    return value.encode()[:LONGEST_VALUE].decode(errors="ignore").encode()
