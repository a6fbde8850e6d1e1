"""What was measured, as JSON and as a table with each target beside its figure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from .visit import Times

MISSED = "MISSED"
MOST_SWEEP_RATIO = 1.3
MOST_REMINDER_SECONDS = 0.5
MOST_MEGABYTES = 260
MOST_GROWN_MEGABYTES = 50
MOST_KILOBYTES = 60


@dataclass(frozen=True)
class PageFigures:
    """One page: what it took, beside what is promised of it."""

    name: str
    times: Times
    against: str
    ratio: float  # its p50 to that of `against`
    queries: int
    most_queries: int | None
    most_ratio: float | None

    @property
    def misses(self) -> Iterator[str]:
        if self.most_ratio is not None and self.ratio > self.most_ratio:
            yield f"{self.name}: {self.ratio:.2f} × {self.against}, target {self.most_ratio:g}"
        if self.most_queries is not None and self.queries > self.most_queries:
            yield f"{self.name}: {self.queries} queries, target {self.most_queries}"


@dataclass
class Report:
    """One run. Milliseconds, seconds, megabytes and kilobytes as the names say."""

    seed: int
    size: dict[str, Any]
    machine: dict[str, str | int]
    pages: list[PageFigures] = field(default_factory=list)
    pdf_ms: float = 0.0
    sweep_seconds: dict[str, float] = field(default_factory=dict)
    sweep_due: int = 0
    reminder_seconds: float = 0.0
    reminders_due: int = 0
    reminded_among: int = 0  # invoices
    web_megabytes: float = 0.0
    upload_megabytes: int = 0
    upload_seconds: float = 0.0
    grown_megabytes: float = 0.0  # the web processes, while it was sent
    preview_pages: int = 0
    preview_seconds: float = 0.0
    first_load_kilobytes: dict[str, float] = field(default_factory=dict)
    sown_seconds: float = 0.0
    whole_seconds: float = 0.0

    @property
    def sweep_ratio(self) -> float:
        few, many = self.sweep_seconds.values()
        return many / few

    @property
    def misses(self) -> list[str]:
        found = [miss for page in self.pages for miss in page.misses]
        if self.sweep_ratio > MOST_SWEEP_RATIO:
            found.append(f"reminder sweep: {self.sweep_ratio:.2f} × as long among many, target {MOST_SWEEP_RATIO}")
        if self.reminder_seconds > MOST_REMINDER_SECONDS:
            found.append(f"payment reminders: {self.reminder_seconds:.2f} s, target {MOST_REMINDER_SECONDS}")
        if self.web_megabytes > MOST_MEGABYTES:
            found.append(f"memory of the web processes: {self.web_megabytes:.0f} MB, target {MOST_MEGABYTES}")
        if self.grown_megabytes > MOST_GROWN_MEGABYTES:
            found.append(
                f"an upload grew the web processes by {self.grown_megabytes:.0f} MB, target {MOST_GROWN_MEGABYTES}"
            )
        heavy = {name: size for name, size in self.first_load_kilobytes.items() if size > MOST_KILOBYTES}
        found += [f"first load of {name}: {size:.1f} KB, target {MOST_KILOBYTES}" for name, size in heavy.items()]
        return found

    def as_json(self) -> str:
        data = asdict(self) | {"sweep_ratio": self.sweep_ratio, "missed": self.misses}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def as_text(self) -> str:
        return "\n".join([*_table(self.pages), "", *self._others(), "", *self._verdict()])

    def _others(self) -> Iterator[str]:
        times = ", ".join(f"{seconds:.2f} s among {label}" for label, seconds in self.sweep_seconds.items())
        yield f"Arabic invoice PDF, warm: {self.pdf_ms:.0f} ms"
        yield f"Samples of a PDF of {self.preview_pages} pages: {self.preview_seconds:.1f} s"
        ratio = f"ratio {self.sweep_ratio:.2f} (target ≤ {MOST_SWEEP_RATIO})"
        yield f"Reminder sweep, {self.sweep_due} due: {times}; {ratio}"
        yield (
            f"{self.reminders_due} payment reminders due among {self.reminded_among:,} invoices: "
            f"{self.reminder_seconds:.2f} s (target ≤ {MOST_REMINDER_SECONDS})"
        )
        yield f"Memory of the web processes: {self.web_megabytes:.0f} MB (target ≤ {MOST_MEGABYTES})"
        yield (
            f"Upload of {self.upload_megabytes} MB: {self.upload_seconds:.1f} s, and the web processes grew by "
            f"{self.grown_megabytes:.1f} MB meanwhile (target < {MOST_GROWN_MEGABYTES})"
        )
        heaviest = max(self.first_load_kilobytes, key=self.first_load_kilobytes.__getitem__)
        size = self.first_load_kilobytes[heaviest]
        yield f"CSS and JS of a first load: at most {size:.1f} KB, {heaviest} (target ≤ {MOST_KILOBYTES})"
        yield f"Took {self.whole_seconds:.0f} s, {self.sown_seconds:.0f} s of it to sow"

    def _verdict(self) -> Iterator[str]:
        if not self.misses:
            yield "Every target is met."
        yield from (f"{MISSED}: {miss}" for miss in self.misses)


def _table(pages: list[PageFigures]) -> Iterator[str]:
    head = ("page", "p50 ms", "p95 ms", "ratio", "target", "queries", "target", "req/s at 8")
    row = "{:<22}{:>8}{:>8}{:>8}{:>8}{:>9}{:>8}{:>12}"
    yield row.format(*head)
    for page in pages:
        times = page.times
        marked = "  " + MISSED if any(page.misses) else ""
        yield row.format(
            page.name, f"{times.p50:.1f}", f"{times.p95:.1f}", f"{page.ratio:.2f}", _target(page.most_ratio),
            page.queries, _target(page.most_queries), f"{times.per_second:.0f}",
        ) + marked  # fmt: skip


def _target(most: float | None) -> str:
    return "" if most is None else f"≤ {most:g}"
