"""People's own words on a paper; every app that draws papers shares the rule in core."""

from core.bidi import direction, isolated

__all__ = ["direction", "isolated"]
