"""The net preview under its own name, as desks import it."""

from .pricing import net_after_commission

__all__ = ["net_after_commission"]
