"""A message half written, or a list of queues cut short, ends no worker."""

import json
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection, Queue

from freelance_ops import folder_queue
from freelance_ops.celery import app

# Each test has a queue of its own: the library remembers for the whole process which were bound.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def connection(folder: Path) -> Iterator[Connection]:
    messages = str(folder / "messages")
    options = {"data_folder_in": messages, "data_folder_out": messages, "control_folder": str(folder / "control")}
    with Connection("filesystem://localhost", transport_options=options) as opened:
        yield opened


def test_every_process_of_ours_has_the_guard(connection: Connection) -> None:
    assert app.main == "maktab"
    assert isinstance(connection.transport, folder_queue.Transport)


def test_messages_arrive_in_turn_and_appear_whole(connection: Connection, folder: Path) -> None:
    queue = connection.SimpleQueue("work")
    for number in range(3):
        queue.put({"number": number})
        assert [path.suffix for path in (folder / "messages").iterdir()] == [".msg"] * (number + 1)
    for path in (folder / "messages").iterdir():
        assert json.loads(path.read_bytes())["body"]
    assert sorted(queue.get_nowait().payload["number"] for _ in range(3)) == [0, 1, 2]


def test_half_a_message_is_dropped_and_the_next_one_is_taken(connection: Connection, folder: Path) -> None:
    queue = connection.SimpleQueue("half")
    (folder / "messages" / "0_half.half.msg").write_text('{"body": "ey')
    with pytest.raises(Empty):
        queue.get_nowait()
    queue.put({"number": 7})
    assert queue.get_nowait().payload == {"number": 7}


def test_a_list_of_queues_cut_short_is_written_again(connection: Connection, folder: Path) -> None:
    (folder / "control" / "list.exchange").write_text('[["li')
    channel: Any = connection.channel()
    assert channel.get_table("list") == []
    Queue("list", exchange="list", routing_key="list")(channel).declare()
    assert [row.queue for row in channel.get_table("list")] == ["list"]
