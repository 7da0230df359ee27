"""The lessons: the evidence for each, group by group, and all that was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from snogmarry.report import lesson_words, speed_words, words
from snogmarry.report.bands import BAR, MARK
from snogmarry.report.blocks import Block, Grid, Paragraph, Rich, Row, Span, plain, said
from snogmarry.report.documents.summary.paragraphs import heading, lines, link, none, prose
from snogmarry.report.documents.summary.quoting import quote
from snogmarry.report.mixed import theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import CoverageCell, LessonItem, PointItem
from snogmarry.report.summary.lessons import homes
from snogmarry.report.tables import Column

ABREAST = 5
"""How many groups of the matrix stand beside each other on a page, at most."""


def coverage(s: Summary) -> Iterator[Block]:
    """How much evidence there is for each lesson, and of which group."""
    yield heading(1, "The lessons")
    yield heading(2, "Evidence for each lesson")
    titles = (
        Column("Lesson", "said"),
        Column("Learning points", "number"),
        Column("Responses", "number"),
        Column("Speak for", "number"),
        Column("Against", "number"),
    )
    evidence = tuple(
        (f"{x.number}. {theirs(x.title)}", x.learned, x.responses, x.speaks_for, x.speaks_against)
        for x in s.list.lessons
    )
    yield Grid(
        "Learning points and responses for each lesson", titles, evidence, (4, 1.3, 1.5, 1.3, 1.2)
    )
    yield heading(2, "Group by group")
    yield lines(lesson_words.coverage(s))
    count = len(s.coverage[0].cells)
    abreast = ceil(count / ceil(count / ABREAST))
    for first in range(0, count, abreast):
        columns = (
            Column("Lesson", "said"),
            *(
                Column(lesson_words.column(c), "said")
                for c in s.coverage[0].cells[first:][:abreast]
            ),
        )
        rows: list[Row] = [
            (f"{r.number}. {theirs(r.title)}", *(_covered(c) for c in r.cells[first:][:abreast]))
            for r in s.coverage
        ]
        title = "Evidence for and against each lesson, by group"
        title += ", continued" if first else ""
        yield Grid(title, columns, tuple(rows), (3, *(2 for _ in columns[1:])))


def _covered(cell: CoverageCell) -> Rich:
    """A cell of the matrix, marked as on the page."""
    edge = MARK if cell.speaks_against else BAR if cell.speaks_for else ""
    return Rich((Span(lesson_words.covered(cell), look="strong" if edge else "dim"),), edge=edge)


def lessons(s: Summary) -> Iterator[Block]:
    """Each lesson with its learning points and what shows them."""
    yield heading(1, "Lesson by lesson")
    yield lines(said(s.list.title, "strong"))
    yield from prose(s.list.about)
    yield lines(lesson_words.origins(s.list))
    at_home = homes(s.list.lessons)
    for lesson in s.list.lessons:
        yield from _lesson(lesson, at_home)


def _lesson(lesson: LessonItem, at_home: Mapping[str, str]) -> Iterator[Block]:
    tag = Span(f" ({lesson.origin})", look="dim")
    yield heading(2, f"{lesson.number}. ", said(lesson.title), tag)
    yield from prose(lesson.text)
    if lesson.drawn_from:
        yield lines(Span("Drawn from: ", look="dim"), said(lesson.drawn_from, "dim"))
    if lesson.exercised:
        steps = "; ".join(
            theirs(e.step) + (f" ({e.runs} takes)" if e.runs > 1 else "") for e in lesson.exercised
        )
        yield lines(f"Exercised in: {steps}")
    if standing := lesson_words.standing(lesson):
        yield lines(Span(standing, look="strong"))
    elif not lesson.exercised:
        yield lines("No step that ran exercises this lesson; it came up all the same.")
    if lesson.points:
        yield heading(3, "Learning points")
        for point in lesson.points:
            yield from _point(point, lesson.title, at_home=at_home[point.ref] == lesson.id)
    for speaks, entries in (("for", lesson.linked), ("against", lesson.opposed)):
        if entries:
            yield heading(3, f"Responses that speak {speaks} this lesson")
            yield from (quote(entry) for entry in entries)
    for timing in lesson.timings:
        before, ref, after = speed_words.answering(timing)
        yield lines(before, link(ref, "plain"), after)


def loose(s: Summary) -> Iterator[Block]:
    """Learning points that fit no lesson."""
    yield heading(1, "Learning points that fit no lesson")
    if not s.loose:
        yield none()
    for point in s.loose:
        yield from _point(point)


def _point(point: PointItem, lesson: str = "", *, at_home: bool = True) -> Iterator[Block]:
    """A learning point with what shows it; links lead to it where it is at home."""
    step = f"; {theirs(point.step)}" if point.step else ""
    marks = f"; {lesson_words.point_marks(point)}" if lesson_words.point_marks(point) else ""
    yield Paragraph(
        plain(
            Span("Speaks against this lesson: ", look="strong") if lesson in point.against else "",
            Span(f"{point.ref} {lesson_words.verdict(point.verdict)}: ", look="strong"),
            said(point.text),
            Span(
                f" (Drawn by {theirs(point.drawn_by)}{step}; at {words.clock(point.wall)}{marks})",
                look="dim",
            ),
        ),
        "point",
        point.ref if at_home else "",
    )
    yield from (quote(entry) for entry in point.shown_by)
    for proof in point.proofs:
        yield Paragraph(plain(link(proof.ref), " ", lesson_words.proof(proof)), "quote")
