"""What the summary says, as frozen values. Formats render them and compute nothing.

Lengths are in milliseconds; moments (`wall`, `written`, `started`) are UTC, ms since 1970.
Shares are of 1. Texts are as they were typed; each format escapes them for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from snogmarry.session.events import Verdict

Standing = Literal["not exercised", "nothing recorded", "recorded"]
"""What can be said of a lesson; `nothing recorded`: exercised, and no evidence was linked."""
PostKind = Literal["cast", "inject", "on the spot", "answer"]
Status = Literal["released", "earlier wording released", "not released", "withdrawn"]


@dataclass(frozen=True, slots=True)
class SideItem:
    """One of the two positions in the clash."""

    id: str
    name: str
    kind: str
    aim: str
    groups: int
    people: int


@dataclass(frozen=True, slots=True)
class GroupItem:
    """People who played one side together; `side` is the one they began on."""

    number: int
    name: str
    side: str
    people: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    event: str
    place: str
    facilitator: str
    ground_rules: str
    scenario: str
    about: str
    objectives: tuple[str, ...]
    sides: tuple[SideItem, ...]
    groups: tuple[GroupItem, ...]
    people: int
    started: int
    """When the first step began; before that, when the session was opened."""
    final: bool
    over: bool
    """Whether the steps were ended; if not, the session may still be running."""


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


@dataclass(frozen=True, slots=True)
class Weight:
    """How much evidence stands behind a lesson."""

    id: str
    title: str
    points: int
    responses: int


@dataclass(frozen=True, slots=True)
class Glance:
    """The few figures and findings that someone in a hurry reads."""

    people: int
    groups: int
    responses: int
    lessons: int
    exercised: int
    with_evidence: int
    strengths: int
    improvements: int
    actions: int
    main_strengths: tuple[PointItem, ...]
    main_improvements: tuple[PointItem, ...]
    most_evidence: tuple[Weight, ...]
    planned: int
    took: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose an option; changes are against the same side's vote before."""

    option: str
    count: int
    share: float
    change: int | None = None
    share_change: float | None = None


@dataclass(frozen=True, slots=True)
class StanceVote:
    """How a side voted about the other in one run."""

    step: str
    take: int
    wall: int
    swapped: bool
    """Whether the side was played by the groups that began on the other."""
    counts: tuple[Count, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SideStances:
    """A side's stances in the order of time."""

    side: str
    votes: tuple[StanceVote, ...]
    net: tuple[Count, ...]
    """The last vote, with the change since the first; empty where there was only one."""


@dataclass(frozen=True, slots=True)
class SideTally:
    """What one side chose."""

    side: str
    counts: tuple[Count, ...]
    total: int


@dataclass(frozen=True, slots=True)
class VoteItem:
    """A vote, or a question answered by choosing, with its counts."""

    step: str
    take: int
    wall: int
    stance: bool
    swapped: bool
    counted: Literal["votes", "answers"]
    """`answers`: one answer may count for several options, so shares are of the answers."""
    sides: tuple[SideTally, ...]
    all: SideTally
    reasons: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An option and the mean place that it was ranked at, 1 being the best."""

    option: str
    mean: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """How options were ranked in one run, best first."""

    step: str
    take: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that were given in one run."""

    step: str
    take: int
    given: int
    least: float
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Words:
    """The single words that were given in one run, most often first."""

    step: str
    take: int
    words: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Who does what by when."""

    ref: str
    text: str
    owner: str
    due: date | None
    lessons: tuple[str, ...]
    wall: int
    redacted: bool


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A private note of the facilitator."""

    ref: str
    text: str
    step: str | None
    wall: int
    redacted: bool


@dataclass(frozen=True, slots=True)
class RunItem:
    """One run of a step, planned against actual."""

    run: int
    step: str
    kind: str
    take: int
    started: int
    planned: int
    given: int
    """What was planned, with what was added or taken on the spot."""
    took: int
    pauses: int
    paused: int
    skipped: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was run, in the order of time."""

    runs: tuple[RunItem, ...]
    undone: int
    """Runs that were started by mistake and taken back; they are not listed."""
    never_run: tuple[str, ...]
    planned: int
    """All steps of the main order."""
    took: int
    """From the first step to the end, without interruptions."""
    lost: int


@dataclass(frozen=True, slots=True)
class PostItem:
    """One public message."""

    ref: str | None
    wall: int
    channel: str
    author: str
    """One of the cast, or a group."""
    handle: str
    side: str
    """The side that a group played; empty for the cast."""
    text: str
    kind: PostKind
    took: int | None


@dataclass(frozen=True, slots=True)
class Answered:
    """The responses of one run."""

    run: int
    step: str
    take: int
    undone: bool
    """The run was started by mistake and taken back."""
    entries: tuple[Entry, ...]
    aloud: tuple[str, ...]
    """Groups that answered by word of mouth."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The after-action report of a workshop."""

    language: str
    written: int
    overview: Overview
    glance: Glance
    list: ListItem
    loose: tuple[PointItem, ...]
    """Learning points that fit no lesson of the list."""
    stances: tuple[SideStances, ...]
    votes: tuple[VoteItem, ...]
    """Every vote, those about stance too, and every question answered by choosing."""
    rankings: tuple[Ranking, ...]
    numbers: tuple[Numbers, ...]
    words: tuple[Words, ...]
    actions: tuple[ActionItem, ...]
    notes: tuple[NoteItem, ...] | None
    """None: left out, because a summary travels."""
    timeline: Timeline
    timings: tuple[Timing, ...]
    """Answering times of every run that the scenario names a time for."""
    feed: tuple[PostItem, ...]
    answered: tuple[Answered, ...]
