"""The kill test in short: twenty SIGKILLs over both ways to run. `make chaos KILLS=500` takes longer."""

import subprocess
import sys

from tests.services import ROOT


def test_every_effect_is_there_once_although_workers_were_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chaos", "--kills", "20"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": kill ") == 20
    assert "BROKEN" not in done.stdout
