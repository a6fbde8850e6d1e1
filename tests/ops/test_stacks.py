"""Both ways to run come back after a kill."""

from tests.services import wait_until
from tests.stacks import Stack


def test_a_killed_child_comes_back(stack: Stack) -> None:
    before = {name: stack.kill(name) for name in ("web", "worker", "beat")}
    wait_until(
        lambda: stack.pids.keys() == before.keys() and not set(stack.pids.values()) & set(before.values()), "all back"
    )
    wait_until(stack.is_healthy, "web answers again")
    assert set(stack.pids) == {"web", "worker", "beat"}
