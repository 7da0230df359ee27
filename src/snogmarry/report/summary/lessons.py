"""Lesson by lesson: what was said and done, by stable reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from snogmarry.report.summary.answering import timings
from snogmarry.report.summary.evidence import (
    CoverageCell,
    CoverageRow,
    Entry,
    Exercise,
    LessonItem,
    ListItem,
    PointItem,
    Standing,
)
from snogmarry.report.summary.sources import Sources
from snogmarry.report.summary.values import Glance, Summary
from snogmarry.scenario.models import Lesson
from snogmarry.session.coverage import Cell, coverage, exercised_in, points_of, responses_of
from snogmarry.session.events import Verdict
from snogmarry.session.timing import took_place

MAIN = 3
"""How many strengths, improvements and lessons are named at a glance."""


def lesson_list(sources: Sources) -> ListItem:
    """The whole list, in its order."""
    found = sources.session.lessons
    return ListItem(
        title=found.title,
        about=found.about,
        lessons=tuple(_item(sources, n, lesson) for n, lesson in enumerate(found.lessons, 1)),
        original=tuple(lesson.title for lesson in found.lessons if lesson.origin == "original"),
        drawn=tuple(lesson.title for lesson in found.lessons if lesson.origin == "drawn"),
    )


def _item(sources: Sources, number: int, lesson: Lesson) -> LessonItem:
    session = sources.session
    points = tuple(sources.point(point) for point in points_of(session, lesson.id))
    backing, opposing = (
        [sources.entries[r.number] for r in responses_of(session, lesson.id, against=against)]
        for against in (False, True)
    )
    shown = {entry.ref for entry in (*backing, *opposing)}
    against = [point for point in points if lesson.title in point.against]
    backed = [point for point in points if point not in against]
    exercised = _exercised(sources, lesson.id)
    return LessonItem(
        number=number,
        id=lesson.id,
        title=lesson.title,
        text=lesson.text,
        origin=lesson.origin,
        drawn_from=lesson.drawn_from or "",
        standing=_standing(bool(points or shown), bool(exercised)),
        exercised=exercised,
        points=points,
        linked=_not_quoted(backing, backed),
        opposed=_not_quoted(opposing, against),
        learned=len(points),
        strengths=sum(point.verdict == "strength" for point in points),
        improvements=sum(point.verdict == "improve" for point in points),
        responses=len(shown),
        speaks_for=len(backed) + len(backing),
        speaks_against=len(against) + len(opposing),
        timings=timings(sources, lesson.id),
    )


def _not_quoted(entries: list[Entry], points: list[PointItem]) -> tuple[Entry, ...]:
    quoted = {entry.ref for point in points for entry in point.shown_by}
    return tuple(entry for entry in entries if entry.ref not in quoted)


def matrix(sources: Sources) -> tuple[CoverageRow, ...]:
    """Lesson by lesson and group by group: exercised, and what was recorded."""
    return tuple(
        CoverageRow(
            number,
            row.lesson,
            sources.lessons[row.lesson],
            tuple(_cell(sources, cell) for cell in row.cells),
        )
        for number, row in enumerate(coverage(sources.session), start=1)
    )


def _cell(sources: Sources, cell: Cell) -> CoverageCell:
    group = None if cell.group is None else sources.group(cell.group)
    return CoverageCell(group, cell.exercised, cell.speaks, cell.speaks_for, cell.speaks_against)


def _standing(evidence: bool, exercised: bool) -> Standing:
    if evidence:
        return "recorded"
    return "nothing recorded" if exercised else "not exercised"


def _exercised(sources: Sources, lesson: str) -> tuple[Exercise, ...]:
    session = sources.session
    return tuple(
        Exercise(sources.steps[step].title, sum(map(took_place, session.runs_of(step))))
        for step in exercised_in(session, lesson)
    )


def homes(lessons: Iterable[LessonItem]) -> dict[str, str]:
    """Under which lesson each learning point stands first: what names it leads there."""
    found: dict[str, str] = {}
    for lesson in lessons:
        for point in lesson.points:
            found.setdefault(point.ref, lesson.id)
    return found


def every_point(s: Summary) -> tuple[PointItem, ...]:
    """Each learning point once, oldest first."""
    found = {p.ref: p for lesson in s.list.lessons for p in lesson.points}
    found.update((p.ref, p) for p in s.loose)
    return tuple(sorted(found.values(), key=lambda p: p.number))


def with_headlines(glance: Glance, points: Sequence[PointItem]) -> Glance:
    """The glance with those of the points that it names, as far as their words are here."""
    return replace(
        glance,
        main_strengths=weightiest([p for p in points if p.verdict == "strength"], MAIN),
        main_improvements=weightiest([p for p in points if p.verdict == "improve"], MAIN),
        unnamed=sum(not point.worded for point in points),
    )


def weightiest(points: list[PointItem], most: int) -> tuple[PointItem, ...]:
    """The learning points that most responses and lessons stand behind, oldest first if even.

    Those whose words are not here are none of them.
    """
    worded = (point for point in points if point.worded)
    ranked = sorted(worded, key=lambda p: (-p.responses - len(p.proofs), -len(p.lessons), p.number))
    return tuple(ranked[:most])


@dataclass(frozen=True, slots=True)
class Foremost:
    """Of some learning points of one kind, the one that most stands behind."""

    point: PointItem | None
    """None: there is none whose words are here."""
    count: int
    """How many there are in all."""
    more: int
    """How many of them are not that one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What some learning points come to in a few words."""

    strength: Foremost
    improvement: Foremost
    count: int


def found_in(points: Sequence[PointItem]) -> Found:
    """The weightiest strength and thing to improve of some points, and how many there are."""
    return Found(_foremost(points, "strength"), _foremost(points, "improve"), len(points))


def _foremost(points: Sequence[PointItem], verdict: Verdict) -> Foremost:
    found = [point for point in points if point.verdict == verdict]
    first = next(iter(weightiest(found, 1)), None)
    return Foremost(first, len(found), len(found) - (first is not None))


class ToImprove(NamedTuple):
    """What the room found to improve."""

    points: tuple[PointItem, ...]
    """Those whose words are here, oldest first."""
    unnamed: int
    """How many there are besides."""


def to_improve(s: Summary) -> ToImprove:
    """Each thing to improve once, whatever lesson it stands under."""
    found = [point for point in every_point(s) if point.verdict == "improve"]
    worded = tuple(point for point in found if point.worded)
    return ToImprove(worded, len(found) - len(worded))
