"""How much of each lesson was touched, by whom, and which way it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.scenario.models import Ask, Vote, asked_sides
from snogmarry.session.state import LearningPoint, Response, Session
from snogmarry.session.timing import took_place, was_there

Touched = Literal["evidence", "exercised", "untouched"]
Speaks = Literal["not exercised", "nothing recorded", "for", "against", "both"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group (None: the room as a whole) brought to one lesson."""

    lesson: str
    group: int | None
    points: tuple[int, ...]
    """Learning points that the group drew and that name the lesson."""
    responses: tuple[int, ...]
    """Responses of the group that show it: linked directly, or through any learning point."""
    exercised: bool
    """Whether a step that ran exercises it and was put to the group; that is no evidence."""
    speaks_for: int = 0
    """How many of these points and responses speak for the lesson."""
    speaks_against: int = 0
    """How many speak against it. A response can do both, through different points."""

    @property
    def weight(self) -> int:
        """How many pieces of evidence stand here."""
        return len(self.points) + len(self.responses)

    @property
    def speaks(self) -> Speaks:
        """What can be said of the group and the lesson."""
        if self.speaks_for and self.speaks_against:
            return "both"
        if self.speaks_for or self.speaks_against:
            return "for" if self.speaks_for else "against"
        return "nothing recorded" if self.exercised else "not exercised"


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson across all groups."""

    lesson: str
    cells: tuple[Cell, ...]
    """One for each group, in their order, and last one for the room."""
    steps: tuple[str, ...]
    """The steps that took place and exercise it."""

    @property
    def touched(self) -> Touched:
        """Whether anything stands here, was only exercised, or was not touched at all."""
        if any(cell.weight for cell in self.cells):
            return "evidence"
        return "exercised" if self.steps else "untouched"


def coverage(session: Session) -> tuple[Row, ...]:
    """Lessons down, groups across, in the order of the lesson list."""
    return tuple(_row(session, lesson.id) for lesson in session.lessons.lessons)


def _row(session: Session, lesson: str) -> Row:
    points = points_of(session, lesson)
    backing = responses_of(session, lesson, against=False)
    opposing = responses_of(session, lesson, against=True)
    steps = exercised_in(session, lesson)
    played = {group for step in steps for group in _put_to(session, step)}

    def cell(group: int | None) -> Cell:
        drawn = [point for point in points if point.group == group]
        ours, theirs = (
            {r.number for r in responses if r.group == group} for responses in (backing, opposing)
        )
        against = sum(lesson in point.against for point in drawn)
        return Cell(
            lesson,
            group,
            tuple(point.number for point in drawn),
            tuple(sorted(ours | theirs)),
            bool(steps) if group is None else group in played,
            len(drawn) - against + len(ours),
            against + len(theirs),
        )

    return Row(lesson, tuple(cell(group) for group in (*session.groups, None)), steps)


def _put_to(session: Session, step_id: str) -> set[int]:
    """The groups that a step was put to in any of its runs."""
    step = session.step_of(step_id)
    everybody = tuple(side.id for side in session.scenario.sides)
    asked = asked_sides(step, session.scenario) if isinstance(step, Ask | Vote) else everybody
    return {
        group.number
        for run in session.runs_of(step_id)
        for group in session.groups.values()
        if took_place(run) and was_there(run, group) and session.side_in(run, group) in asked
    }


def points_of(session: Session, lesson: str) -> list[LearningPoint]:
    """The learning points that name a lesson and were not withdrawn, oldest first."""
    return [p for p in session.points.values() if lesson in p.lessons and not p.withdrawn]


def responses_of(session: Session, lesson: str, *, against: bool | None = None) -> list[Response]:
    """The responses that show a lesson, linked directly or through a learning point.

    `against`: only those that speak for it, or only those that speak against it.
    """
    shown = {
        response
        for (response, to), link in session.links.items()
        if to == lesson and against in {None, link.against}
    }
    for point in points_of(session, lesson):
        if against in {None, lesson in point.against}:
            shown.update(point.responses)
    responses = (session.responses[number] for number in sorted(shown))
    return [response for response in responses if not response.withdrawn]


def exercised_in(session: Session, lesson: str) -> tuple[str, ...]:
    """The steps that took place and exercise the lesson; one skipped after an answer did."""
    ran = {run.step for run in session.runs if took_place(run)}
    return tuple(s.id for s in session.steps if lesson in s.lessons and s.id in ran)


def unplaced(session: Session) -> list[LearningPoint]:
    """The learning points that fit no lesson."""
    return [p for p in session.points.values() if not p.lessons and not p.withdrawn]
