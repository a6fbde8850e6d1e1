"""Every address of the house, read from the URLconf itself, and the door each one declares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

DOORS = ("PUBLIC", "LINK", "OWNER", "BOOKS")
OF_OTHERS = {"allauth": "PUBLIC", "django.contrib.admin": "BOOKS", "freelance_ops.books": "BOOKS"}


@dataclass(frozen=True)
class Route:
    """One address: its name with the namespace, its pattern, and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def door(self) -> str:
        """What the view says itself; library views belong to the door of their library."""
        own = getattr(self.view, "door", "")
        if own:
            return str(own)
        module = getattr(self.view, "__module__", "") or ""
        if self.name.startswith("admin:"):
            return "BOOKS"
        return next((door for place, door in OF_OTHERS.items() if module.startswith(place)), "")

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of what stands in the address, in order."""
        return tuple(part.split(">")[0].split(":")[-1] for part in self.pattern.split("<")[1:])


def routes() -> list[Route]:
    return sorted(_walk(get_resolver(), "", ""), key=lambda route: (route.pattern, route.name))


def _walk(resolver: URLResolver, pattern: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = pattern + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name}", here, entry.callback)
