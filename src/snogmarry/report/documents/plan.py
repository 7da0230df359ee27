"""The improvement plan alone: what was agreed, and what the room found to improve."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import lesson_words, overview_words
from snogmarry.report.blocks import Block, Document, Grid, Heading, Paragraph, plain
from snogmarry.report.days import day_by_day
from snogmarry.report.documents.summary import actions
from snogmarry.report.documents.summary.opening import opening
from snogmarry.report.mixed import theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.lessons import to_improve
from snogmarry.report.tables import Column


@day_by_day
def document(s: Summary) -> Document:
    """Actions with owner, start, due date, status and lessons, to be kept up after the day."""
    title = overview_words.title(s.overview)
    return Document(
        title=f"Improvement plan: {theirs(title)}",
        subject="Improvement plan",
        language=s.language,
        status=overview_words.status(s.overview),
        standing=overview_words.standing_of(s.overview),
        written=s.written,
        blocks=tuple(_blocks(s)),
        wide=True,
    )


def _blocks(s: Summary) -> Iterator[Block]:
    yield from opening(s)
    yield Heading(1, plain("Actions"))
    if s.actions:
        yield actions.table(s, "Who does what by when")
        yield from actions.unsettled(s)
    else:
        yield Paragraph(plain("No action was agreed."))
    improve, unnamed = to_improve(s)
    if improve or unnamed:
        yield Heading(1, plain("What the room found to improve"))
    if improve:
        columns = (
            Column("Ref"),
            Column("Learning point", "said"),
            Column("Drawn by", "said"),
            Column("Speaks", "said"),
            Column("Responses", "number"),
        )
        rows = tuple(
            (p.ref, p.text, p.drawn_by, lesson_words.spoken_of(p), p.responses) for p in improve
        )
        title = "Learning points, with how many responses show each"
        yield Grid(title, columns, rows, (1, 5.4, 2.6, 3, 1.4))
    if unnamed:
        yield Paragraph(plain(lesson_words.unnamed(unnamed)))
