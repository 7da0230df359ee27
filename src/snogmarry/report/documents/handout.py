"""The lessons as this room found them: one page for about ten lessons, for all who were there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.report import lesson_words, overview_words, words
from snogmarry.report.blocks import Document, Grid
from snogmarry.report.days import day_by_day
from snogmarry.report.documents.summary.opening import opening
from snogmarry.report.mixed import ours, theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import LessonItem, PointItem
from snogmarry.report.summary.lessons import weightiest
from snogmarry.report.tables import Cell, Column
from snogmarry.session.events import Verdict

LONGEST = 110
"""Characters of a learning point, so that ten lessons fit a page."""


@day_by_day
def document(s: Summary) -> Document:
    """Each lesson with what most stands behind: a strength, and a thing to improve.

    What is not named there is counted, and so is what fits no lesson.
    """
    o = s.overview
    columns = (
        Column("Lesson", "said"),
        Column("What went well", "said"),
        Column("What to improve", "said"),
        Column("Points and responses"),
    )
    rows = tuple(_row(lesson) for lesson in s.list.lessons)
    return Document(
        title=f"What we found: {theirs(overview_words.title(o))}",
        subject="The lessons as this room found them",
        language=s.language,
        status=overview_words.status(o),
        standing=overview_words.standing_of(o),
        written=s.written,
        blocks=(
            *opening(s),
            Grid(theirs(s.list.title), columns, (*rows, *_loose(s)), (3.6, 4.6, 4.6, 3.8)),
        ),
        dense=True,
    )


def _row(lesson: LessonItem) -> tuple[Cell, ...]:
    title = f"{lesson.number}. {theirs(lesson.title)}"
    if lesson.standing != "recorded":
        return title, None, None, lesson_words.without(lesson)
    behind = [words.several(lesson.learned, "point")] if lesson.learned else []
    behind += [words.several(lesson.responses, "response")] if lesson.responses else []
    against = f"; {lesson.speaks_against} against" if lesson.speaks_against else ""
    counted = ", ".join(behind) + against
    strengths = _most(lesson.points, "strength", lesson.strengths, lesson.title)
    improvements = _most(lesson.points, "improve", lesson.improvements, lesson.title)
    return title, strengths, improvements, counted


def _loose(s: Summary) -> Iterator[tuple[Cell, ...]]:
    """Points that fit no lesson, which the table would be silent about otherwise."""
    if s.loose:
        strengths = sum(point.verdict == "strength" for point in s.loose)
        improvements = len(s.loose) - strengths
        yield (
            ours("Fits no lesson"),
            _most(s.loose, "strength", strengths),
            _most(s.loose, "improve", improvements),
            words.several(len(s.loose), "point"),
        )


def _most(
    points: Sequence[PointItem], verdict: Verdict, count: int, lesson: str = ""
) -> str | None:
    """The weightiest of so many points, and how many more there are."""
    for point in weightiest([point for point in points if point.verdict == verdict], 1):
        against = "; speaks against this lesson" if lesson in point.against else ""
        more = f", and {count - 1} more" if count > 1 else ""
        text = theirs(words.shortened(point.text, LONGEST))
        return f"{text} ({theirs(point.drawn_by)}{against}){more}"
    return ours(f"{words.several(count, 'point')}, words left out") if count else None
