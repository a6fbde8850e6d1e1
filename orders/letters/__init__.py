"""The letters of this app: one function each, with its recipient, language, words and dedupe key."""

from .deal import (
    contract_code,
    contract_declined,
    contract_out,
    contract_signed,
    offer_accepted,
    offer_asked,
    offer_changes,
    offer_declined,
    offer_sent,
    order_cancelled,
)
from .files import files_released

__all__ = [
    "contract_code",
    "contract_declined",
    "contract_out",
    "contract_signed",
    "files_released",
    "offer_accepted",
    "offer_asked",
    "offer_changes",
    "offer_declined",
    "offer_sent",
    "order_cancelled",
]
