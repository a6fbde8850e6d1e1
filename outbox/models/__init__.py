from .event import Event
from .heartbeat import Heartbeat
from .letter import Letter, LetterState
from .reaction import MAX_CLAIMS, Reaction
from .todo import Todo

__all__ = ["MAX_CLAIMS", "Event", "Heartbeat", "Letter", "LetterState", "Reaction", "Todo"]
