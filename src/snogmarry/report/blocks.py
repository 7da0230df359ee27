"""A document as a run of blocks, which Word, PDF and small pages render each in their way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol, TypeVar

from snogmarry.report import breadth
from snogmarry.report.bands import Bands
from snogmarry.report.mixed import bare, held, is_mixed, parts, theirs, turns
from snogmarry.report.tables import NUMERIC, Cell, Column, shown

Shape = Literal["text", "point", "quote"]
Look = Literal["plain", "strong", "dim"]
_INSET = 1.25
"""What the sides of a cell take of a line, in letters; before words that follow figures, once more.
"""
_SAMPLE = 2
"""The same of a sample of a colour."""
_BOLD = 1.1
"""How much more room a letter of a title takes."""
_WORD, _THEIRS = 20, 12
"""Letters of a word that a column has room for; in cells with words of people, who write links."""
_PRINTED = 1.25
"""Letters that print has room for where the least of them is counted as one."""
_LOOKED_AT = 50
"""Of how many rows it is found out which widths suit them."""
FRAME = "en-GB"
"""The language of the report's own words."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike, people's among them told apart as `mixed` has it.

    `said`: all are people's own, in the language of the document, if nothing tells them apart.
    """

    text: str
    said: bool = False
    look: Look = "plain"
    to: str = ""
    """Where they lead to, by its reference."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is below the title of the document."""

    level: int
    spans: tuple[Span, ...]
    ref: str = ""
    """The reference by which words elsewhere lead here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that keep their line ends. `point`: one of a list; `quote`: as somebody said it."""

    spans: tuple[Span, ...]
    shape: Shape = "text"
    ref: str = ""
    """The reference by which words elsewhere lead here."""


@dataclass(frozen=True, slots=True)
class Rich:
    """A cell whose words do not all look alike, lead somewhere, or have a picture below them."""

    spans: tuple[Span, ...]
    bands: Bands | None = None
    edge: str = ""
    """The colour of its left side, beside words that say the same; empty if it has none."""


Row = tuple[Cell | Rich, ...]


@dataclass(frozen=True)
class Grid:
    """A table with its title above it; its first column names the row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wished: tuple[float, ...]
    """Shares of the line for its columns, in any unit, if their words leave it at that."""
    refs: tuple[str, ...] = ()
    """The reference of each row by which words elsewhere lead to it; empty if none do."""
    key: tuple[str, ...] = ()
    """The colour that each column has in the bars of the rows; empty for one that has none."""

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """What its columns have of the line, which is in letters."""
        return breadth.fitted(self.wished, needed(self))

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """How many lines each row has at most."""
        line = sum(self.widths)
        shares = [width / line for width in self.widths]
        return tuple(
            max(
                lines_of(spans_of(column, cell), share)
                for column, cell, share in zip(self.columns, row, shares, strict=True)
            )
            for row in self.rows
        )


class Named(Protocol):
    """What links can lead to."""

    @property
    def ref(self) -> str: ...


Thing = TypeVar("Thing", bound=Named)


def grid_of(
    title: str,
    things: Sequence[Thing],
    *fields: tuple[Column, float, Callable[[Thing], Cell | Rich]],
) -> Grid:
    """A table with a row for each thing; each column comes with its share and what it has of one.

    Links lead to the rows.
    """
    columns, wished, values = zip(*fields, strict=True)
    rows = tuple(tuple(value(thing) for value in values) for thing in things)
    return Grid(title, columns, rows, wished, tuple(thing.ref for thing in things))


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed: `language` is that of people's words.

    `status` stands on each page in a word or two, `standing` says it in full under the title.
    """

    title: str
    subject: str
    language: str
    status: str
    standing: str
    written: int
    blocks: tuple[Block, ...]
    wide: bool = False
    """Better on a page that lies on its side."""
    dense: bool = False
    """Meant for one page."""


def texts(document: Document) -> Iterator[str]:
    """All that is said in it."""
    yield bare(document.title)
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield text_of(block.spans)
            continue
        yield from map(bare, (block.title, *(column.title for column in block.columns)))
        for row in block.rows:
            for column, cell in zip(block.columns, row, strict=True):
                yield text_of(spans_of(column, cell))


def chapters(document: Document) -> tuple[Heading, ...]:
    """What stands in its table of contents; nothing if it is too short for one."""
    if document.dense or document.wide:
        return ()
    headings = (block for block in document.blocks if isinstance(block, Heading))
    return tuple(heading for heading in headings if heading.level == 1)


def said(text: str, look: Look = "plain") -> Span:
    """Words of people."""
    return Span(text, True, look)


def plain(*parts: str | Span) -> tuple[Span, ...]:
    """Spans, from the report's words and what is a span already."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts if part)


def pieces(spans: Iterable[Span], *, foreign: bool) -> Iterator[Span]:
    """Spans of which each is all people's or all the report's, as they are set.

    Where people's words are not `foreign`, of another language than the report's, only those that
    turn the direction are set apart.
    """
    turned = False
    for span in spans:
        if not (foreign or turned or turns(span.text)):
            yield replace(span, text=bare(span.text)) if is_mixed(span.text) else span
            continue
        for text, said in parts(theirs(span.text) if span.said else span.text):
            yield replace(span, text=held(text) if turned and not said else text, said=said)
            turned = turns(text)


def spans_of(column: Column, cell: Cell | Rich) -> tuple[Span, ...]:
    """A cell in words."""
    if isinstance(cell, Rich):
        return cell.spans
    text = cell if isinstance(cell, str) else shown(column.kind, cell)
    return (Span(text, column.kind == "said"),)


def rows_of(grid: Grid) -> Iterator[tuple[str, Row]]:
    """Each row with its reference."""
    return zip(grid.refs or ("",) * len(grid.rows), grid.rows, strict=True)


def after_figures(grid: Grid) -> tuple[bool, ...]:
    """Which columns need room before them: words that begin where figures have just ended."""
    numeric = [column.kind in NUMERIC for column in grid.columns]
    pairs = zip([False, *numeric], numeric, strict=False)
    return tuple(before and not here for before, here in pairs)


def suited(grid: Grid, wishes: Sequence[tuple[float, ...]]) -> Grid:
    """The table with those of the wishes by which it has the fewest lines, as some rows tell.

    Of those that are even, it is the first.
    """
    some = replace(grid, rows=grid.rows[:_LOOKED_AT])
    least = needed(some)
    rows = [
        [breadth.lengths(text_of(spans_of(*of))) for of in zip(grid.columns, row, strict=True)]
        for row in some.rows
    ]

    def height(wished: tuple[float, ...]) -> int:
        widths = breadth.fitted(wished, least)
        line = sum(widths) / _PRINTED
        shares = [width / line for width in widths]
        return sum(max(map(breadth.wrapped, row, shares)) for row in rows)

    return replace(grid, wished=min(wishes, key=height))


def lines_of(spans: tuple[Span, ...], share: float = 1) -> int:
    """How many lines words take at most in such a share of the line."""
    return breadth.lines(text_of(spans), share)


def text_of(spans: tuple[Span, ...]) -> str:
    """Spans as they are read, without what tells people's words apart."""
    return bare("".join(span.text for span in spans))


def needed(grid: Grid) -> tuple[float, ...]:
    """How wide each column must be so that its title and its figures break between words alone."""
    found = []
    for place, ((column, colour), apart) in enumerate(
        zip(heads_of(grid), after_figures(grid), strict=True)
    ):
        sample = _SAMPLE if colour else 0
        letters = min(_WORD, breadth.longest(bare(column.title))) * _BOLD + sample
        most = _THEIRS if column.kind == "said" else _WORD
        for row in grid.rows:
            if letters >= most:
                break
            text = text_of(spans_of(column, row[place]))
            letters = max(letters, min(most, breadth.longest(text)))
        found.append(letters + _INSET * (2 if apart else 1))
    return tuple(found)


def heads_of(grid: Grid) -> Iterator[tuple[Column, str]]:
    """Each column with its colour in the bars."""
    return zip(grid.columns, grid.key or ("",) * len(grid.columns), strict=True)


def targets(document: Document) -> frozenset[str]:
    """The references that words can lead to."""
    found = (b.refs if isinstance(b, Grid) else (b.ref,) for b in document.blocks)
    return frozenset(ref for refs in found for ref in refs if ref)
