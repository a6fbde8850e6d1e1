"""A client's link opens the client's pages: it must not be readable in any log."""

import logging
import sys

import pytest
from django.test import Client

from freelance_ops.access_log import TokenlessFormatter

TOKEN = "K3V9Q2M7XP.1:dGhpcyBpcyBub3QgYSByZWFsIHRva2Vu"


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, arguments, **extra)


def test_tokens_are_cut_from_arguments() -> None:
    line = TokenlessFormatter("{message}", style="{").format(
        record("Not Found: %s", f"/c/{TOKEN}/accept/", exc_info=None)
    )
    assert line == "Not Found: /c/…/accept/"


def test_tokens_are_cut_from_tracebacks() -> None:
    try:
        raise ValueError(f"http://desk.example/c/{TOKEN}/?seen=1")
    except ValueError:
        line = TokenlessFormatter().format(record("Internal error", exc_info=sys.exc_info()))
    assert TOKEN not in line
    assert "http://desk.example/c/…/?seen=1" in line


@pytest.mark.django_db
def test_every_request_leaves_one_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "maktab.access"):
        client.get("/accounts/login/")
        client.get("/healthz/")
    lines = [entry.getMessage() for entry in caplog.records if entry.name == "maktab.access"]
    assert len(lines) == 1
    assert lines[0].startswith("127.0.0.1 GET /accounts/login/ 200 ")
