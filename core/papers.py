"""Papers as values: one frozen dataclass gives one canonical text, and one fingerprint that people accept and sign."""

import hashlib
import json
import types
import typing
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Paper = TypeVar("Paper")


def as_data(value: Any) -> Any:
    """The paper as plain JSON data: NFC text, Money as {minor, currency}, dates ISO, instants in UTC, decimals as text.

    Raises TypeError for anything a paper must not hold: floats, lazy translations, naive instants, models.
    """
    if isinstance(value, Enum):
        return as_data(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | date | Decimal):
        return _text(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): as_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(item) for item in value]
    raise TypeError(f"a paper cannot hold {type(value).__name__}")


def canonical(paper: Any) -> bytes:
    """The one spelling of a paper (or of its stored data): sorted keys, no spaces, UTF-8."""
    return json.dumps(as_data(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(paper: Any) -> str:
    """SHA-256 of the canonical text, in hex. A stored paper's data gives the same answer as the value it came from."""
    return hashlib.sha256(canonical(paper)).hexdigest()


def thaw(kind: type[Paper], data: Mapping[str, Any]) -> Paper:
    """The paper value again from its stored data, so that old papers are drawn by the same templates.

    What was not written on papers of that time gets its default.
    """
    return typing.cast(Paper, _thaw(kind, data))


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("keys of a paper are text")
    return unicodedata.normalize("NFC", key)


def _text(value: str | date | Decimal) -> str:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise TypeError("an instant on a paper carries its zone")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a paper's fields; to resolve them takes longer than to thaw the paper."""
    return typing.get_type_hints(kind)


def _thaw(kind: Any, data: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if data is None else _thaw(next(one for one in inner if one is not type(None)), data)
    if origin in (tuple, list):
        return origin(_thaw(inner[0], item) for item in data)
    if is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        known = [field.name for field in fields(kind) if field.name in data]
        return kind(**{name: _thaw(hints[name], data[name]) for name in known})  # type: ignore[operator]  # a dataclass
    if kind is datetime or kind is date:
        return kind.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Decimal | Enum):
        return kind(data)
    return data
