"""The pictures of the README: a handful of pages of a running demo, small. `make shots` writes docs/shots/.

Starts a desk of its own on a free port with the demo in a temporary folder, and leaves nothing behind.
Filling the demo takes a few minutes; `make shots ARGS="--data data"` takes a copy of a folder that has it already.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from freelance_ops.demo_account import EMAIL, PASSWORD
from tools.shots import opened, sign_in

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "shots"
PATIENCE = 900.0  # seconds for the demo to be filled and the first page to answer
COLOURS = 128

# What is worth a look: the largest order in work, its client's link, and what waits for a client: a stage, an offer.
FIND = """
import json
from django.utils import timezone
from orders.models import Milestone, Offer, Order, OrderHold
from orders.services.links import deal_link
rows = Order.objects.filter(kind="direct", state="in_progress").select_related("offer", "contact")
standing = set(OrderHold.objects.standing().values_list("order_id", flat=True))
order = max(rows, key=lambda row: (row.contact.language == "ar", row.pk not in standing, row.milestones.count()))
shown = Milestone.objects.filter(state="submitted", order__kind="direct").select_related("order__offer").first()
link = lambda row: deal_link(offer=row.offer, contact=row.contact, now=timezone.now()).token
offer = Offer.objects.filter(state="sent", client__platform=None).select_related("contact").first()
given = deal_link(offer=offer, contact=offer.contact, now=timezone.now()).token
print(json.dumps({"order": order.ref, "token": link(order), "shown": link(shown.order), "stage": shown.position,
                  "offer": given}))
"""


@dataclass(frozen=True)
class Picture:
    """One file: which page, in which language, width and light; `is_desk` pages are behind the sign-in."""

    name: str
    path: str
    kind: str
    is_desk: bool = True


PICTURES = (
    Picture("today-ar", "/desk/", "ar-1280-light"),
    Picture("today-en-dark", "/desk/", "en-1280-dark"),
    Picture("order-en", "/desk/orders/{order}/", "en-1280-light"),
    Picture("money-ar", "/desk/money/", "ar-1280-light"),
    Picture("client-phone-ar", "/c/{token}/", "ar-390-light", is_desk=False),
    Picture("offer-phone-ar", "/c/{offer}/", "ar-390-light", is_desk=False),
    Picture("client-stage-phone-en", "/c/{shown}/stages/{stage}/", "en-390-light", is_desk=False),
    Picture("today-phone-ar-dark", "/desk/", "ar-390-dark"),
)


@contextmanager
def demo(filled: Path | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """A served demo of its own, or a copy of the folder `filled`: its address and its environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="maktab-shots-") as data:
        alone = ("DATABASE_URL", "REDIS_URL", "FILES_URL", "EMAIL_URL", "PUBLIC_URL", "ALLOWED_HOSTS")
        kept = {name: value for name, value in os.environ.items() if name not in alone}
        environment = kept | {"DATA": data, "PORT": str(port), "DEMO": "0" if filled else "1", "LOG_LEVEL": "WARNING"}
        if filled:
            shutil.copytree(filled, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("run"))
        command = [sys.executable, "manage.py", "serve", "--stop-with-parent"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz/", server)
                yield f"http://127.0.0.1:{port}", environment
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit("maktab: the demo did not start")
        try:
            urlopen(address, timeout=2).close()  # noqa: S310 - our own address
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"maktab: {address} did not answer within {PATIENCE:g} seconds")


def found(environment: dict[str, str]) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", FIND],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    refs: dict[str, str] = json.loads(done.stdout)
    return refs


def take(browser: Browser, base: str, picture: Picture, refs: dict[str, str]) -> None:
    with opened(browser, base, picture.kind) as page:
        if picture.is_desk:
            sign_in(page, EMAIL, PASSWORD, picture.kind[:2])
        answer = page.goto(picture.path.format(**refs))
        if answer is None or not answer.ok:
            raise SystemExit(f"maktab: {picture.path} answers {answer.status if answer else 'nothing'}")
        page.wait_for_load_state("networkidle")
        target = OUT / f"{picture.name}.png"
        page.screenshot(path=target)
    with Image.open(target) as whole:
        small = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder that holds the demo already; it is copied, not touched")
    OUT.mkdir(parents=True, exist_ok=True)
    with demo(parser.parse_args().data) as (base, environment), sync_playwright() as playwright:
        refs = found(environment)
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for picture in PICTURES:
            take(browser, base, picture, refs)


if __name__ == "__main__":
    main()
