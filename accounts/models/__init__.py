from .business import Business, Membership
from .owned import Owned, OwnedQuerySet
from .user import User

__all__ = ["Business", "Membership", "Owned", "OwnedQuerySet", "User"]
