"""Lists as files for spreadsheet programs: CSV that opens in Arabic, and XLSX with real numbers and dates."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeVar
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from .money import Money

Row = Sequence[Any]
Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
BOM = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what a sheet's XML cannot hold


def csv_response(name: str, head: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """`name`.csv as a download, written while it is read. UTF-8 with a mark, so that Excel reads the Arabic."""
    writer, zone = csv.writer(_Echo()), timezone.get_current_timezone()  # the clock of now, not of when it is read

    def lines() -> Iterator[str]:
        yield BOM + writer.writerow([_text(cell, zone) for cell in head])
        for row in rows:
            yield writer.writerow([_text(cell, zone) for cell in row])

    return _attached(StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8"), f"{name}.csv")


def xlsx_response(name: str, head: Row, rows: Iterable[Row], *, rtl: bool = False) -> HttpResponse:
    """`name`.xlsx as a download; `rtl` turns the sheet as Arabic readers expect."""
    from openpyxl import Workbook  # noqa: PLC0415 - it takes five megabytes of a process and a sixth of its start
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - the same
    from openpyxl.styles import Font  # noqa: PLC0415 - the same

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.sheet_view.rightToLeft = rtl
    sheet.freeze_panes = "A2"
    titles = [WriteOnlyCell(sheet, value=harmless(str(title))) for title in head]
    for title in titles:
        title.font = Font(bold=True)
    sheet.append(titles)
    zone = timezone.get_current_timezone()
    for row in rows:
        sheet.append([_plain(cell, zone) for cell in row])
    target = BytesIO()
    book.save(target)
    return _attached(HttpResponse(target.getvalue(), content_type=XLSX), f"{name}.xlsx")


def harmless(text: str) -> str:
    """Text that a spreadsheet program will not run: what looks like a formula gets an apostrophe before it.

    Marks that no sheet can hold become spaces: one in a client's name would else stop the whole export.
    """
    text = _NO_TEXT.sub(" ", text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _text(cell: Any, zone: tzinfo) -> str:
    value = _plain(cell, zone)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def _plain(cell: Any, zone: tzinfo) -> Any:
    """Numbers and dates as they are (instants by the clock of `zone`), everything else as harmless text."""
    if cell is None or isinstance(cell, int | Decimal):
        return cell
    if isinstance(cell, Money):
        return cell.decimal
    if isinstance(cell, datetime):
        return timezone.localtime(cell, zone).replace(tzinfo=None)
    return cell if isinstance(cell, date) else harmless(str(cell))


def _attached(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class _Echo:
    """A file for the csv module that hands every line straight back."""

    def write(self, line: str) -> str:
        return line
