"""Installs the system packages a command needs, by apt and as root only; else says the one line that does it.

Runs before our packages are there: standard library only.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
Probe = Callable[[], bool]


def has_program(name: str, folders: str = "usr/bin/") -> bool:
    return shutil.which(name) is not None or any(Path("/").glob(folders + name))


def has_libraries() -> bool:
    try:
        for name in PANGO_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


NEEDS: dict[str, tuple[Probe, str]] = {
    "pango": (has_libraries, "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    "postgresql": (lambda: has_program("initdb", "usr/lib/postgresql/*/bin/"), "postgresql"),
    "redis": (lambda: has_program("redis-server"), "redis-server"),
    "chromium": (lambda: has_program("chromium"), "chromium"),
    "gettext": (lambda: has_program("xgettext"), "gettext"),
}


def install(packages: str) -> bool:
    print(f"maktab: installing {packages}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages.split()])
    for step in steps:
        done = subprocess.run(
            step, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stderr.strip(), file=sys.stderr)
            return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("needs", nargs="+", choices=NEEDS)
    parser.add_argument("--optional", action="store_true", help="go on without what cannot be installed")
    options = parser.parse_args()
    missing = " ".join(packages for probe, packages in map(NEEDS.__getitem__, options.needs) if not probe())
    if not missing:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get") and install(missing):
        return 0
    print(f"maktab: missing on this machine; as root: apt-get install -y --no-install-recommends {missing}")
    return 0 if options.optional else 1


if __name__ == "__main__":
    sys.exit(main())
