"""What was said and learned, as the summary quotes it. Lengths are in ms, `wall` is UTC, ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.session.events import Verdict

Standing = Literal["not exercised", "nothing recorded", "recorded"]
"""What can be said of a lesson; `nothing recorded`: exercised, and no evidence was linked."""
Status = Literal["released", "earlier wording released", "not released", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One response, as every part of the summary quotes it."""

    ref: str
    run: int
    step: str
    take: int
    group: str
    side: str
    """The side that was played."""
    answer: str
    """Its newest version in words; empty for one that was withdrawn."""
    reason: str
    people: int
    took: int
    wall: int
    late: bool
    admitted: bool
    status: Status
    redacted: bool
    replaced: bool
    """A vote that a show of hands stands in place of: kept, not counted."""
    versions: int
    person: str | None
    """Who gave it; only if people are to be named."""
    shows: tuple[str, ...]
    """Titles of the lessons that it is evidence for."""


@dataclass(frozen=True, slots=True)
class PointItem:
    """A learning point."""

    ref: str
    text: str
    verdict: Verdict
    drawn_by: str
    """The group, or the whole room."""
    lessons: tuple[str, ...]
    shown_by: tuple[Entry, ...]
    step: str | None
    wall: int
    released: bool
    redacted: bool


@dataclass(frozen=True, slots=True)
class Exercise:
    """A step that exercises a lesson, and how often it was run."""

    step: str
    runs: int


@dataclass(frozen=True, slots=True)
class GroupTiming:
    """How long a group took to its first answer; None if it gave none."""

    group: str
    side: str
    took: int | None
    within: bool
    """Whether it answered in the time that the scenario hopes for."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Answering times of one run, against what the scenario hopes for."""

    step: str
    take: int
    expected: int
    groups: tuple[GroupTiming, ...]
    in_time: int


@dataclass(frozen=True, slots=True)
class LessonItem:
    """A lesson with all that stands behind it."""

    number: int
    id: str
    title: str
    text: str
    origin: Literal["original", "drawn"]
    drawn_from: str
    standing: Standing
    exercised: tuple[Exercise, ...]
    points: tuple[PointItem, ...]
    linked: tuple[Entry, ...]
    """Responses linked to the lesson itself that none of its points quotes."""
    strengths: int
    improvements: int
    responses: int
    """Different responses that show it."""
    timings: tuple[Timing, ...]

    @property
    def evidence(self) -> int:
        """Learning points and responses together."""
        return len(self.points) + self.responses


@dataclass(frozen=True, slots=True)
class ListItem:
    """The lesson list, and what of it is whose."""

    title: str
    about: str
    lessons: tuple[LessonItem, ...]
    original: tuple[str, ...]
    drawn: tuple[str, ...]
