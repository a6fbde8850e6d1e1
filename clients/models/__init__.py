from .client import Client, Contact
from .conversation import Conversation, Message
from .criterion import Criterion
from .lead import Lead, Score
from .link import AccessLog, ClientLink
from .platform import Platform
from .window import DayOff, ReplyWindow, WindowClock

__all__ = [
    "AccessLog",
    "Client",
    "ClientLink",
    "Contact",
    "Conversation",
    "Criterion",
    "DayOff",
    "Lead",
    "Message",
    "Platform",
    "ReplyWindow",
    "Score",
    "WindowClock",
]
