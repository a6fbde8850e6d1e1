"""Whose address a request comes from. Only proxies the operator trusts may speak for somebody else."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def is_trusted(address: str) -> bool:
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(peer in network for network in settings.TRUSTED_PROXIES)


def original_address(peer: str, forwarded: str) -> str:
    """The nearest address in the chain that is not one of our proxies: everything further left may be invented."""
    chain = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while chain and is_trusted(peer):
        peer = chain.pop()
    return peer


def client_address(get_response: Handler) -> Handler:
    """REMOTE_ADDR becomes the client's own address; forwarded headers of strangers are dropped."""

    def middleware(request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if is_trusted(peer):
            request.META["REMOTE_ADDR"] = original_address(peer, forwarded)
        else:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return get_response(request)

    return middleware
