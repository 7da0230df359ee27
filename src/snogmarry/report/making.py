"""What makes each format: the files it consists of, each with the function that renders it.

A renderer is imported when its format is asked for, because some bring much with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from snogmarry.report.blocks import Document
from snogmarry.report.formats import CannotMake, Format
from snogmarry.report.profiles import Own, for_participants
from snogmarry.report.summary import Summary
from snogmarry.report.tables import Table
from snogmarry.session.events import Recorded
from snogmarry.session.state import Session
from snogmarry.text import clean_line

Content = str | bytes
Remark = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """All that formats are made from; `template` is a Word document that lends its looks.

    `own`: what the facilitator wrote beside the session.
    """

    summary: Summary
    session: Session
    events: Sequence[Recorded]
    template: Path | None = None
    own: Own | None = None

    @cached_property
    def handed_on(self) -> Summary:
        """What may be handed on: for the facilitator too no more than what the room saw."""
        made = self.summary
        if made.profile != "facilitator":
            return made
        fixed = made.overview.fixed
        holds = None if fixed is None else fixed.holds
        return for_participants(self.session, made.written, own=self.own, holds=holds)


@dataclass(frozen=True, slots=True)
class Part:
    """A file: what follows the name of the event, and what makes it. `within` is a folder.

    `handed_on`: it is made to be handed on, whoever makes it.
    """

    tail: str
    make: Callable[[Remark], Content]
    within: str = ""
    handed_on: bool = False


def parts(form: Format, source: Source) -> list[Part]:
    """The files of a format. Making one raises `CannotMake` if it cannot be."""
    match form:
        case "html":
            return [Part(".html", lambda _: _html(source.summary))]
        case "md":
            return [Part(".md", lambda _: _markdown(source.summary))]
        case "json":
            return [Part(".json", lambda _: _json(source))]
        case "xlsx":
            return [Part(".xlsx", lambda _: _xlsx(source.summary))]
        case "csv":
            return _csv(source.summary)
        case "docx":
            return [Part(".docx", lambda _: _docx(_whole(source.summary), source))]
        case "pdf":
            return [Part(".pdf", lambda remark: _pdf(_whole(source.summary), remark))]
        case "plan":
            return _printed("-plan", _plan, source)
        case "handout":
            return _printed("-handout", _handout, source)


Print = Callable[[Summary], Document]


def _printed(tail: str, document: Print, source: Source) -> list[Part]:
    """A document of its own, as HTML, for Word, and as PDF where that can be made."""
    from snogmarry.report import html, typesetting

    def printed() -> Document:
        return document(source.handed_on)

    part = partial(Part, handed_on=True)
    made = [
        part(f"{tail}.html", lambda _: html.printed(printed())),
        part(f"{tail}.docx", lambda _: _docx(printed(), source)),
    ]
    if typesetting.available():
        made.append(part(f"{tail}.pdf", lambda remark: _pdf(printed(), remark)))
    return made


def _whole(summary: Summary) -> Document:
    from snogmarry.report.documents import summary as whole

    return whole.document(summary)


def _plan(summary: Summary) -> Document:
    from snogmarry.report.documents import plan

    return plan.document(summary)


def _handout(summary: Summary) -> Document:
    from snogmarry.report.documents import handout

    return handout.document(summary)


def _html(summary: Summary) -> str:
    from snogmarry.report import html

    return html.render(summary)


def _markdown(summary: Summary) -> str:
    from snogmarry.report import markdown

    return markdown.render(summary)


def _json(source: Source) -> bytes:
    from snogmarry.report import json

    return json.render(source.summary, source.session, source.events)


def _xlsx(summary: Summary) -> bytes:
    from snogmarry.report import xlsx

    return xlsx.render(summary)


def _csv(summary: Summary) -> list[Part]:
    from snogmarry.report import csv
    from snogmarry.report.sheets import sheets

    def part(table: Table) -> Part:
        tail = f"-{table.name.replace(' ', '-')}.csv"
        return Part(tail, lambda _: csv.render(table), within="csv")

    return [part(table) for table in sheets(summary)]


def _docx(document: Document, source: Source) -> bytes:
    from snogmarry.report import word

    try:
        return word.render(document, source.template)
    except word.NotATemplate as error:
        line = f"No Word document was written: {_no_template(source.template)}"
        raise CannotMake(line) from error


def look_at(template: Path) -> None:
    """See whether a file can lend its looks. Raises `CannotMake` with a sentence."""
    from snogmarry.report import word

    try:
        word.render(Document("", "", "en", "", "", 0, ()), template)
    except word.NotATemplate as error:
        raise CannotMake(_no_template(template)) from error


def _no_template(path: Path | None) -> str:
    there = path is not None and path.exists()
    what = "is not a Word document (.docx) that can be a template" if there else "is not there"
    return f"{clean_line(str(path))} {what}."


def _pdf(document: Document, remark: Remark) -> bytes:
    from snogmarry.report import pdf

    made = pdf.render(document)
    for line in made.remarks:
        remark(line)
    return made.content
