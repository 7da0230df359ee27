"""Numbers that groups gave, in columns, so that all are seen at once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from snogmarry.text import SafeText

_COLUMN = 34
"""Cells that a number and who gave it are given at least."""
_GAP = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """Each number, and who gave it, the newest last."""

    figures: tuple[tuple[SafeText, Content], ...]

    @property
    def key(self) -> Hashable:
        return ("figures", *((number, who.plain) for number, who in self.figures))

    def lines(self, width: int) -> list[Content]:
        widest = max(Content(number).cell_length for number, _ in self.figures)
        columns = max(1, (width + _GAP) // (_COLUMN + _GAP))
        column = (width + _GAP) // columns - _GAP
        if widest > column // 3:
            # Numbers of a scale come with their labels.
            columns, column = 1, width
        cells = [_cell(number, widest, who, column) for number, who in self.figures]
        return [
            Content(" " * _GAP).join(cells[first : first + columns])
            for first in range(0, len(cells), columns)
        ]


def _cell(number: SafeText, widest: int, who: Content, width: int) -> Content:
    figure = Content(number).stylize("bold")
    indent = " " * (widest - figure.cell_length)
    return Content.assemble(indent, figure, _GAP * " ", who).truncate(
        max(1, width), ellipsis=True, pad=True
    )
