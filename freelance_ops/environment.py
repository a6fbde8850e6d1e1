"""Everything an operator may set, in one table. A value that makes no sense stops the start and names its variable."""

import ipaddress
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import environ

BASE = Path(__file__).resolve().parent.parent
T = TypeVar("T")


class BadValue(Exception):
    """A variable holds something we cannot work with; the text is one sentence for the operator."""


@dataclass(frozen=True)
class Variable:
    """One row of the README's table: `default` is what it shows, `meaning` what the variable is for."""

    name: str
    default: str
    meaning: str


TABLE = (
    Variable("SECRET_KEY", "made once, kept in DATA", "signs sessions, links and codes; at least 32 characters"),
    Variable("DATA", "data", "the one folder that holds the database, files, queue and key"),
    Variable("PORT", "8000", "where the web server listens"),
    Variable("PUBLIC_URL", "http://127.0.0.1:PORT", "the address people and letters use"),
    Variable("ALLOWED_HOSTS", "the host of PUBLIC_URL, and localhost", "host names answered, comma separated"),
    Variable("TRUSTED_PROXIES", "none", "addresses or networks whose X-Forwarded-For and -Proto are believed"),
    Variable("DATABASE_URL", "SQLite in DATA", "postgres://user:password@host:port/name"),
    Variable("REDIS_URL", "queue in DATA, cache in the database", "redis://host:port/0 for queue and cache"),
    Variable(
        "EMAIL_URL", "none: letters are kept, not sent", "smtp://, smtp+tls:// or smtp+ssl://user:password@host:port"
    ),
    Variable("EMAIL_FROM", "maktab@ the host of PUBLIC_URL", "the sender of every letter"),
    Variable("FILES_URL", "files in DATA", "s3://key:secret@host/bucket?region=name, or s3+http:// on a private net"),
    Variable("SWEEP_SECONDS", "15", "how often workers look for owed work nobody told them of"),
    Variable(
        "HSTS", "host", "browsers keep to HTTPS for this host; off, or subdomains, or preload too: hard to take back"
    ),
    Variable("DEBUG", "0", "1 shows tracebacks in the browser; never in public"),
    Variable("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR"),
    Variable("DEMO", "1", "0 starts an empty desk; 1 fills an empty database with the demo"),
)
FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
    "": False,
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
HSTS = ("OFF", "HOST", "SUBDOMAINS", "PRELOAD")
SMTP_SCHEMES = ("smtp", "smtps", "smtp+tls", "smtp+ssl")


class Reader:
    """Typed readers over the environment; each may also come from the file named by `<NAME>_FILE`."""

    def __init__(self, source: Mapping[str, str]) -> None:
        # An empty variable counts as not set: compose files and Makefiles pass those on.
        filled = {name: value for name, value in source.items() if value != ""}
        self.env = environ.FileAwareEnv()
        self.env.ENVIRON = environ.fileaware_mapping.FileAwareMapping(env=filled)

    def text(self, name: str, default: str = "") -> str:
        try:
            return str(self.env.str(name, default=default)).strip()
        except OSError as problem:
            raise BadValue(f"{name}_FILE cannot be read: {problem.strerror}.") from problem

    def parsed(self, name: str, default: str, parse: Callable[[str], T], wanted: str) -> T:
        value = self.text(name, default)
        try:
            return parse(value)
        except (ValueError, KeyError) as problem:
            raise BadValue(f"{name} must be {wanted}.") from problem

    def flag(self, name: str, *, default: bool) -> bool:
        return self.parsed(name, str(int(default)), lambda value: FLAGS[value.lower()], "0 or 1")

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        def within(value: str) -> int:
            number = int(value)
            return number if low <= number <= high else refuse(name)

        return self.parsed(name, str(default), within, f"a whole number from {low} to {high}")

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        def known(value: str) -> str:
            return value.upper() if value.upper() in choices else refuse(name)

        return self.parsed(name, default, known, f"one of {', '.join(choices)}")

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def url(self, name: str, schemes: tuple[str, ...], wanted: str, default: str = "") -> str:
        """The address as given, or "" when not set. Raises BadValue unless it has one of `schemes` and a host."""

        def checked(value: str) -> str:
            if not value:
                return value
            parts = urlsplit(value)
            _ = parts.port  # raises ValueError when it is no port
            return value if parts.scheme in schemes and parts.hostname else refuse(name)

        return self.parsed(name, default, checked, wanted)


def refuse(name: str) -> NoReturn:
    raise ValueError(name)


def data_folder(value: str) -> Path:
    """The DATA folder, made when missing. Raises BadValue when nothing can be written there."""
    folder = (BASE / value).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as problem:
        raise BadValue(f"DATA={folder} cannot be written ({problem.strerror}): name a folder of your own.") from problem
    return folder


def kept_secret(data: Path) -> str:
    """The secret key of this installation, made on the first start and readable by its owner alone."""
    path = data / "secret-key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip() or remade(path)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


def remade(path: Path) -> str:
    """A key file left empty by a crash between making and filling it."""
    path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def secret_key(reader: Reader, data: Path) -> str:
    given = reader.text("SECRET_KEY")
    if given and len(given) < 32:
        raise BadValue("SECRET_KEY must be at least 32 characters.")
    return given or kept_secret(data)


def proxies(reader: Reader) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    try:
        return [ipaddress.ip_network(word) for word in reader.words("TRUSTED_PROXIES")]
    except ValueError as problem:
        raise BadValue("TRUSTED_PROXIES must be addresses or networks like 10.0.0.0/8, comma separated.") from problem


def database(reader: Reader, data: Path) -> dict[str, Any]:
    """Django's settings for the one database: PostgreSQL when named, else SQLite in DATA."""
    wanted = "postgres://user:password@host:port/name"
    url = reader.url("DATABASE_URL", ("postgres", "postgresql"), wanted)
    if url:
        config: dict[str, Any] = environ.Env.db_url_config(url)
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # IMMEDIATE: writers queue for the lock instead of failing half way; WAL: readers never wait for them.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "maktab.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }


def email(reader: Reader) -> dict[str, Any]:
    """EMAIL_* settings for the mail server, or {} when there is none."""
    url = reader.url("EMAIL_URL", SMTP_SCHEMES, "smtp://user:password@host:port (or smtp+tls://, smtp+ssl://)")
    return dict(environ.Env.email_url_config(url)) if url else {}


def vault(reader: Reader, data: Path) -> dict[str, Any]:
    """Django's storage settings for people's files: a bucket when named, else a folder in DATA."""
    wanted = "s3://key:secret@host/bucket?region=name"
    url = reader.url("FILES_URL", ("s3", "s3+http"), wanted)
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": data / "files"}}
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if not bucket or not parts.username or not parts.password:
        raise BadValue(f"FILES_URL must be {wanted}.")
    port = f":{parts.port}" if parts.port else ""
    options = {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{parts.hostname}{port}",
        "region_name": dict(parse_qsl(parts.query)).get("region"),
        "default_acl": None,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
