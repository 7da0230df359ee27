"""The result of a vote: bars, each with its number, and how each side voted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from snogmarry.text import SafeText

_PATTERNS = "█▓▒░"
"""One for each side, so that they are told apart without colour."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: what it is called and how many chose it, by side."""

    text: SafeText
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below one another, drawn to the same scale."""

    key: Hashable
    bars: tuple[Bar, ...]
    sides: tuple[tuple[SafeText, str], ...]
    """The name of each side and its style."""

    def lines(self, width: int) -> list[Content]:
        if not self.bars:
            return []
        name = min(max(len(bar.text) for bar in self.bars) + 1, width // 2)
        numbers = max(len(_numbers(bar)) for bar in self.bars) + 2
        room = max(4, width - name - numbers)
        most = max(1, *(bar.total for bar in self.bars))
        return [*self._legend(width), *(self._line(bar, name, room, most) for bar in self.bars)]

    def _legend(self, width: int) -> list[Content]:
        if len(self.sides) < 2:
            return []
        parts = [
            Content.assemble((_PATTERNS[index] * 2, style), f" {side}")
            for index, (side, style) in enumerate(self.sides)
        ]
        return [*Content("   ").join(parts).wrap(width), Content("")]

    def _line(self, bar: Bar, name: int, room: int, most: int) -> Content:
        label = (
            Content(bar.text)
            .truncate(name - 1, ellipsis=True)
            .pad_right(max(0, name - min(Content(bar.text).cell_length, name - 1)))
        )
        drawn, done = [], 0
        for index in range(len(bar.parts)):
            upto = round(room * (sum(bar.parts[: index + 1])) / most)
            style = self.sides[index][1] if index < len(self.sides) else ""
            drawn.append(Content.assemble((_PATTERNS[index % 4] * (upto - done), style)))
            done = upto
        return Content.assemble(label, *drawn, (f" {_numbers(bar)}", "bold"))


def _numbers(bar: Bar) -> str:
    if len(bar.parts) < 2:
        return str(bar.total)
    return f"{bar.total} ({' + '.join(map(str, bar.parts))})"
