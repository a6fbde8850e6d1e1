from .ask import AskText, ReviewAsk
from .review import SCORES, Consent, Review, ReviewSource
from .states import ASK_MOVES, OPEN_ASKS, AskState

__all__ = [
    "ASK_MOVES",
    "OPEN_ASKS",
    "SCORES",
    "AskState",
    "AskText",
    "Consent",
    "Review",
    "ReviewAsk",
    "ReviewSource",
]
