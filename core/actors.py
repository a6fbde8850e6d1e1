"""Who did it: the kind of person (or machine) behind an event, and their public reference."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Actor:
    """`kind` is owner, contact, bookkeeper, visitor or worker; `ref` is that row's public reference, or empty."""

    kind: str
    ref: str = ""

    @classmethod
    def owner(cls, ref: str) -> Self:
        return cls("owner", ref)

    @classmethod
    def contact(cls, ref: str) -> Self:
        return cls("contact", ref)

    @classmethod
    def visitor(cls) -> Self:
        return cls("visitor")

    @classmethod
    def worker(cls) -> Self:
        return cls("worker")
