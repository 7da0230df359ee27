"""What the summary says, as frozen values. Formats render them and compute nothing.

Lengths are in milliseconds; moments (`wall`, `written`, `started`) are UTC, ms since 1970.
Shares are of 1. Texts are as they were typed; each format escapes them for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from snogmarry.report.summary.counts import (
    Numbers,
    Ranking,
    Result,
    SideStances,
    Untold,
    VoteItem,
    Words,
)
from snogmarry.report.summary.evidence import (
    Asked,
    Chosen,
    CoverageRow,
    Entry,
    Evidence,
    Later,
    ListItem,
    PointItem,
    Speed,
    Timing,
)
from snogmarry.scenario.models import Answering
from snogmarry.session.events import Status, SummaryPart
from snogmarry.session.state import Change
from snogmarry.session.written import whole_seconds

Profile = Literal["facilitator", "participants", "public"]
Wanted = Literal[Answering, "vote"]
PostKind = Literal["cast", "inject", "on the spot", "answer"]


@dataclass(frozen=True, slots=True)
class SideItem:
    """One of the two positions in the clash."""

    id: str
    name: str
    kind: str
    aim: str
    groups: int
    people: int
    uncounted: int
    """Groups whose people nobody counted."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """A headcount that stood when a group answered or voted, and was changed afterwards."""

    people: int
    until: int


@dataclass(frozen=True, slots=True)
class GroupItem:
    """People who played one side together; `side` is the one they began on."""

    number: int
    name: str
    side: str
    people: int
    """The last headcount."""
    earlier: tuple[Recounted, ...]
    """Others, the oldest first."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """That the summary was fixed as final, and what has happened since."""

    wall: int
    first: int | None
    """When it was fixed for the first time; None if that was this time."""
    digest: str
    """SHA-256 over the events up to then, the words that people typed left apart; or empty."""
    holds: bool | None
    """Whether those events are still the same; None if that was not looked at."""
    changes: int
    """Later events that change what a summary says."""
    redactions: int
    reworded: bool
    """Whether the file beside the session now says something else than what was fixed."""
    since: tuple[Change, ...]
    """What was changed of what is here, the oldest first."""
    unseen: int
    """Changes to what is not here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the facilitator wrote, in their own words. Empty where they did not."""

    parts: tuple[SummaryPart, ...]
    """Which parts are theirs; title and place stand in the overview."""
    introduction: str
    conclusions: str
    recommendations: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    title: str
    """The facilitator's, else the event's, else the scenario's."""
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
    uncounted: int
    """Groups whose people nobody counted."""
    joined: int
    """Phones that joined before the end and were not taken out, as the room saw them counted."""
    unquoted: int
    """Groups whose words are left out: fewer than three people, or nobody counted them."""
    begun: bool
    """Whether any step was started."""
    started: int
    """When the first step began; before that, when the session was opened."""
    last: int
    """When the last thing happened that is told with its time."""
    final: bool
    fixed: Fixed | None
    """None while it is a draft."""
    over: bool
    """Whether the steps were ended; if not, the session may still be running."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much evidence stands behind a lesson."""

    id: str
    title: str
    points: int
    responses: int
    speaks_for: int
    """Learning points and responses that speak for it."""
    speaks_against: int


