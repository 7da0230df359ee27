"""The lessons as this room found them: one page for about ten lessons, for all who were there."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import lesson_words, overview_words, words
from snogmarry.report.blocks import Document, Grid
from snogmarry.report.days import day_by_day
from snogmarry.report.documents.summary.opening import opening
from snogmarry.report.mixed import ours, theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import LessonItem
from snogmarry.report.summary.lessons import Foremost, Found, found_in
from snogmarry.report.tables import Cell, Column

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
    return title, *_both(found_in(lesson.points), lesson.title), counted


def _loose(s: Summary) -> Iterator[tuple[Cell, ...]]:
    """Points that fit no lesson, which the table would be silent about otherwise."""
    if s.loose:
        found = found_in(s.loose)
        yield ours("Fits no lesson"), *_both(found), words.several(found.count, "point")


def _both(found: Found, lesson: str = "") -> tuple[str | None, str | None]:
    """What went well, and what to improve."""
    return _told(found.strength, lesson), _told(found.improvement, lesson)


def _told(found: Foremost, lesson: str) -> str | None:
    """The weightiest of so many points, and how many more there are."""
    if found.point is None:
        count = words.several(found.count, "point")
        return ours(f"{count}, words left out") if found.count else None
    against = "; speaks against this lesson" if lesson in found.point.against else ""
    more = f", and {found.more} more" if found.more else ""
    text = theirs(words.shortened(found.point.text, LONGEST))
    return f"{text} ({theirs(found.point.drawn_by)}{against}){more}"
