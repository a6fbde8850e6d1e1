"""What a service may answer instead of doing the act: a typed refusal with a sentence a person can read."""

from typing import Any

from django.utils.functional import Promise


class Refused(Exception):
    """An act that the present state or the input does not allow.

    Subclasses set `sentence` (translated lazily, may hold %(name)s placeholders) and may set `field`,
    the form field the sentence belongs to. The sentence says who may, or what to do instead.
    """

    sentence: str | Promise = ""
    field: str | None = None

    def __init__(self, **params: Any) -> None:
        super().__init__()
        self.params = params

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)
