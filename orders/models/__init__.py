from .contract import Contract, Evidence, SigningCode
from .counter import PaperCounter
from .dates import DelayNotice, OrderHold, ProgressUpdate
from .download import Download
from .enclosure import Enclosure
from .offer import Offer
from .offer_rows import OfferLine, OfferPart
from .order import Order, OrderException, ProgressMark, ScopeItem
from .stage import Instalment, Milestone
from .states import ContractState, InstalmentState, MilestoneState, OfferState, OrderKind, OrderState, Trigger
from .submission import ChangeList, ChangeOrder, Sample, Submission, WorkFile

__all__ = [
    "ChangeList",
    "ChangeOrder",
    "Contract",
    "ContractState",
    "DelayNotice",
    "Download",
    "Enclosure",
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
    "OrderHold",
    "OrderKind",
    "OrderState",
    "PaperCounter",
    "ProgressMark",
    "ProgressUpdate",
    "Sample",
    "ScopeItem",
    "SigningCode",
    "Submission",
    "Trigger",
    "WorkFile",
]
