"""How much of each lesson was touched, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.session.state import LearningPoint, Response, Session

Touched = Literal["evidence", "exercised", "untouched"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group (None: the room as a whole) brought to one lesson."""

    lesson: str
    group: int | None
    points: tuple[int, ...]
    """Learning points that the group drew and that name the lesson."""
    responses: tuple[int, ...]
    """Responses of the group that show it: linked directly, or through any learning point."""

    @property
    def weight(self) -> int:
        """How many pieces of evidence stand here."""
        return len(self.points) + len(self.responses)


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson across all groups."""

    lesson: str
    cells: tuple[Cell, ...]
    """One for each group, in their order, and last one for the room."""
    steps: tuple[str, ...]
    """The steps that ran, were not skipped, and exercise it."""

    @property
    def touched(self) -> Touched:
        """Whether anything stands here, was only exercised, or was not touched at all."""
        if any(cell.weight for cell in self.cells):
            return "evidence"
        return "exercised" if self.steps else "untouched"


def coverage(session: Session) -> tuple[Row, ...]:
    """Lessons down, groups across, in the order of the lesson list."""
    groups: list[int | None] = [*session.groups, None]
    return tuple(
        Row(
            lesson.id,
            tuple(_cell(session, lesson.id, group) for group in groups),
            exercised_in(session, lesson.id),
        )
        for lesson in session.lessons.lessons
    )


def _cell(session: Session, lesson: str, group: int | None) -> Cell:
    points = tuple(p.number for p in points_of(session, lesson) if p.group == group)
    shown = {r.number for r in responses_of(session, lesson) if r.group == group}
    return Cell(lesson, group, points, tuple(sorted(shown)))


def points_of(session: Session, lesson: str) -> list[LearningPoint]:
    """The learning points that name a lesson and were not withdrawn, oldest first."""
    return [p for p in session.points.values() if lesson in p.lessons and not p.withdrawn]


def responses_of(session: Session, lesson: str) -> list[Response]:
    """The responses that show a lesson, linked directly or through a learning point."""
    linked = {response for response, to in session.links if to == lesson}
    for point in points_of(session, lesson):
        linked.update(point.responses)
    shown = (session.responses[number] for number in sorted(linked))
    return [response for response in shown if not response.withdrawn]


def exercised_in(session: Session, lesson: str) -> tuple[str, ...]:
    """The steps that ran, were not skipped, and exercise the lesson."""
    ran = {run.step for run in session.runs if not run.undone and not run.skipped}
    return tuple(s.id for s in session.steps if lesson in s.lessons and s.id in ran)


def unplaced(session: Session) -> list[LearningPoint]:
    """The learning points that fit no lesson."""
    return [p for p in session.points.values() if not p.lessons and not p.withdrawn]
