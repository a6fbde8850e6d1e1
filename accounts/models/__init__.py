from .business import Business, Membership
from .invitation import Invitation, InvitationState
from .owned import Owned, OwnedQuerySet
from .user import User

__all__ = ["Business", "Invitation", "InvitationState", "Membership", "Owned", "OwnedQuerySet", "User"]
