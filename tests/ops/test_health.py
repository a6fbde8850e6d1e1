"""/healthz/ is 200 exactly when pages can be served; what the workers do is told beside it."""

import json

import pytest
from django.test import Client

from tests.ops.conftest import Run
from tests.services import wait_until
from tests.stacks import Stack

ASK = """
from django.test import Client
answer = Client().get("/healthz/", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


def ask(run: Run, **environment: str) -> tuple[int, dict[str, object]]:
    """Status and fields from a process that was never prepared."""
    status, _, body = run("shell", "--no-imports", "-c", ASK, **environment).stdout.partition(" ")
    return int(status), json.loads(body)


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    assert answer.json() == {
        "web": True,
        "database": True,
        "migrations": True,
        "worker_seen": None,
        "beat_seen": None,
        "owed": 0,
        "stuck": 0,
        "letters_waiting": 0,
    }
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_database_older_than_the_code_is_not_ready(run: Run) -> None:
    assert ask(run) == (503, {"web": True, "database": True, "migrations": False})


def test_an_unreachable_database_is_not_ready(run: Run) -> None:
    status, fields = ask(run, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    assert (status, fields) == (503, {"web": True, "database": False, "migrations": False})


@pytest.mark.django_db
def test_it_is_only_ever_read(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405


def test_a_living_worker_is_seen(stack: Stack) -> None:
    def seen() -> bool:
        fields = stack.health()
        return bool(fields.get("worker_seen") and fields.get("beat_seen"))

    wait_until(seen, "a sign of life of worker and beat", 60)
    assert stack.health()["stuck"] == 0
