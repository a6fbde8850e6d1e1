"""`manage.py serve` says what stands in its way, and leaves no process behind however it ends."""

import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from freelance_ops import demo_account
from freelance_ops.management.commands.serve import refuse_open_demo
from tests.ops.conftest import Run
from tests.services import free_port, wait_until
from tests.stacks import Stack, start_embedded


def processes_of(data: Path) -> list[int]:
    """Every process whose DATA is this folder."""
    wanted = f"DATA={data}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:  # it ended while we looked
            continue
    return found


def test_a_busy_port_is_said_in_one_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "PORT=8001" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_servers_never_share_their_data(run: Run, embedded_stack: Stack) -> None:
    done = run("serve", PORT=str(free_port()), DATA=str(embedded_stack.data))
    assert done.returncode == 1
    assert f"already runs on the data in {embedded_stack.data}" in done.stderr


def test_it_says_where_to_go(embedded_stack: Stack) -> None:
    wait_until(lambda: "Ctrl-C" in embedded_stack.log("serve"), "the welcome")
    assert f"ready at {embedded_stack.url}" in embedded_stack.log("serve")


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_it(with_signal: signal.Signals) -> None:
    with start_embedded() as stack:
        assert len(processes_of(stack.data)) >= 4
        stack.processes["serve"].send_signal(with_signal)
        wait_until(lambda: stack.processes["serve"].poll() is not None, "serve to end")
        wait_until(lambda: not processes_of(stack.data), "every child to end")
        assert stack.processes["serve"].returncode == (-signal.SIGKILL if with_signal == signal.SIGKILL else 0)


@pytest.mark.django_db
def test_the_demo_password_stays_on_this_machine(settings: Any) -> None:
    get_user_model().objects.create_user(demo_account.EMAIL, demo_account.PASSWORD)
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    refuse_open_demo("127.0.0.1")
    refuse_open_demo("::1")
    with pytest.raises(CommandError, match="public demo password"):
        refuse_open_demo("0.0.0.0")
    settings.PUBLIC_URL = "https://desk.example"  # a proxy before us
    with pytest.raises(CommandError, match=r"before listening on desk\.example"):
        refuse_open_demo("127.0.0.1")


@pytest.mark.django_db
def test_a_changed_demo_password_may_be_served(settings: Any) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    get_user_model().objects.create_user(demo_account.EMAIL, "quite another one")
    refuse_open_demo("0.0.0.0")
    assert not demo_account.stands()
