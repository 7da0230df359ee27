"""A document as PDF: tagged, with title, language and bookmarks, by typst.

Texts go to typst as JSON and are never part of its source. It is made after PDF/UA-1; what no
font of this machine can show is given by its number instead, and the document says so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
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
    heads_of,
    is_long,
    is_small,
    is_tall,
    leftwards,
    rows_of,
    spans_of,
    targets,
    with_next,
)
from snogmarry.report.tables import NUMERIC, Cell, Column
from snogmarry.report.typesetting import INSTALL, TRIES, available, families, fonts_of, named

STANDARD: Any = "ua-1"
_SHOWN = 6
"""How many characters are named when some could not be shown."""
_UNUSUAL = re.compile(r"[^\s\x00-\xff]+")


class CannotMake(Exception):
    """No PDF could be made; says why in one line."""


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, and one line about each thing in which it is less than it should be."""

    content: bytes
    remarks: tuple[str, ...]


def render(document: Document, *, system_fonts: bool = True) -> Made:
    """The document; with `system_fonts` false, in the fonts alone that everyone has.

    Raises `CannotMake`.
    """
    if not available():
        raise CannotMake(INSTALL)
    import typst

    maker = _Maker(document.written, system_fonts)
    missing: set[str] = set()
    try:
        # The words that may be a difficulty come first and alone: that is quickly tried.
        maker.after(replace(document, blocks=(_unusual(document),)), missing)
        content, standard = maker.after(document, missing)
    except typst.TypstError as error:
        raise CannotMake(f"PDF was not written: {error.message.splitlines()[0]}") from error
    less = () if standard else ("The PDF is tagged, but is no PDF/UA-1.",)
    return Made(content, (*_remarks(missing), *less))


class _Maker:
    """typst with the source and the fonts of one document."""

    def __init__(self, written: int, system_fonts: bool) -> None:
        self.written = written
        self.fonts = fonts_of(system_fonts)
        self.families = families(system_fonts)
        self.source = files("snogmarry.report").joinpath("templates/document.typ").read_bytes()

    def after(self, document: Document, missing: set[str]) -> tuple[bytes, bool]:
        """A document after the standard, or without it; `missing` gains what cannot be shown."""
        import typst

        for _ in range(TRIES):
            try:
                return self._made(document, missing, [STANDARD]), True
            except typst.TypstError as error:
                found = named(error.diagnostic)
                if not found - missing:
                    break
                missing |= found
        return self._made(document, missing, []), False

    def _made(self, document: Document, missing: set[str], standards: list[Any]) -> bytes:
        import typst

        data = _data(document, missing) | {"fonts": self.families}
        return typst.compile(
            self.source,
            font_paths=self.fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=standards,
            timestamp=self.written // 1_000,
        )


def _unusual(document: Document) -> Paragraph:
    """Every word that has more than Latin letters."""
    said = json.dumps(_Data(document, ()).all()["blocks"], ensure_ascii=False)
    return Paragraph((Span(" ".join(sorted(set(_UNUSUAL.findall(said))))),))


def _remarks(missing: Collection[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    # Joiners and their like mean nothing alone.
    visible = [char for char in sorted(missing) if unicodedata.category(char) not in {"Cf", "Mn"}]
    named = visible or sorted(missing)
    listed = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in named]
    if len(listed) > _SHOWN:
        listed[_SHOWN:] = [f"{len(listed) - _SHOWN} more"]
    many = words.several(len(named), "character")
    numbers = "its number" if len(named) == 1 else "their numbers"
    line = (
        f"The fonts of this computer lack {many}; the PDF gives {numbers} in brackets "
        f"({words.listed(listed)}). The other formats show what was typed."
    )
    return (line,)


# What typst is given


def _data(document: Document, missing: Collection[str]) -> dict[str, Any]:
    at = datetime.fromtimestamp(document.written / 1_000, UTC)
    about = {"date": (at.year, at.month, at.day), "substituted": _remarks(missing)}
    return _Data(document, missing).all() | about


class _Data:
    """A document as plain values, with what cannot be shown replaced."""

    def __init__(self, document: Document, missing: Collection[str]) -> None:
        self.document = document
        chars = "".join(re.escape(char) for char in missing)
        self.missing = re.compile(f"[{chars}]+") if missing else None
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
            case Heading(level, spans, ref):
                return {"level": level, "mark": ref, "spans": self._spans(spans)}
            case Paragraph(spans, shape, ref):
                first = next((span.text for span in spans if span.said), "")
                made = {"shape": shape, "mark": ref, "rtl": leftwards(first), "leads": leads}
                return made | {"long": is_long(block), "spans": self._spans(spans)}
            case Grid():
                return self._grid(block)

    def _grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "caption": self._span(Span(grid.title, True)),
            "small": is_small(grid) and not self.document.dense,
            "apart": after_figures(grid),
            "widths": grid.widths,
            "align": ["end" if c.kind in NUMERIC else "start" for c in grid.columns],
            "head": [
                self._span(Span(column.title, True)) | {"colour": colour}
                for column, colour in heads_of(grid)
            ],
            "rows": [
                {"tall": is_tall(grid, row), "cells": self._row(grid.columns, ref, row)}
                for ref, row in rows_of(grid)
            ],
        }

    def _row(self, columns: tuple[Column, ...], ref: str, row: Row) -> list[dict[str, Any]]:
        cells = [self._cell(*of) for of in zip(columns, row, strict=True)]
        cells[0]["mark"] = ref
        return cells

    def _cell(self, column: Column, cell: Cell | Rich) -> dict[str, Any]:
        spans = spans_of(column, cell)
        made = {"spans": self._spans(spans), "mark": "", "rtl": leftwards(spans[0].text)}
        if isinstance(cell, Rich):
            made["edge"] = cell.edge
            if cell.bands is not None:
                made["bands"] = asdict(cell.bands) | {"said": self._text(cell.bands.said)}
        return made

    def _spans(self, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [self._span(span) for span in spans]

    def _span(self, span: Span) -> dict[str, Any]:
        made: dict[str, Any] = {"text": self._text(span.text), "look": span.look}
        if span.said:
            made |= self.language
            if leftwards(span.text):
                made["rtl"] = True
        if span.to in self.targets:
            made["to"] = span.to
        return made

    def _text(self, text: str) -> str:
        return text if self.missing is None else self.missing.sub(_numbers, text)


def _numbers(found: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(char):04X}' for char in found[0])}]"
