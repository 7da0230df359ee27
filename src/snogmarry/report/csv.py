"""The tables of the summary as CSV, a file each, for whatever reads nothing else.

UTF-8 with a mark at its beginning: without one, Excel takes the file for the code page of the
computer, and every letter beyond ASCII comes out wrong; other programs know and skip the mark.
A text that a spreadsheet would take for a formula has an apostrophe before it. That holds where
commas part the cells, as here: to whoever parts them at semicolons, a text may be several cells.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from snogmarry.report import words
from snogmarry.report.tables import Cell, Column, Kind, Table

MARK = "\ufeff"
_STARTS = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
_UNITS: dict[Kind, str] = {"length": " (seconds)"}


def render(table: Table) -> str:
    """The table with a line of titles; every cell quoted, lines ended as RFC 4180 has it."""
    made = StringIO()
    made.write(MARK)
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_guarded(c.title + _UNITS.get(c.kind, "")) for c in table.columns)
    for row in table.rows:
        writer.writerow(_cell(c, cell) for c, cell in zip(table.columns, row, strict=True))
    return made.getvalue()


def _cell(column: Column, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | float() if column.kind == "length":
            return f"{cell / 1_000:.15g}"
        case int() | float() if column.kind == "moment":
            return words.local(round(cell)).isoformat(sep=" ", timespec="seconds")
        case int():
            return str(cell)
        case float():
            return f"{cell:.15g}"
        case date():
            return cell.isoformat()
        case str():
            return _guarded(cell)


def _guarded(text: str) -> str:
    # Space before it does not keep a spreadsheet from reading a formula.
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text
