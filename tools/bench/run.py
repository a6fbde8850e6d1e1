"""One run: sow, start the web server, measure everything against the floor, stop."""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Business
from payments.models import Invoice

from .costs import bytes_on_the_wire, megabytes, pdf_milliseconds, queries
from .pages import DEEP_PAGE, FLOOR, Page, follow_to, pages_of, sign_in
from .preview import preview_seconds
from .reminders import reminders
from .report import PageFigures, Report
from .seed import Size, grow, sow
from .stack import BenchStack, copied_database, tidy, using
from .sweep import sweeps
from .upload import address_of, upload
from .visit import Visitor, latencies, throughput, warm_up

Say = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How much is there and how long it is looked at."""

    size: Size
    many: int  # conversations of the larger database of the sweep
    due: int
    reminders: int = 500
    rounds: int = 120
    most_seconds: float = 45
    turns: int = 2
    turn_seconds: float = 1.5
    sweeps: int = 5
    papers: int = 8
    upload_megabytes: int = 200
    preview_pages: int = 40
    previews: int = 3


FULL = Effort(Size(), many=100_000, due=100)
SMALL = Effort(
    Size(businesses=6, orders=120, small_orders=2, clients=40, conversations=300, papers=(100, 500)), many=600, due=5,
    reminders=20, rounds=3, turns=1, turn_seconds=0.2, sweeps=1, papers=1, upload_megabytes=8, preview_pages=3,
    previews=1,
)  # fmt: skip
PUBLIC = ("home", "account_login", "account_signup", "account_reset_password")
DESK = (
    "desk:leads", "desk:lead-new", "desk:clients", "desk:messages", "desk:message-new", "desk:offers",
    "desk:offer-new", "desk:invoices", "desk:letters", "desk:settings",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Where the measuring happens and as whom."""

    stack: BenchStack
    effort: Effort
    business: Business
    session: str
    say: Say


def run(stack: BenchStack, effort: Effort, *, seed: int, say: Say) -> Report:
    """The stack is not started yet and this process has joined it."""
    began, now = time.monotonic(), timezone.now()
    report = Report(seed, asdict(effort.size), _machine(), sweep_due=effort.due)
    say("sowing")
    databases = _sow(effort, seed, now)
    report.sown_seconds = time.monotonic() - began
    business = Business.objects.order_by("pk")[0]
    scene = Scene(stack, effort, business, sign_in(business.owner), say)
    say("starting the web server")
    stack.start()
    _measure_web(report, scene)
    say("measuring papers and sweeps")
    papers = Invoice.objects.owned_by(business).filter(state=Invoice.State.ISSUED).order_by("-pk")
    report.pdf_ms = pdf_milliseconds(list(papers[: effort.papers]))
    report.preview_pages = effort.preview_pages
    report.preview_seconds = preview_seconds(pages=effort.preview_pages, times=effort.previews)
    report.sweep_seconds = sweeps(databases, due=effort.due, times=effort.sweeps, now=now)
    report.reminders_due = effort.reminders
    report.reminder_seconds, report.reminded_among = reminders(
        business=business, due=effort.reminders, times=effort.sweeps, now=now
    )
    report.whole_seconds = time.monotonic() - began
    return report


def _sow(effort: Effort, seed: int, now: datetime) -> dict[str, str]:
    """Fills the stack's database, and a copy of it with more conversations: how many there are → its name."""
    sow(effort.size, seed=seed, now=now)
    few, many = str(connection.settings_dict["NAME"]), copied_database("many_conversations")
    with using(many):
        grow(effort.many, seed=seed, now=now)
        tidy()
    tidy()
    return {f"{effort.size.conversations:,} conversations": few, f"{effort.many:,}": many}


def _measure_web(report: Report, scene: Scene) -> None:
    visitor = Visitor(scene.stack.port)
    deep = follow_to(DEEP_PAGE, lambda path: visitor.get(path, scene.session).decode())
    pages = pages_of(scene.business, scene.session, deep)
    report.pages = _measured(scene, pages)
    report.web_megabytes = megabytes(scene.stack.processes["web"].pid)
    report.first_load_kilobytes = _first_loads(scene, pages)
    scene.say("sending a large file")
    report.upload_megabytes = scene.effort.upload_megabytes
    report.upload_seconds, report.grown_megabytes = upload(
        scene.stack.port, address_of(scene.business), scene.session,
        size=report.upload_megabytes, pid=scene.stack.processes["web"].pid,
    )  # fmt: skip


def _measured(scene: Scene, pages: list[Page]) -> list[PageFigures]:
    port, effort = scene.stack.port, scene.effort
    warm_up(port, pages)
    scene.say("measuring pages, one visitor")
    times = latencies(port, pages, rounds=effort.rounds, seconds=effort.most_seconds)
    scene.say("measuring pages, eight visitors")
    rates = throughput(port, pages, turns=effort.turns, seconds=effort.turn_seconds)
    asked = {page.name: len(queries(page)) for page in pages}
    return [
        PageFigures(
            name=page.name,
            times=replace(times[page.name], per_second=rates[page.name]),
            against=page.against,
            ratio=times[page.name].p50 / times[page.against].p50,
            queries=asked[page.name],
            most_queries=asked[page.flat_with] if page.flat_with else page.most_queries,
            most_ratio=page.most_ratio,
        )
        for page in pages
    ]


def _first_loads(scene: Scene, pages: list[Page]) -> dict[str, float]:
    """Kilobytes of style sheets and scripts by page; strangers see the public ones."""
    loads = {page.name: (page.path, page.session) for page in pages if page.name != FLOOR}
    loads |= {name: (reverse(name), scene.session) for name in DESK}
    loads |= {name: (reverse(name), "") for name in PUBLIC}
    loads["portal:inquiry"] = (reverse("portal:inquiry", args=[scene.business.slug]), "")
    return {name: bytes_on_the_wire(scene.stack.port, *load) / 1024 for name, load in loads.items()}


def _machine() -> dict[str, str | int]:
    return {
        "processors": os.cpu_count() or 0,
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }
