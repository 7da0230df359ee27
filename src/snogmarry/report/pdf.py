"""A document as PDF: tagged, with title, language and bookmarks. Here it becomes plain data."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any

from snogmarry.report import words
from snogmarry.report.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Paragraph,
    Rich,
    Row,
    Span,
    after_figures,
    chapters,
    heads_of,
    pieces,
    rows_of,
    spans_of,
    targets,
    texts,
)
from snogmarry.report.breadth import broadest
from snogmarry.report.mixed import bare, leftwards, theirs
from snogmarry.report.paging import begin_pages, is_long, is_small, is_tall, with_next
from snogmarry.report.tables import NUMERIC, Cell, Column
from snogmarry.report.typesetting import Made, replacing, typeset


def render(document: Document, *, system_fonts: bool = True) -> Made:
    """The document; with `system_fonts` false, in the fonts alone that everyone has.

    Raises `CannotMake`.
    """
    return typeset(
        "document.typ",
        "fitting.typ",
        said=texts(document),
        data=partial(_data, document),
        written=document.written,
        system_fonts=system_fonts,
    )


# What typst is given


def _data(document: Document, missing: Collection[str]) -> dict[str, Any]:
    at = datetime.fromtimestamp(document.written / 1_000, UTC)
    return _Data(document, missing).all() | {"date": (at.year, at.month, at.day)}


class _Data:
    """A document as plain values, with what cannot be shown replaced."""

    def __init__(self, document: Document, missing: Collection[str]) -> None:
        self.document = document
        self._text = replacing(missing)
        language, _, region = document.language.partition("-")
        self.language: dict[str, str] = {}
        if language != "en" and len(language) in {2, 3}:
            self.language = {"lang": language}
            if re.fullmatch("[A-Z]{2}", region):
                self.language["region"] = region
        self.targets = targets(document)

    def all(self) -> dict[str, Any]:
        d = self.document
        return {
            "title": self._text(bare(d.title)),
            **self._word(theirs(d.title)),
            "subject": d.subject,
            "exercise": words.EXERCISE,
            "status": d.status,
            "standing": d.standing,
            "note": f"Written by snogmarry on {words.written(d.written)}.",
            "wide": d.wide,
            "dense": d.dense,
            "contents": bool(chapters(d)),
            "blocks": [self._block(*block) for block in with_next(d.blocks)],
            "begin_pages": sorted(begin_pages(d)),
        }

    def _block(self, block: Block, leads: bool) -> dict[str, Any]:
        match block:
            case Heading(level, spans, ref):
                return {"level": level, "mark": ref, **self._words(spans)}
            case Paragraph(spans, shape, ref):
                first = next((span.text for span in spans if span.said), "")
                made = {"shape": shape, "mark": ref, "rtl": leftwards(first), "leads": leads}
                return made | {"long": is_long(block), **self._words(spans)}
            case Grid():
                return self._grid(block)

    def _grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "caption": self._word(grid.title),
            "small": is_small(grid) and not self.document.dense,
            "apart": after_figures(grid),
            "widths": grid.widths,
            "align": ["end" if c.kind in NUMERIC else "start" for c in grid.columns],
            "head": [
                self._word(column.title) | {"colour": colour} for column, colour in heads_of(grid)
            ],
            "rows": [
                {"tall": is_tall(lines), "cells": self._row(grid.columns, ref, row)}
                for lines, (ref, row) in zip(grid.lines, rows_of(grid), strict=True)
            ],
        }

    def _row(self, columns: tuple[Column, ...], ref: str, row: Row) -> list[dict[str, Any]]:
        cells = [self._cell(*of) for of in zip(columns, row, strict=True)]
        cells[0]["mark"] = ref
        return cells

    def _cell(self, column: Column, cell: Cell | Rich) -> dict[str, Any]:
        spans = spans_of(column, cell)
        made = {**self._words(spans), "mark": "", "rtl": leftwards(spans[0].text)}
        if isinstance(cell, Rich):
            made["edge"] = cell.edge
            if cell.bands is not None:
                made["bands"] = asdict(cell.bands)
        return made

    def _words(self, spans: tuple[Span, ...]) -> dict[str, Any]:
        made = [self._span(span) for span in pieces(spans, foreign=bool(self.language))]
        bold = any(span.look == "strong" for span in spans)
        said = "".join(span["text"] for span in made)
        return {"spans": made, "broadest": broadest(said, bold=bold)}

    def _word(self, title: str) -> dict[str, Any]:
        bold = {"broadest": broadest(self._text(bare(title)), bold=True)}
        return self._words((Span(title),)) | bold

    def _span(self, span: Span) -> dict[str, Any]:
        made: dict[str, Any] = {"text": self._text(span.text), "look": span.look}
        if span.said:
            made |= self.language
            if leftwards(span.text):
                made["rtl"] = True
        if span.to in self.targets:
            made["to"] = span.to
        return made
