"""The line at the foot: the keys most wanted here, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from snogmarry.tui.keys import Key

_SLACK = 1.0
"""Seconds by which a notice may come late and so go late."""


class KeyLine(Widget):
    """Keys on the left, a word on how things stand on the right."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        width: 1fr;
        background: $strip;
        color: $foreground;
    }
    """

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._aside = ""
        self._notice = 0
        """The columns on the right that a notice takes."""
        self._until: Timer | None = None

    def give_way(self, columns: int, seconds: float) -> None:
        """Leave so much on the right to a notice, for so long: no key is to be cut in two."""
        if self._until is not None:
            self._until.stop()
        self._notice = columns
        self._until = self.set_timer(seconds + _SLACK, self._take_back)
        self.refresh()

    def _take_back(self) -> None:
        self._notice = 0
        self.refresh()

    def tell(self, aside: str, keys: Sequence[Key] | None = None) -> None:
        """Set what stands on the right, and which keys on the left."""
        shown = self._keys if keys is None else tuple(keys)
        if (aside, shown) != (self._aside, self._keys):
            self._aside, self._keys = aside, shown
            self.refresh()

    def render(self) -> Content:
        width = max(0, self.size.width - self._notice)
        aside = Content(f" {self._aside} " if self._aside and not self._notice else "")
        room = (
            width
            - aside.cell_length
            - sum(_part(key).cell_length for key in self._keys if key.action == "help")
        )
        parts: list[Content] = []
        for key in self._keys:
            part = _part(key)
            # Help is last and stays: it shows the keys that there was no room for.
            room -= 0 if key.action == "help" else part.cell_length
            if room >= 0 or key.action == "help":
                parts.append(part)
        line = Content("").join(parts)
        gap = max(0, width - line.cell_length - aside.cell_length)
        return Content.assemble(line, " " * gap, aside)


def _part(key: Key) -> Content:
    return Content.assemble(" ", (key.shown, "bold $primary"), f" {key.label} ")
