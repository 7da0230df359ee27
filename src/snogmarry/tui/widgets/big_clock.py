"""Figures as tall as the window allows, drawn with half blocks."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

_WIDTH, _HEIGHT = 3, 5
_FIGURES: dict[str, tuple[str, ...]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
}
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def scale_for(text: str, size: Size) -> int:
    """How many half rows a dot of a figure may be high, so that the text fits; at least 1."""
    dots = sum(len(_FIGURES[char][0]) + 1 for char in text) - 1
    return max(1, min(size.width // dots, size.height * 2 // _HEIGHT))


def rows_of(scale: int) -> int:
    """The rows that figures of that scale take."""
    return -(-_HEIGHT * scale // 2)


def paint(text: str, scale: int) -> list[str]:
    """The text in figures, a string for each row."""
    rows = [" ".join(_FIGURES[char][y] for char in text) for y in range(_HEIGHT)]
    halves = ["".join(dot * scale for dot in row) for row in rows for _ in range(scale)]
    if len(halves) % 2:
        halves.append(" " * len(halves[0]))
    return [
        "".join(_BLOCKS[top != " ", low != " "] for top, low in zip(upper, lower, strict=True))
        for upper, lower in zip(halves[::2], halves[1::2], strict=True)
    ]


class BigClock(Widget):
    """A time such as `4:59` or `+0:42`, centred, as large as fits."""

    DEFAULT_CSS = """
    BigClock { width: 1fr; height: 8; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._painted: tuple[str, Size] | None = None
        self._rows: list[str] = []

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text

    def show(self, text: str) -> None:
        """Show another time."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        size = self.size
        if self._painted != (self._text, size):
            self._painted = self._text, size
            self._rows = paint(self._text, scale_for(self._text, size)) if self._text else []
        top = (size.height - len(self._rows)) // 2
        style = self.rich_style
        if not 0 <= y - top < len(self._rows):
            return Strip.blank(size.width, style)
        row = self._rows[y - top]
        return Strip([Segment(row.center(size.width)[: size.width], style)], size.width)
