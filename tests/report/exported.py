"""A session in every format, read back as its readers would."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import docx
import openpyxl
import pikepdf
from docx.document import Document as Word
from docx.oxml.ns import qn
from openpyxl.workbook import Workbook
from tests.report import paged, portable, reading, recorded, tagged
from tests.report.reading import squeezed
from tests.report.recorded import Recording

from snogmarry.report import (
    html,
    markdown,
    pdf,
    word,
)
from snogmarry.report import json as as_json
from snogmarry.report import xlsx as excel
from snogmarry.report.documents import summary as whole
from snogmarry.report.making import Source, parts
from snogmarry.report.summary import Profile
from snogmarry.report.summary.evidence import Entry

SESSIONS = recorded.SESSIONS | {
    "finished": recorded.finished,
    "large": lambda: recorded.large(2_000),
}
Rows = list[list[str]]


class Exported:
    """One session in every format, each made and read back when it is first asked for."""

    def __init__(
        self,
        recording: Recording,
        *,
        notes: bool = True,
        names: bool = False,
        profile: Profile = "facilitator",
    ) -> None:
        self.recording = recording
        self.summary = recorded.summary(recording, profile, names=names, notes=notes)

    @property
    def entries(self) -> list[Entry]:
        return [entry for part in self.summary.answered for entry in part.entries]

    @cached_property
    def page_source(self) -> str:
        return html.render(self.summary)

    @cached_property
    def page(self) -> reading.Node:
        return reading.html(self.page_source)

    @cached_property
    def md_source(self) -> str:
        return markdown.render(self.summary)

    @cached_property
    def md(self) -> reading.Node:
        return reading.markdown(self.md_source)

    @cached_property
    def word(self) -> Word:
        return read_word(word.render(whole.document(self.summary)))

    @cached_property
    def told(self) -> Told:
        """What the Word document says."""
        blocks = [node for node in self.in_word.children if isinstance(node, reading.Node)]
        return Told(
            [block.text() for block in blocks if block.tag != "table"],
            [
                [[cell.text() for cell in row.all("td")] for row in block.all("tr")]
                for block in blocks
                if block.tag == "table"
            ],
        )

    @cached_property
    def in_word(self) -> reading.Node:
        return paged.of_word(self.word)

    @cached_property
    def paged(self) -> dict[str, reading.Node]:
        """What is read from top to bottom, as elements that have the same names in each format."""
        return {
            "HTML": self.page,
            "Markdown": self.md,
            "Word": self.in_word,
            "PDF": tagged.read(self.printed),
        }

    @cached_property
    def excel(self) -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(excel.render(self.summary)))

    @cached_property
    def printed(self) -> bytes:
        return pdf.render(whole.document(self.summary)).content

    @cached_property
    def pdf(self) -> portable.Portable:
        return portable.read(self.printed)

    @cached_property
    def csv(self) -> dict[str, Rows]:
        source = Source(self.summary, self.recording.session, self.recording.events)
        return {
            part.tail.removeprefix("-").removesuffix(".csv"): read_csv(str(part.make(print)))
            for part in parts("csv", source)
        }

    @cached_property
    def json(self) -> dict[str, Any]:
        made = as_json.render(self.summary, self.recording.session, self.recording.events)
        read: dict[str, Any] = json.loads(made)
        return read

    @cached_property
    def ids(self) -> dict[str, reading.Node]:
        """What the page has, by the id that links lead to."""
        found = self.page.walk()
        return {node.attributes["id"]: node for node in found if "id" in node.attributes}

    def tables(self, *head: str) -> Iterator[Rows]:
        """The rows of the tables whose head begins like that: as HTML, Markdown and Word."""
        for page in (self.page, self.md):
            tables = [reading.rows(table) for table in page.all("table")]
            yield [row for t in tables if tuple(t[0][: len(head)]) == head for row in t[1:]]
        yield self.told.table(*head)


class Told(NamedTuple):
    """What a printed document says."""

    lines: list[str]
    tables: list[Rows]

    def table(self, *head: str) -> Rows:
        """The rows of every table whose head begins like that."""
        found = (table for table in self.tables if tuple(table[0][: len(head)]) == head)
        return [row for table in found for row in table[1:]]

    def rows(self, first: str) -> Rows:
        """The rows of every table whose first column is called that."""
        return [row for table in self.tables if table[0][0] == first for row in table[1:]]


def read_word(content: bytes) -> Word:
    return docx.Document(io.BytesIO(content))


def told(document: Word) -> Told:
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return Told([line.text for line in document.paragraphs], found)


def marked(document: Word) -> list[str]:
    """The refs of the places that links lead to."""
    marks = document.element.body.iter(qn("w:bookmarkStart"))
    names = [mark.get(qn("w:name")) for mark in marks]
    return [name.replace("_", "-") for name in names if not name.startswith("_Toc")]


def linked(document: Word) -> set[str]:
    """The refs that are links."""
    links = document.element.body.iter(qn("w:hyperlink"))
    anchors = [link.get(qn("w:anchor")) for link in links]
    return {anchor.replace("_", "-") for anchor in anchors if not anchor.startswith("_Toc")}


def linked_in(page: reading.Node) -> set[str]:
    """The refs that are links in HTML."""
    there = {link.attributes["href"].removeprefix("#") for link in page.all("a")}
    return {ref for ref in there if re.fullmatch(r"[A-Z]-\d+", ref)}


def read_csv(content: str) -> Rows:
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))


def place(file: pikepdf.Pdf, link: pikepdf.Object) -> tuple[Any, ...]:
    """The page that a link leads to, and where on it."""
    dest = link["/Dest"]
    if isinstance(dest, pikepdf.String):
        dest = pikepdf.NameTree(file.Root.Names.Dests)[str(dest)]
    pages = [page.obj.objgen for page in file.pages]
    return pages.index(dest[0].objgen), dest[2], dest[3]


def sheet(book: Workbook, name: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def columns(rows: list[list[Any]], *titles: str) -> list[tuple[Any, ...]]:
    places = [rows[0].index(title) for title in titles]
    return [tuple(row[place] for place in places) for row in rows[1:]]


def whole_number(cell: object) -> int | None:
    """What a cell says of a number; None if it says nothing."""
    return None if cell in {"", None} else int(str(cell))


def in_order(text: str, pieces: Iterable[str]) -> None:
    """All of these stand in a text without spaces, each after the one before."""
    place = 0
    for piece in map(squeezed, pieces):
        found = text.find(piece, place)
        assert found >= 0, f"{piece} is not where it belongs"
        place = found + len(piece)


def after(text: str, heading: str) -> str:
    """What follows the last heading of that name in a text without spaces."""
    before, _, found = text.rpartition(squeezed(heading))
    assert before
    return found
