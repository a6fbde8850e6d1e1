"""The samples of a long PDF, made as the worker makes them: in a process of their own, marked on every page."""

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from core.pdf import render_pdf
from core.pictures import samples_of
from core.pictures.kinds import PDF

MARK = "مقهى الواحة · الأحد 22 نوفمبر 2026"
SHEET = "<html lang='ar'><style>@page { size: A4 } h1 { color: #1a5c4c } section { break-after: page }</style>"
PAGE = "<section dir='rtl'><h1>دليل الهوية</h1>{}</section>"
WORDS = "<p>الشعار والألوان والخطوط، وكيف تُستعمل في المطبوعات وعلى الشاشات. Brand guide, page by page.</p>"


def preview_seconds(*, pages: int, times: int) -> float:
    """The median of making every page's sample."""
    with TemporaryDirectory(prefix="bench-") as folder:
        source = Path(folder, "brochure.pdf")
        source.write_bytes(render_pdf(SHEET + PAGE.format(WORDS * 15) * pages))
        return statistics.median(_once(source, Path(folder), pages) for _time in range(times))


def _once(source: Path, folder: Path, pages: int) -> float:
    started = time.perf_counter()
    shots = samples_of(source, folder, kind=PDF, mark=MARK)
    took = time.perf_counter() - started
    if len(shots) < pages:
        raise RuntimeError(f"{len(shots)} samples of {pages} pages")
    return took