@dataclass(frozen=True, slots=True)
class Glance:
    """The few figures and findings that someone in a hurry reads."""

    people: int
    groups: int
    responses: int
    """Those that count: not withdrawn, late, or replaced by a show of hands. For others than
    the facilitator, of these only the ones that they may read or that a result here counts."""
    listed: int
    """Of these, the ones that stand in the appendix one by one; the rest are in sums alone."""
    hands: int
    """Groups that voted by a show of hands, vote by vote."""
    lessons: int
    exercised: int
    with_evidence: int
    strengths: int
    improvements: int
    actions: int
    main_strengths: tuple[PointItem, ...]
    main_improvements: tuple[PointItem, ...]
    unnamed: int
    """Learning points of whose words too few are here for a headline: left out or redacted."""
    most_evidence: tuple[Weight, ...]
    level: int
    """Lessons that are not among those, with as much evidence as the last of them."""
    planned: int
    took: int


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Who does what by when."""

    ref: str
    text: str
    owner: str
    start: date | None
    due: date | None
    status: Status
    lessons: tuple[str, ...]
    wall: int
    redacted: bool
    later: Later
    """What became of it after the summary was fixed."""


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
    """While the room was in it, without what was lost; not within what it took."""
    skipped: bool

    @property
    def over(self) -> int:
        """How much longer it took than planned; below zero, shorter."""
        return _over(self.took, self.planned)


def _over(took: int, planned: int) -> int:
    """The difference of two lengths as they stand beside it."""
    return whole_seconds(took) - whole_seconds(planned)


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
    """From the first step to the end, without what was lost; the steps and the pauses."""
    paused: int
    """In all; not within what any step took."""
    lost: int
    """Interruptions, and debriefs that were left again."""

    @property
    def over(self) -> int:
        """How much longer it took than planned; below zero, shorter."""
        return _over(self.took, self.planned)

    @property
    def as_planned(self) -> bool:
        """Whether what was planned in all is what was planned for the runs."""
        return self.planned == sum(run.planned for run in self.runs)


@dataclass(frozen=True, slots=True)
class PostItem(Evidence):
    """One public message."""

    ref: str
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
    late: bool
    """A group's, that came late and was let count."""


@dataclass(frozen=True, slots=True)
class RaisedHands:
    """What one group chose by a show of hands in one run, as it was typed."""

    ref: str
    """Of the result that they are a part of."""
    group: str
    side: str
    """The side that was played."""
    counts: tuple[Chosen, ...]
    late: bool
    """They came after the closing, and do not count."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The responses of one run."""

    run: int
    step: str
    take: int
    asked: tuple[Asked, ...]
    wanted: Wanted
    """What kind of answer."""
    channel: str
    """Where posts were to appear; empty for other answers."""
    undone: bool
    """The run was started by mistake and taken back."""
    entries: tuple[Entry, ...]
    responses: int
    """How many there are."""
    counted: int
    """How many of them count."""
    aloud: tuple[str, ...]
    """Groups that answered by word of mouth."""
    hands: tuple[RaisedHands, ...]
    """Shows of hands, group by group; none for others than the facilitator, who saw the sum."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The after-action report of a workshop."""

    profile: Profile
    """Whom it is for."""
    named: bool
    """Whether participants are named."""
    language: str
    written: int
    overview: Overview
    told: Told
    glance: Glance
    list: ListItem
    coverage: tuple[CoverageRow, ...]
    """Lesson by lesson and group by group."""
    loose: tuple[PointItem, ...]
    """Learning points that fit no lesson of the list."""
    stances: tuple[SideStances, ...]
    votes: tuple[VoteItem, ...]
    """Every vote, those about stance too, and every question answered by choosing."""
    rankings: tuple[Ranking, ...]
    numbers: tuple[Numbers, ...]
    words: tuple[Words, ...]
    untold: tuple[Untold, ...]
    """Votes and choices that have no result here, in the order of time: it is left out for
    others than the facilitator, or there is none."""
    actions: tuple[ActionItem, ...]
    notes: tuple[NoteItem, ...] | None
    """None: left out, because a summary travels."""
    timeline: Timeline
    timings: tuple[Timing, ...]
    """Answering times of every run that the scenario names a time for."""
    speed: Speed
    feed: tuple[PostItem, ...]
    answered: tuple[Answered, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """Votes, rankings, numbers and words in the order of time, which is that of their refs."""
        found: tuple[Result, ...] = (*self.votes, *self.rankings, *self.numbers, *self.words)
        return tuple(sorted(found, key=lambda result: result.run))
