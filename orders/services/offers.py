"""All acts on offers in one place, for the doors."""

from .accepting import accept_offer, award_offer
from .answering import ask_about_offer, ask_changes, decline_offer, view_offer
from .drafting import discard_draft, draft_offer, new_version, save_offer
from .pricing import LineSpec, PartSpec, Totals, by_stages, half_half, net_after_commission, quarters
from .sending import expire_offers, reopen_offer, send_offer, withdraw_offer

__all__ = [
    "LineSpec",
    "PartSpec",
    "Totals",
    "accept_offer",
    "ask_about_offer",
    "ask_changes",
    "award_offer",
    "by_stages",
    "decline_offer",
    "discard_draft",
    "draft_offer",
    "expire_offers",
    "half_half",
    "net_after_commission",
    "new_version",
    "quarters",
    "reopen_offer",
    "save_offer",
    "send_offer",
    "view_offer",
    "withdraw_offer",
]
