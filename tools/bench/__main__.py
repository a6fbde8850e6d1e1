"""`python -m tools.bench`: prints a table, keeps a JSON file, and says plainly which targets are missed. Exits 0."""

import argparse
import logging
import sys
from pathlib import Path

from freelance_ops.environment import BASE

RESULT = BASE / "build" / "bench.json"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measures pages, papers and sweeps against a floor.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="a few rows and a few seconds: that it works, no more")
    parser.add_argument("--json", type=Path, default=RESULT, help=f"where the figures go (default: {RESULT})")
    return parser.parse_args()


def main() -> int:
    given = arguments()

    def say(line: str) -> None:
        print(f"bench: {line}", file=sys.stderr, flush=True)

    say("starting PostgreSQL and Redis")
    from .stack import BenchStack  # noqa: PLC0415 - this import starts them

    logging.disable(logging.INFO)  # of this process; the web server logs as in production
    stack = BenchStack()
    stack.join()
    from .run import FULL, SMALL, run  # noqa: PLC0415 - models need the settings

    try:
        report = run(stack, SMALL if given.small else FULL, seed=given.seed, say=say)
    finally:
        stack.stop()
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(report.as_json())
    print(report.as_text())
    say(f"figures are in {given.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
