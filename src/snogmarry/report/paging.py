"""What belongs on one page, and what begins a new one, before anything is set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from snogmarry.report.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Paragraph,
    chapters,
    lines_of,
)

_WHOLE, _TALL, _PAGE = 12, 20, 32
"""Lines of what is worth a gap on the page before, of what is broken rather than pushed off a page,
and of what surely fits on one."""
_PAGES = 150
"""Lines of what takes several."""
_BETWEEN = 0.5
"""Room between two rows or paragraphs, in lines."""


def begin_pages(document: Document) -> frozenset[int]:
    """Places of the blocks that begin a page: chapters, but the first, that take several.

    They are also much faster to set, for what is before a break is set apart from what follows.
    """
    begun = {id(chapter) for chapter in chapters(document)}
    places = [place for place, block in enumerate(document.blocks) if id(block) in begun]
    reach = pairwise((*places, len(document.blocks)))
    extents = {begin: sum(map(_extent, document.blocks[begin:end])) for begin, end in reach}
    return frozenset(place for place in places[1:] if extents[place] >= _PAGES)


def _extent(block: Block) -> float:
    """The lines that a block takes at most."""
    if isinstance(block, Grid):
        return sum(block.lines) + _BETWEEN * len(block.rows)
    return lines_of(block.spans) + _BETWEEN


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
            lines += lines_of(block.spans)
            headed = headed and block.shape == "text"
            continue
        if isinstance(block, Grid):
            together = above if headed and lines <= _WHOLE else above[-1:]
            leading.update(together)
        above, lines, headed = [], 0, isinstance(block, Heading)
    return ((block, place in leading) for place, block in enumerate(blocks))


def is_small(grid: Grid) -> bool:
    """Whether it is better not torn over two pages, though that may leave a gap on the first."""
    return sum(grid.lines) <= _WHOLE


def is_tight(document: Document) -> bool:
    """Whether it is meant for one page and may need small letters for that."""
    grids = (block for block in document.blocks if isinstance(block, Grid))
    return document.dense and any(_extent(grid) > _PAGE for grid in grids)


def is_tall(lines: int) -> bool:
    """Whether a row of so many lines could be more than a page has room for."""
    return lines > _TALL


def is_long(paragraph: Paragraph) -> bool:
    """The same of a paragraph."""
    return is_tall(lines_of(paragraph.spans))
