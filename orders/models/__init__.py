from .contract import Contract, Evidence, SigningCode
from .counter import PaperCounter
from .offer import Offer
from .offer_rows import OfferLine, OfferPart
from .order import Order, OrderException, ProgressMark, ScopeItem
from .stage import Instalment, Milestone
from .states import ContractState, InstalmentState, MilestoneState, OfferState, OrderKind, OrderState, Trigger

__all__ = [
    "Contract",
    "ContractState",
    "Evidence",
    "Instalment",
    "InstalmentState",
    "Milestone",
    "MilestoneState",
    "Offer",
    "OfferLine",
    "OfferPart",
    "OfferState",
    "Order",
    "OrderException",
    "OrderKind",
    "OrderState",
    "PaperCounter",
    "ProgressMark",
    "ScopeItem",
    "SigningCode",
    "Trigger",
]
