"""A request writes one line of the log, whatever its address holds."""

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/desk/%0A2026-01-01 00:00:00 INFO maktab.access: 10.0.0.1 POST /accounts/login/ 302 9ms",
    "/x%0D%0Aforged",
    "/%1B[2Jcleared",
    "/%E2%80%AEdetrever/",
    "/%E2%80%A8forged",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_cannot_forge_a_line(client: Client, caplog: pytest.LogCaptureFixture, address: str) -> None:
    with caplog.at_level(logging.INFO, "maktab.access"):
        client.get(address)
    [line] = [entry.getMessage() for entry in caplog.records if entry.name == "maktab.access"]
    assert line.isprintable()
    assert line.startswith("127.0.0.1 GET /")


def test_a_token_is_cut_however_it_is_written(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    from freelance_ops.access_log import TokenlessFormatter

    with caplog.at_level(logging.INFO):
        client.get("/C/K3V9Q2M7XP.1:dGhpcyBpcyBub3QgYSByZWFsIHRva2Vu/")
    lines = [TokenlessFormatter().format(entry) for entry in caplog.records]
    assert lines
    assert not any("dGhpcyBpcyBub3Q" in line for line in lines)
