"""A document as PDF: tagged, with title, language and bookmarks. Here it becomes plain data."""

from __future__ import annotations

import re
from collections.abc import Collection
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
    Span,
    leftwards,
    targets,
    with_next,
)
from snogmarry.report.tables import NUMERIC, Cell, Column, shown
from snogmarry.report.typesetting import Made, replacing, typeset


def render(document: Document, *, system_fonts: bool = True) -> Made:
    """The document; with `system_fonts` false, in the fonts alone that everyone has.

    Raises `CannotMake`.
    """
    return typeset(
        "document.typ",
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
            "title": self._text(d.title),
            "subject": d.subject,
            "exercise": words.EXERCISE,
            "status": d.status,
            "standing": d.standing,
            "note": f"Written by snogmarry on {words.written(d.written)}.",
            "wide": d.wide,
            "dense": d.dense,
            "contents": not d.dense and not d.wide,
            "blocks": [self._block(*block) for block in with_next(d.blocks)],
        }

    def _block(self, block: Block, leads: bool) -> dict[str, Any]:
        match block:
            case Heading(level, spans):
                return {"level": level, "spans": [self._span(span) for span in spans]}
            case Paragraph(spans, shape):
                first = next((span.text for span in spans if span.said), "")
                spoken = [self._span(span) for span in spans]
                return {"shape": shape, "rtl": leftwards(first), "leads": leads, "spans": spoken}
            case Grid():
                return self._grid(block)

    def _grid(self, grid: Grid) -> dict[str, Any]:
        table = grid.table
        return {
            "caption": self._span(Span(table.title, True)),
            "widths": grid.widths,
            "align": ["end" if c.kind in NUMERIC else "start" for c in table.columns],
            "head": [self._span(Span(column.title, True)) for column in table.columns],
            "rows": [self._row(grid, row) for row in table.rows],
        }

    def _row(self, grid: Grid, row: tuple[Cell, ...]) -> list[dict[str, Any]]:
        cells = [self._cell(c, cell) for c, cell in zip(grid.table.columns, row, strict=True)]
        if grid.targets and row[0] in self.targets:
            cells[0]["mark"] = row[0]
        return cells

    def _cell(self, column: Column, cell: Cell) -> dict[str, Any]:
        text = cell if isinstance(cell, str) else shown(column.kind, cell)
        return self._span(Span(text, column.kind == "said"))

    def _span(self, span: Span) -> dict[str, Any]:
        made: dict[str, Any] = {"text": self._text(span.text), "look": span.look}
        if span.said:
            made |= self.language
            if leftwards(span.text):
                made["rtl"] = True
        if span.to in self.targets:
            made["to"] = span.to
        return made
