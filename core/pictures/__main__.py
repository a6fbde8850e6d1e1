"""The process that opens strangers' files: its order comes as JSON on the standard input, its answer goes out so."""

import json
import resource
import sys
from pathlib import Path

from .making import make

MEMORY = 1536 * 1024 * 1024  # address space: the largest picture we open, twice, and the libraries
CPU_SECONDS = 100
LARGEST_SAMPLE = 16 * 1024 * 1024


def bound() -> None:
    """From here on this process may take only so much."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_SAMPLE, LARGEST_SAMPLE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    bound()
    order = json.load(sys.stdin)
    made = make(Path(order["source"]), Path(order["folder"]), kind=order["kind"], mark=order["mark"])
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
