"""The letters of this app: one function each, with its recipient, language, words and dedupe key."""

from .answers import change_order_answered, change_order_asked, stage_approved, stage_changes
from .closing import (
    delay_preview,
    final_changes,
    order_delayed,
    order_delivered,
    order_paused,
    order_resumed,
    order_update,
)
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
from .stages import stage_shown

__all__ = [
    "change_order_answered",
    "change_order_asked",
    "contract_code",
    "contract_declined",
    "contract_out",
    "contract_signed",
    "delay_preview",
    "files_released",
    "final_changes",
    "offer_accepted",
    "offer_asked",
    "offer_changes",
    "offer_declined",
    "offer_sent",
    "order_cancelled",
    "order_delayed",
    "order_delivered",
    "order_paused",
    "order_resumed",
    "order_update",
    "stage_approved",
    "stage_changes",
    "stage_shown",
]
