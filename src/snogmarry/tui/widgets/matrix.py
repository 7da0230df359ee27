"""Lessons down, groups across."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from snogmarry.session.answered import group_name
from snogmarry.session.coverage import Cell, Row, coverage
from snogmarry.session.state import Session
from snogmarry.tui.debrief_text import cell_text, lesson_of, standing

LEAST_LESSON, MOST_LESSON = 16, 30
STATE_WIDTH = 27
NARROW_STATE_WIDTH = 16
WIDE = 110
LEAST, MOST = 5, 22


class Matrix(DataTable[Text]):
    """How much evidence stands where. The first column is the lesson, the last how it stands."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, cursor_type="cell", fixed_columns=1, cell_padding=1)
        self.rows_shown: tuple[Row, ...] = ()
        self._drawn: object = None
        self._width = 0
        self._lesson_width = MOST_LESSON

    def show(self, session: Session) -> None:
        """Bring it up to date; the cursor stays where it is."""
        rows = coverage(session)
        groups: list[int | None] = [*session.groups, None]
        names = tuple(str(group_name(session, group)) for group in groups)
        # Before it is laid out it is as wide as its screen: drawn twice, it would come late.
        self._width = self.size.width or self.screen.size.width
        if (rows, names, self._width) == self._drawn:
            return
        self._drawn = (rows, names, self._width)
        self.rows_shown = rows
        first = not self.columns
        cursor = Coordinate(0, 1) if first else self.cursor_coordinate
        self.clear(columns=True)
        self._columns(names)
        for row in rows:
            self.add_row(*self._texts(session, row))
        if rows:
            self.move_cursor(row=cursor.row, column=cursor.column)

    def _columns(self, names: tuple[str, ...]) -> None:
        padding = 2 * self.cell_padding
        state = STATE_WIDTH if self._wide else NARROW_STATE_WIDTH
        left = self._width - state - 2 * padding
        spare = left - len(names) * (LEAST + padding)
        self._lesson_width = max(LEAST_LESSON, min(MOST_LESSON, self._width // 4, spare))
        left -= self._lesson_width
        width = max(LEAST, min(MOST, left // len(names) - padding))
        self.add_column(Text("Lesson"), width=self._lesson_width)
        for number, name in enumerate(names[:-1], start=1):
            self.add_column(_cut_name(f"{number} {name}", width), width=width)
        self.add_column(Text("Room"), width=width)
        self.add_column(Text("No evidence"), width=state)

    def _texts(self, session: Session, row: Row) -> list[Text]:
        title = lesson_of(session, row.lesson).title
        cells = [Text(cell_text(cell)) for cell in row.cells]
        return [_cut(title, self._lesson_width), *cells, Text(standing(row, in_full=self._wide))]

    @property
    def _wide(self) -> bool:
        return self._width >= WIDE

    @property
    def picked(self) -> tuple[Row, Cell | None] | None:
        """The lesson under the cursor and the cell, None for the columns that are no group's."""
        at: Coordinate = self.cursor_coordinate
        if not 0 <= at.row < len(self.rows_shown):
            return None
        row = self.rows_shown[at.row]
        return row, row.cells[at.column - 1] if 1 <= at.column <= len(row.cells) else None


def _cut(text: str, width: int) -> Text:
    cut = Text(text)
    cut.truncate(width, overflow="ellipsis")
    return cut


def _cut_name(name: str, width: int) -> Text:
    # `Toys Stay Put 2` and `Toys Stay Put 3` differ at their end alone.
    head, _, end = name.rpartition(" ")
    if not end.isdecimal() or cell_len(name) <= width or len(end) > width - 3:
        return _cut(name, width)
    return _cut(head, width - len(end) - 1).append(f" {end}")
