"""`python -m chaos --kills 20 --stack both`: exits 0 when every promise held, 1 and says what broke when not."""

import argparse
import os
import subprocess
import sys

import django


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chaos", description="Kills workers while work flows, then counts.")
    parser.add_argument("--stack", choices=["embedded", "grown", "both"], default="both")
    parser.add_argument("--kills", type=int, default=20, help="of all stacks together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=90, help="seconds for the work to settle after the last kill")
    return parser.parse_args()


def both(given: argparse.Namespace) -> int:
    """Each stack in a process of its own, side by side, with half of the kills."""
    share = [given.kills - given.kills // 2, given.kills // 2]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "chaos", "--stack", stack, "--kills", str(kills), "--seed", str(given.seed),
             "--patience", str(given.patience)]
        )
        for stack, kills in zip(("embedded", "grown"), share, strict=True)
    ]  # fmt: skip
    return max(run.wait() for run in runs)


def one(given: argparse.Namespace) -> int:
    from tests.stacks import running

    from .stack import victims

    def say(line: str) -> None:
        print(f"{given.stack}: {line}", flush=True)

    stack = victims(given.stack)
    say("starting")
    with running(stack):
        say("started")
        # This process joins the stack: the same database, the same queue, the same settings.
        os.environ.clear()
        os.environ.update(stack.environment)
        django.setup()
        from .run import run

        result = run(stack, kills=given.kills, seed=given.seed, patience=given.patience, say=say)
        say("done")
    say("stopped")
    say(
        f"{result.kills} kills, {result.events} events, {result.deals} deals, {result.effects} effects, "
        f"{result.letters} letters ({result.unsure} unsure), {result.interrupted} interrupted, {result.seconds:.0f} s"
    )
    for fault in result.faults:
        say(f"BROKEN: {fault}")
    if not result.interrupted:
        say("BROKEN: no kill hit any work, so nothing was proven")
    return int(bool(result.faults) or not result.interrupted)


if __name__ == "__main__":
    given = arguments()
    sys.exit(both(given) if given.stack == "both" else one(given))
