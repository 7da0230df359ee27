"""What belongs on one page, and what begins a new one, before anything is set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from snogmarry.report import breadth
from snogmarry.report.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Paragraph,
    Row,
    Span,
    chapters,
    spans_of,
    text_of,
)

_WHOLE, _TALL, _PAGE = 12, 20, 32
"""Lines of what is worth a gap on the page before, of what is broken rather than pushed off a page,
and of what surely fits on one."""
_PAGES = 150
"""So many paragraphs and rows take more than two pages for certain."""


def begin_pages(document: Document) -> frozenset[int]:
    """Places of the blocks that begin a page: chapters that take pages, and those after them.

    Such chapters are also much faster to set, for each is set apart from the others.
    """
    begun = {id(chapter) for chapter in chapters(document)}
    places = [place for place, block in enumerate(document.blocks) if id(block) in begun]
    extents = [
        sum(map(_things, document.blocks[begin:end]))
        for begin, end in pairwise((*places, len(document.blocks)))
    ]
    others = zip(places[1:], pairwise(extents), strict=True)
    return frozenset(place for place, around in others if max(around) >= _PAGES)


def _things(block: Block) -> int:
    return len(block.rows) if isinstance(block, Grid) else 1


def with_next(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it belongs on the page of the table that follows it.

    All that stands between a heading and a table does, unless it is long or a list: otherwise the
    heading would stay behind with the first of it.
    """
    leading: set[int] = set()
    above: list[int] = []
    lines, headed = 0, False
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            above.append(place)
            lines += _lines(block.spans, 1)
            headed = headed and block.shape == "text"
            continue
        if isinstance(block, Grid):
            together = above if headed and lines <= _WHOLE else above[-1:]
            leading.update(together)
        above, lines, headed = [], 0, isinstance(block, Heading)
    return ((block, place in leading) for place, block in enumerate(blocks))


def is_small(grid: Grid) -> bool:
    """Whether it is better not torn over two pages, though that may leave a gap on the first."""
    return _has(grid, _WHOLE)


def is_tight(document: Document) -> bool:
    """Whether it is meant for one page and may need small letters for that."""
    grids = (block for block in document.blocks if isinstance(block, Grid))
    return document.dense and not all(_has(grid, _PAGE, between=0.5) for grid in grids)


def _has(grid: Grid, lines: int, between: float = 0) -> bool:
    """Whether its rows have no more than so many lines, with what is between them."""
    if len(grid.rows) > lines:
        return False
    return sum(_lines_of(grid, row) + between for row in grid.rows) <= lines


def is_tall(grid: Grid, row: Row) -> bool:
    """Whether a row could be more than a page has room for."""
    return _lines_of(grid, row) > _TALL


def is_long(paragraph: Paragraph) -> bool:
    """The same of a paragraph."""
    return _lines(paragraph.spans, 1) > _TALL


def _lines_of(grid: Grid, row: Row) -> int:
    cells = zip(grid.columns, row, grid.widths, strict=True)
    line = sum(grid.widths)
    return max(_lines(spans_of(column, cell), width / line) for column, cell, width in cells)


def _lines(spans: tuple[Span, ...], share: float) -> int:
    """How many lines words take at most in such a share of the line."""
    return breadth.lines(text_of(spans), share)
