"""A table as every format with cells has it: what its columns hold, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from snogmarry.report import words
from snogmarry.session.written import write_number

Kind = Literal["text", "said", "number", "figure", "share", "length", "moment", "date", "yes"]
"""What a column holds: words of the report or words of people; a whole number, a number, a
share of 1; milliseconds that something took; a moment, UTC, ms since 1970; a day; yes or no."""
Cell = str | int | float | date | bool | None
NUMERIC: frozenset[Kind] = frozenset({"number", "figure", "share", "length"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is in characters and a wish."""

    title: str
    kind: Kind = "text"
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first column names the row. None is a cell in which there is nothing to say."""

    name: str
    """What a sheet or a file is called after: small letters, and spaces between words."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Thing = TypeVar("Thing")


def table_of(
    name: str, title: str, things: Iterable[Thing], *fields: tuple[Column, Callable[[Thing], Cell]]
) -> Table:
    """A table with a row for each thing; each column comes with what it has of one."""
    columns = tuple(column for column, _ in fields)
    rows = tuple(tuple(value(thing) for _, value in fields) for thing in things)
    return Table(name, title, columns, rows)


def shown(kind: Kind, cell: Cell) -> str:
    """A cell as a page has it, in words."""
    if cell is None:
        return ""
    match kind, cell:
        case "length", int():
            return words.length(cell)
        case "moment", int():
            return words.clock(cell)
        case "share", int() | float():
            return words.percent(cell)
        case "figure", int() | float():
            return write_number(cell)
        case "date", date():
            return words.long_date(cell)
        case "yes", _:
            return "yes" if cell else "no"
    return str(cell)
