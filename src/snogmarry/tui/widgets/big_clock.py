"""Figures as tall as the window allows, drawn with half blocks."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

_HEIGHT = 5
_TALLEST = 6
"""Half rows to a column of a dot, at most: figures that are taller look pinched."""
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


def paint(text: str, size: Size) -> list[str]:
    """The text in figures as tall as the size allows, a string for each row."""
    dots = sum(len(_FIGURES[char][0]) + 1 for char in text) - 1
    # Half rows and columns are about as long as each other on most terminals.
    halves = min(size.height * 2, size.width // dots * _TALLEST)
    stroke = max(1, halves // _HEIGHT)
    gap = max(1, (halves - 3 * stroke) // 2)
    broad = max(1, min(size.width // dots, round(halves / _HEIGHT)))
    drawn: list[str] = []
    for y in range(_HEIGHT):
        row = " ".join(_FIGURES[char][y] for char in text)
        drawn += ["".join(dot * broad for dot in row)] * (gap if y % 2 else stroke)
    if len(drawn) % 2:
        drawn.append(" " * len(drawn[0]))
    return [
        "".join(_BLOCKS[top != " ", low != " "] for top, low in zip(upper, lower, strict=True))
        for upper, lower in zip(drawn[::2], drawn[1::2], strict=True)
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
            self._rows = paint(self._text, size) if self._text else []
        top = (size.height - len(self._rows) + 1) // 2
        style = self.rich_style
        if not 0 <= y - top < len(self._rows):
            return Strip.blank(size.width, style)
        row = self._rows[y - top]
        return Strip([Segment(row.center(size.width)[: size.width], style)], size.width)
