"""What must be true before anything can be served: tables, translations and static files. Fresh steps are skipped."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finder
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from freelance_ops.translations import compile_translations

Say = Callable[[str], None]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Only one process prepares at a time: two would write the same files."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as problem:
        raise CommandError(
            f"{path.parent} cannot be written ({problem.strerror}): run from a folder of your own."
        ) from problem
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(say: Say) -> None:
    """Brings database, translations and static files up to date, and says what it did."""
    migrate(say)
    with held(settings.BUILD / ".lock"):
        if count := compile_translations(settings.BASE / "locale"):
            say(f"compiled {count} translation catalogue(s)")
        collect_static(say)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(f"applying {len(plan)} migration(s)")
        call_command("migrate", interactive=False, verbosity=0)
    if isinstance(cache, DatabaseCache) or hasattr(cache, "_table"):
        call_command("createcachetable", verbosity=0)


def collect_static(say: Say) -> None:
    stamp = settings.BUILD / ".static-stamp"
    wanted = static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("collecting static files")
    if "build_assets" in get_commands():
        call_command("build_assets", verbosity=0, stdout=StringIO())
    assets = settings.BUILD / "assets"
    if assets.is_dir() and assets not in settings.STATICFILES_DIRS:
        settings.STATICFILES_DIRS.append(assets)
        get_finder.cache_clear()  # type: ignore[attr-defined]  # the checks before a command have made one that knows nothing of the new folder
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes whenever a source of the static files does: ours, the pinned packages, or the code that builds them."""
    digest = hashlib.sha256((settings.BASE / "requirements.txt").read_bytes())
    builders = [settings.BASE / "core" / f"{name}.py" for name in ("assets", "fonts", "icons")]
    for path in sorted([*(settings.BASE / "static").rglob("*"), *builders]):
        if path.is_file():
            digest.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return digest.hexdigest()
