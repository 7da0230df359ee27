"""Entries one below the other: what the room reads.

Only the lines in view are drawn, and an entry is laid out once for each width.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Entry(Protocol):
    """Something to read. Entries of the same key look the same."""

    @property
    def key(self) -> Hashable: ...

    def lines(self, width: int) -> list[Content]:
        """Its lines at a width, none wider."""
        ...


GUTTER = 1
"""Columns of a view that are kept for its scrollbar."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is wrapped between words."""

    key: Hashable
    content: Content

    def lines(self, width: int) -> list[Content]:
        return self.content.wrap(max(1, width))


class FeedView(ScrollView):
    """Shows entries; with `newest_last` it stays at its end unless it was scrolled away."""

    DEFAULT_CSS = """
    FeedView {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        scrollbar-color: $quiet;
        scrollbar-background: $background;
    }
    """
    can_focus = False

    def __init__(self, *, newest_last: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._newest_last = newest_last
        self._following = newest_last
        """Whether it stays at its end."""
        self._entries: tuple[Entry, ...] = ()
        self._width = 0
        self._laid_out: dict[Hashable, list[Content]] = {}
        self._lines: list[Content] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What it shows."""
        return self._entries

    @property
    def text(self) -> str:
        """All that can be read in it, without styles."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries instead."""
        shown = tuple(entries)
        if [entry.key for entry in shown] != [entry.key for entry in self._entries]:
            self._entries = shown
            self._lay_out()

    def rows(self, width: int) -> int:
        """The lines that all entries take in a view of that width."""
        return len(self._lines_at(width - GUTTER))

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        following = self._following
        self._lines = self._lines_at(width)
        self.virtual_size = Size(width, len(self._lines) + self._spare_rows())
        if following:
            # Forced, because the scrollbar of what has just grown comes a moment later.
            self.scroll_end(animate=False, force=True)
        self.refresh()

    def _spare_rows(self) -> int:
        """Rows to leave empty below, so that its end shows no entry without its head."""
        height, end = self.scrollable_content_region.height, len(self._lines)
        if not self._newest_last or end <= height:
            return 0
        spare, start = 0, end + 1
        for laid_out in reversed(self._laid_out.values()):
            start -= len(laid_out) + 1
            if end - start > height:
                break
            spare = start + height - end
        return spare

    def _lines_at(self, width: int) -> list[Content]:
        if width != self._width:
            self._width = width
            self._laid_out = {}
        self._laid_out = {
            entry.key: self._laid_out.get(entry.key) or entry.lines(width)
            for entry in self._entries
        }
        lines: list[Content] = []
        for laid_out in self._laid_out.values():
            if lines:
                lines.append(Content(""))
            lines.extend(laid_out)
        return lines

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._following = self._newest_last and new_value >= self.max_scroll_y

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = self._lines[at].render_segments(self.visual_style)
        return Strip(segments).adjust_cell_length(width, self.rich_style)
