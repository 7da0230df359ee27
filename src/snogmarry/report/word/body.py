"""The body of a document for Word, as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as Frame
from docx.shared import Mm

from snogmarry.report import words
from snogmarry.report.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Paragraph,
    Rich,
    Shape,
    Span,
    after_figures,
    chapters,
    heads_of,
    pieces,
    rows_of,
    spans_of,
    targets,
)
from snogmarry.report.mixed import bare, leftwards
from snogmarry.report.paging import begin_pages, is_small, with_next
from snogmarry.report.tables import NUMERIC, Cell, Column
from snogmarry.report.word.contents import contents, place_of
from snogmarry.report.word.frame import CELL, STYLES
from snogmarry.report.word.pictures import Pictures

_SHAPES: dict[Shape, str] = {"text": "Normal", "point": "List Bullet", "quote": "Quote"}
_DIM, _LINE, _SOFT, _LINK = "53535E", "B4B4BE", "F2F2F5", "1D4F8F"
_INSET, _APART = 80, 240
"""Between the side of a cell and its words, in twentieths of a point; after figures."""

_WITH_NEXT, _NEW_PAGE = "<w:keepNext/>", "<w:pageBreakBefore/>"


def xml(frame: Frame, document: Document) -> Iterator[str]:
    """All blocks, piece by piece, with the names that the frame has for its styles."""
    return _Body(frame, document).xml()


class _Body:
    """The blocks as WordprocessingML, with the names that the frame has for its styles."""

    def __init__(self, frame: Frame, document: Document) -> None:
        self.document = document
        self.styles = {name: frame.styles[name].style_id for name in ("Normal", *STYLES)}
        section = frame.sections[-1]
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        self.width = ((section.page_width or Mm(210)) - margins) // 635
        """Between the margins, in twentieths of a point."""
        english = document.language.partition("-")[0] == "en"
        self.language = "" if english else document.language
        self.numbers = count(1)
        self.targets = targets(document)
        self.pictures = Pictures(frame, document)
        self.chapters = chapters(document)

    def xml(self) -> Iterator[str]:
        yield self._paragraph("Title", (Span(self.document.title, True),))
        line = f"{words.EXERCISE}. {self.document.standing}."
        written = f" Written by snogmarry on {words.written(self.document.written)}."
        yield self._paragraph("Normal", (Span(line, look="strong"), Span(written)))
        begin = begin_pages(self.document)
        for place, (block, leads) in enumerate(with_next(self.document.blocks)):
            if self.chapters and block is self.chapters[0]:
                yield from contents(self.chapters)
            yield from self._block(block, leads=leads, begins=place in begin)
            if isinstance(block, Grid) and place + 1 not in begin:
                yield _gap(place + 1 == len(self.document.blocks))

    def _block(self, block: Block, *, leads: bool, begins: bool) -> Iterable[str]:
        match block:
            case Heading(level, spans, ref):
                place = next((n for n, one in enumerate(self.chapters) if one is block), None)
                chapter = "" if place is None else place_of(place)
                style = f"Heading {min(level, 3)}"
                paging = _WITH_NEXT + (_NEW_PAGE if begins else "")
                return (self._paragraph(style, spans, ref, paging=paging, chapter=chapter),)
            case Paragraph(spans, shape, ref):
                paging = _WITH_NEXT if leads else ""
                return (self._paragraph(_SHAPES[shape], spans, ref, paging=paging),)
            case Grid():
                return self._table(block)

    def _paragraph(
        self,
        style: str,
        spans: tuple[Span, ...],
        ref: str = "",
        *,
        paging: str = "",
        chapter: str = "",
    ) -> str:
        first = next((span.text for span in spans if span.said), "")
        mixed = style.startswith("Heading") and len(spans) > 1
        bidi = "<w:bidi/>" if leftwards(first) and not mixed else ""
        named = "" if style == "Normal" else f'<w:pStyle w:val="{self.styles[style]}"/>'
        how = f"{named}{paging}{bidi}"
        about = f"<w:pPr>{how}</w:pPr>" if how else ""
        return f"<w:p>{about}{self._bookmarked(chapter, self._runs(spans, ref))}</w:p>"

    def _runs(self, spans: tuple[Span, ...], ref: str = "") -> str:
        """Words; with a reference those that links lead to."""
        return self._bookmarked(_anchor(ref), "".join(map(self._run, self._pieces(spans))))

    def _pieces(self, spans: tuple[Span, ...]) -> Iterator[Span]:
        return pieces(spans, foreign=bool(self.language))

    def _bookmarked(self, name: str, runs: str) -> str:
        if not name:
            return runs
        number = next(self.numbers)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _run(self, span: Span) -> str:
        leads = span.to in self.targets
        looks = "<w:b/><w:bCs/>" if span.look == "strong" else ""
        colour = _LINK if leads else _DIM if span.look == "dim" else ""
        looks += f'<w:color w:val="{colour}"/>' if colour else ""
        if span.said and leftwards(span.text):
            looks += "<w:rtl/>"
        if span.said and self.language:
            looks += f'<w:lang w:val="{self.language}" w:bidi="{self.language}"/>'
        about = f"<w:rPr>{looks}</w:rPr>" if looks else ""
        run = f"<w:r>{about}{_text(span.text)}</w:r>"
        if leads:
            return f'<w:hyperlink w:anchor="{_anchor(span.to)}" w:history="1">{run}</w:hyperlink>'
        return run

    def _table(self, grid: Grid) -> Iterator[str]:
        whole = is_small(grid) and not self.document.dense
        unit = self.width / sum(grid.widths)
        widths = [round(unit * width) for width in grid.widths]
        yield self._paragraph("Caption", (Span(grid.title),), paging=_WITH_NEXT)
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self.width}" w:type="dxa"/><w:tblBorders>'
            f"{_border('top')}{_border('bottom')}{_border('insideH')}</w:tblBorders>"
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{_INSET}" w:type="dxa"/>'
            f'<w:right w:w="{_INSET}" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(bare(grid.title))}/></w:tblPr><w:tblGrid>"
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        insets = [_APART if apart else _INSET for apart in after_figures(grid)]
        boxes = list(zip(widths, insets, strict=True))
        for (column, colour), box in zip(heads_of(grid), boxes, strict=True):
            yield self._head(column, colour, box)
        yield "</w:tr>"
        for number, (ref, row) in enumerate(rows_of(grid), start=1):
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            # No row of a large table stands alone on a page, and a small table stays together.
            kept = number < len(grid.rows) and (whole or number in {1, len(grid.rows) - 1})
            marks = (ref, *("" for _ in row[1:]))
            for column, cell, box, mark in zip(grid.columns, row, boxes, marks, strict=True):
                yield self._cell(column, cell, box, mark, kept=kept)
            yield "</w:tr>"
        yield "</w:tbl>"

    def _head(self, column: Column, colour: str, box: _Box) -> str:
        title = Span(column.title, look="strong")
        sample = f"{self.pictures.sample(colour)}<w:r>{_text(' ')}</w:r>" if colour else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SOFT}"/>'
        about = self._about(column, title, kept=True)
        return _boxed(box, "", shade, about, sample + self._runs((title,)))

    def _cell(self, column: Column, cell: Cell | Rich, box: _Box, ref: str, *, kept: bool) -> str:
        spans = spans_of(column, cell)
        words, edge = self._runs(spans, ref), ""
        if isinstance(cell, Rich) and cell.bands is not None:
            words += f"<w:r><w:br/></w:r>{self.pictures.bar(cell.bands, box[0] - 2 * _INSET)}"
        if isinstance(cell, Rich) and cell.edge:
            edge = f"<w:tcBorders>{_border('left', cell.edge, 24)}</w:tcBorders>"
        return _boxed(box, edge, "", self._about(column, spans[0], kept=kept), words)

    def _about(self, column: Column, first: Span, *, kept: bool) -> str:
        """How the words of a cell stand. `kept`: on one page with the row that follows."""
        about = f'<w:pStyle w:val="{self.styles[CELL]}"/>'
        about += "<w:keepNext/>" if kept else ""
        about += "<w:bidi/>" if leftwards(first.text) else ""
        about += '<w:spacing w:before="30" w:after="30"/>'
        return about + ('<w:jc w:val="right"/>' if column.kind in NUMERIC else "")


def _gap(at_end: bool) -> str:
    """What Word wants below a table: a paragraph, which at the end takes no page of its own."""
    line = 20 if at_end else 120
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}</w:pPr></w:p>"


_Box = tuple[int, int]
"""How wide a cell is, and how far its words are from its beginning."""


def _boxed(box: _Box, edge: str, shade: str, about: str, words: str) -> str:
    width, inset = box
    apart = f'<w:tcMar><w:left w:w="{inset}" w:type="dxa"/></w:tcMar>' if inset != _INSET else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}{shade}{apart}</w:tcPr>'
        f"<w:p><w:pPr>{about}</w:pPr>{words}</w:p></w:tc>"
    )


def _text(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)


def _border(side: str, colour: str = _LINE, size: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def _anchor(ref: str) -> str:
    return ref.replace("-", "_")
