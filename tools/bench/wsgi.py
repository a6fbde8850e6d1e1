"""The product and the floor behind one server: what disturbs one disturbs the other."""

from typing import Any

from freelance_ops.wsgi import application as product

from .floor import BareHandler

floor = BareHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    handler = floor if environ["PATH_INFO"].startswith("/floor/") else product
    return handler(environ, start_response)
