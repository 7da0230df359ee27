"""Lesson by lesson: what was said and done, by stable reference."""

from __future__ import annotations

from snogmarry.report.summary.evidence import (
    Exercise,
    GroupTiming,
    LessonItem,
    ListItem,
    PointItem,
    Standing,
    Timing,
)
from snogmarry.report.summary.sources import Sources, standing
from snogmarry.scenario.models import Ask, Lesson, asked_sides
from snogmarry.session.coverage import exercised_in, points_of, responses_of
from snogmarry.session.state import Run


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
    shown = [sources.entries[r.number] for r in responses_of(session, lesson.id)]
    quoted = {entry.ref for point in points for entry in point.shown_by}
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
        linked=tuple(entry for entry in shown if entry.ref not in quoted),
        strengths=sum(point.verdict == "strength" for point in points),
        improvements=sum(point.verdict == "improve" for point in points),
        responses=len(shown),
        timings=timings(sources, lesson.id),
    )


def _standing(evidence: bool, exercised: bool) -> Standing:
    if evidence:
        return "recorded"
    return "nothing recorded" if exercised else "not exercised"


def _exercised(sources: Sources, lesson: str) -> tuple[Exercise, ...]:
    session = sources.session
    return tuple(
        Exercise(sources.steps[step].title, sum(not run.skipped for run in session.runs_of(step)))
        for step in exercised_in(session, lesson)
    )


def timings(sources: Sources, lesson: str | None = None) -> tuple[Timing, ...]:
    """Answering times where the scenario names a time; of one lesson, if one is given."""
    found = (
        _timing(sources, run, step, step.expect_within)
        for run in standing(sources.session)
        if isinstance(step := sources.steps[run.step], Ask)
        and step.expect_within is not None
        and (lesson is None or lesson in step.lessons)
        and not run.skipped
    )
    return tuple(timing for timing in found if timing.groups)


def _timing(sources: Sources, run: Run, step: Ask, expected: int) -> Timing:
    session = sources.session
    asked = asked_sides(step, session.scenario)
    timed = []
    for group in session.groups.values():
        side = session.side_in(run, group)
        if side in asked:
            took = run.answered.get(group.number)
            within = took is not None and took <= expected
            timed.append(
                GroupTiming(sources.group(group.number), sources.sides[side], took, within)
            )
    return Timing(step.title, run.take, expected, tuple(timed), sum(t.within for t in timed))


def weightiest(points: list[PointItem], most: int) -> tuple[PointItem, ...]:
    """The learning points that most responses and lessons stand behind, oldest first if even."""
    ranked = sorted(points, key=lambda p: (-len(p.shown_by), -len(p.lessons), p.ref))
    return tuple(ranked[:most])
