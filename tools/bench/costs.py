"""What pages cost besides time: queries, bytes on the wire, memory; and the milliseconds of a PDF."""

import re
import statistics
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection
from django.test import Client

from payments.models import Invoice
from payments.services.printing import invoice_pdf

from .floor import bare_middleware
from .pages import FLOOR, Page
from .stack import family
from .visit import Visitor

LOADED = re.compile(r'<link[^>]+rel="(?:stylesheet|modulepreload)"[^>]+href="([^"]+)"|<script[^>]+src="([^"]+)"')
IMPORTS = re.compile(r'(?:\bfrom|\bimport)\s*\(?\s*["\']([^"\']+\.js)["\']')


def queries(page: Page) -> list[str]:
    """Every statement that one visit runs, the session's and the user's too."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    browser = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="ar")
    if page.session:
        browser.cookies[settings.SESSION_COOKIE_NAME] = page.session
    with bare_middleware() if page.name == FLOOR else nullcontext():
        browser.get(page.path)  # what is read once per process is not counted
    with connection.execute_wrapper(note):
        browser.get(page.path)
    return seen


def bytes_on_the_wire(port: int, path: str, session: str) -> int:
    """Compressed bytes of the style sheets and scripts that a first visit loads, those that scripts import included."""
    visitor = Visitor(port)
    wanted = [one or other for one, other in LOADED.findall(visitor.get(path, session).decode())]
    total, seen = 0, set()
    while wanted:
        address = wanted.pop()
        if address in seen:
            continue
        seen.add(address)
        total += len(visitor.get(address, **{"Accept-Encoding": "gzip"}))
        if ".js" in address:
            wanted += [urljoin(address, name) for name in IMPORTS.findall(visitor.get(address).decode())]
    return total


def megabytes(pid: int) -> float:
    """Memory of a process and everything it started; what they share is counted once (PSS)."""
    return sum(_pss(one) for one in family(pid)) / 1024


def pdf_milliseconds(invoices: list[Invoice]) -> float:
    """The median of drawing each invoice once, after one that does not count."""
    invoice_pdf(invoices[0])
    took = []
    for invoice in invoices:
        started = time.perf_counter()
        invoice_pdf(invoice)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def _pss(pid: int) -> int:
    """Kilobytes; where the kernel does not tell shares apart, all that is resident."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        found = [int(line.split()[1]) for line in lines if line.startswith(key)]
        if found:
            return found[0]
    return 0
