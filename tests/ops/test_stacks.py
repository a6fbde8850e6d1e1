"""Both ways to run answer, send nothing by themselves and come back after a kill."""

import json
from urllib.request import urlopen

from tests.services import wait_until
from tests.stacks import Stack


def test_health_tells_what_works(stack: Stack) -> None:
    with urlopen(f"{stack.url}/healthz/") as response:
        fields = json.load(response)
    assert fields["web"] and fields["database"] and fields["migrations"]


def test_a_killed_child_comes_back(stack: Stack) -> None:
    before = {name: stack.kill(name) for name in ("web", "worker", "beat")}
    wait_until(lambda: stack.pids.keys() == before.keys() and not set(stack.pids.values()) & set(before.values()), "all back")
    wait_until(stack.is_healthy, "web answers again")
    assert set(stack.pids) == {"web", "worker", "beat"}
