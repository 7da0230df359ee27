"""How to join, for the whole room: a QR code, the address, the code."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from snogmarry.phones import qr
from snogmarry.phones.invitation import Invitation

GAP = 3
"""Columns between the QR code and words beside it."""


class Invite(Widget):
    """A QR code as large as fits, with words below it, or beside it where it is larger so."""

    DEFAULT_CSS = """
    Invite { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[str | None, tuple[Content, ...]] = (None, ())
        self._painted: tuple[object, list[Strip]] | None = None

    def show(self, way: Invitation | None, words: Sequence[Content]) -> None:
        """Show that way to join, if it leads anywhere, and these words."""
        shown = (way.scanned if way is not None and way.reaches else None, tuple(words))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        key = (self._shown, self.size, self.visual_style)
        if self._painted is None or self._painted[0] != key:
            self._painted = key, self._paint()
        strips = self._painted[1]
        style = self.rich_style
        if y >= len(strips):
            return Strip.blank(self.size.width, style)
        return strips[y].adjust_cell_length(self.size.width, style)

    def _paint(self) -> list[Strip]:
        url, words = self._shown
        width, height = self.size
        margin = max((line.cell_length for line in words), default=0) + GAP
        if url is not None and not _code(url, width, height - len(words)):
            words = words[1:]  # the least needed, where the room is scarce
        below = _code(url, width, height - len(words))
        beside = _code(url, width - margin, height)
        if len(beside) > len(below):
            rows = self._beside(beside, words)
        else:
            folded = [part for line in words for part in line.wrap(max(1, width))]
            rows = [*below, *(Strip(line.render_segments(self.visual_style)) for line in folded)]
            rows = [self._centred(strip) for strip in rows]
        return [*[Strip([])] * ((height - len(rows)) // 2), *rows]

    def _beside(self, code: list[Strip], words: Sequence[Content]) -> list[Strip]:
        top = (len(code) - len(words)) // 2
        said = {top + place: line for place, line in enumerate(words)}
        lines = (Content(" " * GAP).append(said.get(y, Content(""))) for y in range(len(code)))
        parts = (Strip(line.render_segments(self.visual_style)) for line in lines)
        return [Strip.join(pair) for pair in zip(code, parts, strict=True)]

    def _centred(self, strip: Strip) -> Strip:
        before = max(0, (self.size.width - strip.cell_length) // 2)
        return Strip.join([Strip.blank(before, self.rich_style), strip])


def _code(url: str | None, columns: int, rows: int) -> list[Strip]:
    found = None if url is None or columns < 1 or rows < 1 else qr.fitting(url, columns, rows)
    if found is None:
        return []
    return [
        Strip([Segment(cell.char, Style(color=cell.ink, bgcolor=cell.paper)) for cell in row])
        for row in qr.cells(found)
    ]


def words(way: Invitation | None, there: str) -> list[Content]:
    """What is said beside the QR code, to be read aloud."""
    if way is None or not way.reaches:
        return []
    return [
        Content("On the same Wi-Fi, scan, or type"),
        Content(way.page).stylize("bold"),
        Content.assemble("and the code  ", (way.spaced, "bold")),
        Content(there).stylize("$quiet"),
    ]
