"""The tables of the summary as a workbook: a sheet each, to be sorted, filtered and counted.

Text is always written as text, so that nothing that people typed becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from math import copysign

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from snogmarry.report import overview_words, words
from snogmarry.report.sheets import sheets
from snogmarry.report.summary import Summary
from snogmarry.report.tables import NUMERIC, Cell, Column, Kind, Table

_DAY = 86_400_000
_LONGEST = 32_767
"""Characters of a cell; a workbook with more cannot be opened."""
_CUT = " … (the rest is in the JSON)"
_TRIFLE = 1e-15
_LINE, _HIGHEST = 15, 25
"""Points of a line, and lines of a row."""
_HEAD: dict[str, object] = {
    "bold": True,
    "bg_color": "#F2F2F5",
    "bottom": 1,
    "text_wrap": True,
    "valign": "top",
}
_ALIGNED: dict[str, dict[str, object]] = {
    "left": {"align": "left", "indent": 1},
    "right": {"align": "right"},
}
_FORMATS: dict[Kind, str] = {
    "length": "[h]:mm:ss",
    "moment": "yyyy-mm-dd hh:mm",
    "date": "d mmmm yyyy",
    "share": "0%",
}
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render(summary: Summary) -> bytes:
    """The workbook; the same summary gives the same bytes."""
    kept = BytesIO()
    # Not row by row, which writes what people said into temporary files.
    book = Workbook(kept, _SAFE | {"in_memory": True})
    title = overview_words.title(summary.overview)
    at = datetime.fromtimestamp(summary.written / 1_000, UTC).replace(tzinfo=None, microsecond=0)
    standing = overview_words.standing_of(summary.overview)
    book.set_properties(
        {
            "title": title,
            "subject": f"Summary of a workshop. {words.EXERCISE}.",
            "author": "snogmarry",
            "status": standing,
            "created": at,
        }
    )
    looks = {kind: book.add_format(_look(kind)) for kind in _kinds()}
    heads = {align: book.add_format(_HEAD | look) for align, look in _ALIGNED.items()}
    for table in sheets(summary):
        sheet = book.add_worksheet(table.name)
        _dress(sheet, table, overview_words.status(summary.overview))
        _fill(sheet, table, looks, heads)
    book.close()
    return kept.getvalue()


def _kinds() -> tuple[Kind, ...]:
    return ("text", "said", "number", "figure", "yes", *_FORMATS)


def _look(kind: Kind) -> dict[str, object]:
    made: dict[str, object] = {"valign": "top"}
    if kind not in NUMERIC:
        made |= _ALIGNED["left"] | {"text_wrap": True}
    return made | ({"num_format": _FORMATS[kind]} if kind in _FORMATS else {})


def _dress(sheet: Worksheet, table: Table, status: str) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&B{words.EXERCISE}&R{status}")
    sheet.set_footer("&L&A&RPage &P of &N")
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)


def _fill(
    sheet: Worksheet, table: Table, looks: Mapping[Kind, Format], heads: Mapping[str, Format]
) -> None:
    sheet.set_row(0, _LINE * max(_lines(c, c.title) for c in table.columns))
    for number, column in enumerate(table.columns):
        head = heads["right" if column.kind in NUMERIC else "left"]
        sheet.write_string(0, number, column.title, head)
    for line, row in enumerate(table.rows, 1):
        high = max(_lines(c, cell) for c, cell in zip(table.columns, row, strict=True))
        if high > 1:
            sheet.set_row(line, _LINE * min(high, _HIGHEST))
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(sheet, (line, number), column, cell, looks)


def _lines(column: Column, cell: Cell) -> int:
    """About how many lines a text takes; not every program finds out when it opens the file."""
    if not isinstance(cell, str):
        return 1
    return sum(1 + len(line) // column.width for line in cell.split("\n"))


def _surely(share: float) -> float:
    """A share that every program rounds as the words do.

    LibreOffice takes 0.145 for the float that it is, which is less; so a half is a trifle more.
    """
    thousandths = Decimal(repr(share)).scaleb(3)
    return share + copysign(_TRIFLE, share) if abs(thousandths) % 10 == 5 else share


def _write(
    sheet: Worksheet,
    place: tuple[int, int],
    column: Column,
    cell: Cell,
    looks: Mapping[Kind, Format],
) -> None:
    look = looks[column.kind]
    match cell:
        case None:
            sheet.write_blank(*place, None, look)
        case bool():
            sheet.write_string(*place, "yes" if cell else "no", look)
        case int() | float() if column.kind == "length":
            # Whole seconds: Excel would round where all else tells the seconds gone.
            sheet.write_number(*place, cell // 1_000 * 1_000 / _DAY, look)
        case int() | float() if column.kind == "moment":
            moment = words.local(round(cell)).replace(tzinfo=None, microsecond=0)
            sheet.write_datetime(*place, moment, look)
        case int() | float() if column.kind == "share":
            sheet.write_number(*place, _surely(cell), look)
        case int() | float():
            sheet.write_number(*place, cell, look)
        case date():
            sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001
        case str():
            fits = len(cell) <= _LONGEST
            text = cell if fits else cell[: _LONGEST - len(_CUT)] + _CUT
            sheet.write_string(*place, text, look)
