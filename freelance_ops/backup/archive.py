"""The archive itself: members written one after the other while they are hashed, and read back the same way."""

import gzip
import hashlib
import io
import json
import re
import tarfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from django.core.management import CommandError

MANIFEST = "manifest.json"
KIND = "maktab-backup"
FORMAT = 1
CHUNK = 256 * 1024
LARGEST_MANIFEST = 512 * 1024 * 1024
OURS = re.compile(r"tables/\w+\.\w+\.jsonl|files(?:/[\w-][\w.-]*)+")  # no name of a member leads out of its folder
NOT_OURS = "{path} is not a whole Maktab backup: {why}. Nothing was written."


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of one member: bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What is in the archive. `counts` are rows by table; `missing` are stored files the vault could not give."""

    made_at: str
    migrations: list[str]
    counts: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def as_json(self) -> bytes:
        return json.dumps({"kind": KIND, "format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises ValueError, KeyError or TypeError when it is no manifest of a format we know."""
        told = json.loads(text)
        if told.pop("kind") != KIND or told.pop("format") != FORMAT:
            raise ValueError("another format")
        told["members"] = {name: Member(**one) for name, one in told["members"].items()}
        return cls(**told)


class Hashing:
    """Reads from another stream and knows the SHA-256 and the length of what passed."""

    def __init__(self, stream: Any) -> None:
        self.stream, self.digest, self.size = stream, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        passed = bytes(self.stream.read(size))
        self.digest.update(passed)
        self.size += len(passed)
        return passed

    def drain(self) -> Member:
        """Reads to the end and tells what it was."""
        while self.read(CHUNK):
            pass
        return self.member

    @property
    def member(self) -> Member:
        return Member(self.size, self.digest.hexdigest())


class Measuring(io.RawIOBase):
    """Takes what is written and keeps only its SHA-256 and length."""

    def __init__(self) -> None:
        self.digest, self.size = hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, passed: Any, /) -> int:
        self.digest.update(passed)
        self.size += len(passed)
        return len(passed)

    @property
    def member(self) -> Member:
        return Member(self.size, self.digest.hexdigest())


def forget_members(archive: tarfile.TarFile) -> None:
    """The library remembers every member it has passed, which no stream needs."""
    vars(archive)["members"].clear()


class Writer:
    """Adds members to an open archive; nothing is held in memory but their names and hashes."""

    def __init__(self, archive: tarfile.TarFile, manifest: Manifest) -> None:
        self.archive, self.manifest, self.at = archive, manifest, int(time.time())

    def add(self, name: str, stream: Any, size: int) -> Member:
        """Copies `size` bytes of the stream. Raises OSError when it ends before."""
        entry, passing = tarfile.TarInfo(name), Hashing(stream)
        entry.size, entry.mtime, entry.mode = size, self.at, 0o600
        self.archive.addfile(entry, passing)
        forget_members(self.archive)
        self.manifest.members[name] = passing.member
        return passing.member

    def close(self) -> None:
        """The manifest comes last: it tells the hashes of everything before."""
        text = self.manifest.as_json()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mtime, entry.mode = len(text), self.at, 0o600
        self.archive.addfile(entry, io.BytesIO(text))


@contextmanager
def writing(target: IO[bytes], manifest: Manifest) -> Iterator[Writer]:
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        yield Writer(archive, manifest)


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every member with its content, in order; each is read before the next. Raises CommandError on a strange one."""
    with tarfile.open(path, mode="r|gz") as archive:
        while entry := archive.next():
            forget_members(archive)
            content = archive.extractfile(entry) if entry.isreg() else None
            if content is None:
                raise CommandError(NOT_OURS.format(path=path, why=f"{entry.name} is no plain file"))
            yield entry.name, content


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """Turns what the libraries say of a cut or broken archive into one sentence."""
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise CommandError(NOT_OURS.format(path=path, why=problem)) from problem


def checked(path: Path) -> Manifest:
    """The manifest, after every member was read and its hash compared. Raises CommandError; writes nothing."""
    with whole(path):
        manifest, found = _measured(path)
    if manifest is None:
        raise CommandError(NOT_OURS.format(path=path, why="it has no manifest"))
    for name in found.keys() | manifest.members.keys():
        if found.get(name) != manifest.members.get(name):
            raise CommandError(NOT_OURS.format(path=path, why=f"{name} is not what the manifest says"))
    return manifest


def _measured(path: Path) -> tuple[Manifest | None, dict[str, Member]]:
    manifest, found = None, dict[str, Member]()
    for name, content in members(path):
        if name == MANIFEST:
            manifest = _read_manifest(path, content)
        elif not OURS.fullmatch(name):
            raise CommandError(NOT_OURS.format(path=path, why=f"{name} has no place in one"))
        elif name in found:
            raise CommandError(NOT_OURS.format(path=path, why=f"{name} is in it twice"))
        else:
            found[name] = Hashing(content).drain()
    return manifest, found


def _read_manifest(path: Path, content: IO[bytes]) -> Manifest:
    try:
        return Manifest.from_json(content.read(LARGEST_MANIFEST))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise CommandError(NOT_OURS.format(path=path, why="its manifest cannot be read")) from problem
