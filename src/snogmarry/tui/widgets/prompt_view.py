"""Prompts, beside one another or one below the other where it is narrow, and their options."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from snogmarry.scenario.fit import PROMPTS_MARGIN, TEXT_MARGIN
from snogmarry.text import SafeText

_GAP = PROMPTS_MARGIN - TEXT_MARGIN
_NARROW = 64
"""Below so many columns two prompts stand one below the other."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """Each side's prompt under the side's name."""

    key: Hashable
    prompts: tuple[tuple[Content, Content], ...]
    """Pairs of head and text."""

    def lines(self, width: int) -> list[Content]:
        columns = len(self.prompts)
        if columns == 1 or width < _NARROW:
            return self._stacked(width)
        column = (width - _GAP * (columns - 1)) // columns
        blocks = [[head, *text.wrap(column)] for head, text in self.prompts]
        height = max(map(len, blocks))
        return [
            Content(" " * _GAP).join(_cell(block, row, column) for block in blocks)
            for row in range(height)
        ]

    def _stacked(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for head, text in self.prompts:
            if lines:
                lines.append(Content(""))
            lines += [head, *text.wrap(max(1, width))]
        return lines


def _cell(block: list[Content], row: int, width: int) -> Content:
    line = block[row] if row < len(block) else Content("")
    return line.truncate(width, pad=True)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: on one line if there is room, else numbered below one another."""

    key: tuple[SafeText, ...]

    def lines(self, width: int) -> list[Content]:
        line = Content("  ·  ".join(self.key)).stylize("bold")
        if line.cell_length <= width:
            return [line]
        return [
            part
            for number, text in enumerate(self.key, start=1)
            for part in Content.assemble((f"{number}  {text}", "bold")).wrap(max(1, width))
        ]
