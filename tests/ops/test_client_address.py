"""Rate limits and evidence rest on the client's address: only the operator's own proxies may name it."""

import ipaddress

import pytest
from django.http import HttpRequest, HttpResponse

from freelance_ops.proxies import client_address


def seen(peer: str, **headers: str) -> HttpRequest:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": peer, **headers}
    client_address(lambda _: HttpResponse())(request)
    return request


@pytest.fixture
def our_proxy(settings) -> None:
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]


@pytest.mark.usefixtures("our_proxy")
def test_our_proxy_speaks_for_the_client() -> None:
    assert seen("10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9").META["REMOTE_ADDR"] == "203.0.113.9"


@pytest.mark.usefixtures("our_proxy")
def test_a_client_cannot_invent_an_earlier_hop() -> None:
    request = seen("10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9, 10.0.0.2")
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"


def test_a_stranger_is_not_believed() -> None:
    request = seen("203.0.113.9", HTTP_X_FORWARDED_FOR="10.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    assert request.META == {"REMOTE_ADDR": "203.0.113.9"}
