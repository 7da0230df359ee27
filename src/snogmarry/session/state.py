"""A session as it stands. Only `fold` changes these values; everyone else reads them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from snogmarry.scenario.models import LessonList, Scenario, Step
from snogmarry.session.events import Answer, ClockAnchored, Status, StepPart, SummaryPart, Verdict
from snogmarry.text import EMPTY, PathText, SafeText

Phase = Literal["lobby", "live", "debrief"]


@dataclass(slots=True)
class Details:
    """What the first page of the summary says of the event."""

    event: SafeText = EMPTY
    place: SafeText = EMPTY
    facilitator: SafeText = EMPTY
    ground_rules: SafeText = EMPTY
    seqs: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Former:
    """A name or a place that was changed for another one: people may have typed it elsewhere."""

    seq: int
    """Of the event that gave it."""
    of: Literal["facilitator", "place", "group", "owner"]
    name: SafeText
    group: int | None = None


class Headcount(NamedTuple):
    """How many people a group was said to be, until it was counted anew."""

    people: int
    until: int
    """Seq of the event that changed it."""
    until_wall: int
    """UTC, ms since 1970."""


@dataclass(slots=True)
class Group:
    """People who play one side together."""

    number: int
    side: str
    """The side it plays while nothing is swapped."""
    name: SafeText
    people: int
    seqs: list[int] = field(default_factory=list)
    added: int = 0
    """Session time, ms."""
    added_wall: int = 0
    """UTC, ms since 1970."""
    headcounts: list[Headcount] = field(default_factory=list)
    """Those before `people`, oldest first."""


@dataclass(slots=True)
class Participant:
    """A person in the room with a phone, or one phone for a whole group."""

    number: int
    group: int
    name: SafeText
    """Empty where none was given."""
    whole: bool
    seq: int
    reads: bool = False
    """It joined when the steps were over, for the summary."""
    removed: bool = False

    @property
    def ref(self) -> str:
        return f"M-{self.number:03}"


@dataclass(frozen=True, slots=True)
class Mend:
    """A change to a text of a step, and the event that made it."""

    seq: int
    part: StepPart
    side: str | None


@dataclass(slots=True)
class Span:
    """While a run's clock was going; `end` is None while it goes."""

    start: int
    end: int | None = None
    left: int | None = None
    """When the room left the run before its clock went again, if it did."""


class Shut(NamedTuple):
    """A time for which a prompt was closed, and then reopened; UTC beside session time, ms."""

    start: int
    start_wall: int
    end: int
    end_wall: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """That a group answered by word of mouth, as of when it was marked."""

    took: int
    """Ms of the run's clock, as it went for the group."""
    at: int
    wall: int
    late: bool
    """It was marked after the closing."""


@dataclass(slots=True)
class Run:
    """One entry to a step, with its own clock."""

    number: int
    step: str
    take: int
    """1 for the first run of its step."""
    started_at: int
    started_wall: int
    """UTC, ms since 1970."""
    swapped: bool
    """Whether groups played the other side."""
    planned: int
    """The step's time when the run began, ms."""
    spans: list[Span] = field(default_factory=list)
    extended: int = 0
    paused: bool = False
    left_at: int | None = None
    left_wall: int | None = None
    closed_at: int | None = None
    closed_wall: int | None = None
    shut: tuple[Shut, ...] = ()
    reopened_at: int | None = None
    skipped: bool = False
    undone: bool = False
    revealed: bool = False
    arrived: set[str] = field(default_factory=set)
    """Injects that have arrived."""
    spoke: dict[int, Spoken] = field(default_factory=dict)
    """Groups that answered by word of mouth."""
    answered: dict[int, int] = field(default_factory=dict)
    """The groups that have answered here, as far as it counts, with how long each took, ms.

    It is of the run's clock, and for a group that joined in the middle from then on.
    """

    @property
    def time(self) -> int:
        """The time the run has, with what was given to it or taken, ms."""
        return max(0, self.planned + self.extended)

    @property
    def aloud(self) -> AbstractSet[int]:
        """Groups that answered by word of mouth."""
        return self.spoke.keys()


@dataclass(slots=True)
class Version:
    """One state of a response."""

    seq: int
    at: int
    wall: int
    answer: Answer
    people: int
    late: bool
    participant: int | None = None
    """None: typed by the scribe."""
    counter: int = 0
    anew: bool = False
    """The scribe typed what the group then said, rather than mend what it had said."""


@dataclass(slots=True)
class Response:
    """What a group or a participant gave to a prompt or a vote."""

    number: int
    run: int
    step: str
    group: int
    side: str
    took: int
    """Ms of the run's clock until its first version, as it went for the group."""
    versions: list[Version]
    beside: list[Version] = field(default_factory=list)
    """Versions that had been overtaken when they came; none of them is ever current."""
    participant: int | None = None
    released: int | None = None
    """The version that the room may see, counted from 1."""
    withdrawn: bool = False
    admitted: bool = False
    redacted: bool = False

    @property
    def ref(self) -> str:
        return f"R-{self.number:03}"

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def shown(self) -> Version | None:
        """The version that the room may see."""
        return None if self.released is None else self.versions[self.released - 1]

    @property
    def standing(self) -> Version | None:
        """The newest version that came in time or was admitted."""
        if self.admitted:
            return self.latest
        return next((version for version in reversed(self.versions) if not version.late), None)

    @property
    def late(self) -> bool:
        """Its newest version came after the closing and was not admitted."""
        return self.latest.late and not self.admitted

    @property
    def counts(self) -> bool:
        return not self.withdrawn and self.standing is not None

    @property
    def waiting(self) -> bool:
        """Its newest version has not been released."""
        return not self.withdrawn and self.released != len(self.versions)


@dataclass(slots=True)
class Hands:
    """A show of hands of one group in one run."""

    run: int
    group: int
    side: str
    counts: dict[str, int]
    took: int
    """Ms of the run's clock until they were first counted, as it went for the group."""
    seq: int
    """Of the event that counted them last."""
    participant: int | None = None
    """Whose phone sent the counts; None: the facilitator counted."""


@dataclass(slots=True)
class FeedPost:
    """One public message. Of the cast, or, with `response`, a group's released answer."""

    seq: int
    at: int
    wall: int
    run: int | None
    channel: str
    text: SafeText
    character: str | None = None
    inject: str | None = None
    step: str | None = None
    post: int | None = None
    """The number of a post made on the spot."""
    scripted: int | None = None
    """The number of a post that the scenario has written, in the order in which they arrived."""
    response: int | None = None
    group: int | None = None
    side: str | None = None
    took: int | None = None

    @property
    def ref(self) -> str:
        if self.response is not None:
            return f"R-{self.response:03}"
        return f"I-{self.scripted:02}" if self.post is None else f"P-{self.post:02}"


@dataclass(slots=True)
class LearningPoint:
    number: int
    text: SafeText
    verdict: Verdict
    group: int | None
    lessons: tuple[str, ...]
    responses: tuple[int, ...]
    released: bool
    run: int | None
    at: int
    wall: int
    seqs: list[int]
    participant: int | None = None
    withdrawn: bool = False
    redacted: bool = False
    refs: tuple[str, ...] = ()
    """Results, answering times and posts that show it beside the responses."""
    against: tuple[str, ...] = ()
    """Those of the lessons that it speaks against."""

    @property
    def ref(self) -> str:
        return f"L-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Link:
    """That a response speaks for a lesson, or against it, and the event that said so."""

    seq: int
    against: bool


@dataclass(slots=True)
class Action:
    number: int
    text: SafeText
    owner: SafeText
    due: date | None
    lessons: tuple[str, ...]
    run: int | None
    at: int
    wall: int
    seqs: list[int]
    withdrawn: bool = False
    redacted: bool = False
    start: date | None = None
    status: Status = "open"

    @property
    def ref(self) -> str:
        return f"A-{self.number:02}"


@dataclass(slots=True)
class Note:
    number: int
    text: SafeText
    run: int | None
    at: int
    wall: int
    seq: int
    redacted: bool = False

    @property
    def ref(self) -> str:
        return f"N-{self.number:02}"


@dataclass(slots=True)
class SummaryText:
    """A part of the summary in the facilitator's own words."""

    text: SafeText
    seqs: list[int]


@dataclass(slots=True)
class Export:
    """A file or folder that a summary was written to."""

    seq: int
    path: PathText
    lasting: bool = False
    """The path cannot be taken out of the journal."""


class Away(NamedTuple):
    """A time that was no part of the workshop: an interruption, or a debrief left again."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class News:
    """When something last happened that a summary tells of, and how the session stood then."""

    at: int = 0
    wall: int = 0
    away: tuple[Away, ...] = ()
    """As in `Session`."""


Changed = Literal[
    "added",
    "changed",
    "linked",
    "withdrawn",
    "released",
    "revealed",
    "hidden",
    "redacted",
    "rewritten",
]


@dataclass(frozen=True, slots=True)
class Change:
    """What came after a summary was fixed."""

    what: Changed
    of: str
    """A ref; a part of the summary; or `details`, `groups`, `votes`, or the `course`."""


@dataclass(slots=True)
class Finality:
    """That the summary was fixed, and what has happened since."""

    wall: int
    through: int
    """The last event that is final; 0 where none was named."""
    digest: str
    changes: int = 0
    """Later events that a summary tells of."""
    redactions: int = 0
    since: list[Change] = field(default_factory=list)
    """What these events changed, the oldest first."""


@dataclass(slots=True)
class Deed:
    """Something that `undo` can take back, with what stood before."""

    seq: int
    kind: Literal["start", "close", "release", "end"]
    run: int
    came_from: int | None = None
    mainline: str | None = None
    resumed: bool = False
    spans: int = 0
    """How many spans the run had before."""
    paused: bool = False
    skipped: bool = False
    """How the run had been left that the start resumed."""
    ended_at: int | None = None
    """When the debrief had begun that the start led out of."""
    away: tuple[Away, ...] = ()
    before: tuple[tuple[int, int | None], ...] = ()
    """Responses and the versions of them that were released before."""


Fate = Literal["kept", "late", "beside"]
"""What became of something that a phone sent; `beside`: a newer answer stands."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a phone is told of something that it sent, however often it sends it."""

    ref: str
    """What it became part of; empty for a show of hands."""
    fate: Fate


@dataclass(slots=True)
class Session:
    """Everything that is known of a session, folded from its events."""

    head: int = 0
    """Seq of the newest event folded."""
    at: int = 0
    """Session time of the newest event, ms."""
    wall: int = 0
    news: News = field(default_factory=News)
    opened_wall: int = 0
    id: str = ""
    plan: Scenario | None = None
    lesson_list: LessonList | None = None
    steps: list[Step] = field(default_factory=list)
    """The scenario's steps as mended in this session."""
    mends: dict[str, list[Mend]] = field(default_factory=dict)
    """What was changed in the texts of steps."""
    anchor: ClockAnchored | None = None
    anchored_at: int = 0
    details: Details = field(default_factory=Details)
    phase: Phase = "lobby"
    screen_shared: bool = True
    blank: bool = False
    groups: dict[int, Group] = field(default_factory=dict)
    groups_made: int = 0
    removed: dict[int, Group] = field(default_factory=dict)
    """Groups that were taken out again."""
    joining: bool = True
    """Whether phones may join."""
    code: str = ""
    """What has to be typed to join; empty until there is a server for phones."""
    participants: dict[int, Participant] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    """The participants of each group who still take part."""
    tokens: dict[str, int] = field(default_factory=dict)
    """Participants by the digests of their tokens."""
    rejoins: dict[str, int] = field(default_factory=dict)
    """Participants by the digests of their personal codes."""
    kept: dict[tuple[int, str], Kept] = field(default_factory=dict)
    """What phones have sent, by participant and key."""
    sent: dict[int, dict[str, None]] = field(default_factory=dict)
    """The refs of all that each participant has sent something to, in order."""
    summary_shared: bool = False
    runs: list[Run] = field(default_factory=list)
    current: int | None = None
    """Number of the run that the room is in; kept in the debrief, to go back to."""
    mainline: str | None = None
    """The last step in the main order that was entered."""
    started_at: int | None = None
    ended_at: int | None = None
    away: tuple[Away, ...] = ()
    """Since the start, in the order of time."""
    interrupted: bool = False
    """The current step stands paused because of an interruption or a clock jump."""
    left: bool = False
    """What interrupted it is that somebody left the session. Tells nothing unless `interrupted`."""
    at_once: dict[str, bool] = field(default_factory=dict)
    responses: dict[int, Response] = field(default_factory=dict)
    by_run: dict[int, list[int]] = field(default_factory=dict)
    """Responses of each run."""
    by_group: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Responses by run and group."""
    by_participant: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Responses by run and participant."""
    hands: dict[tuple[int, int], Hands] = field(default_factory=dict)
    """Shows of hands by run and group."""
    late_hands: dict[tuple[int, int], Hands] = field(default_factory=dict)
    """The same, sent after the closing: not counted."""
    feed: list[FeedPost] = field(default_factory=list)
    answers_in_feed: dict[int, FeedPost] = field(default_factory=dict)
    """The posts of the feed that are released answers, by response."""
    posts_made: int = 0
    scripted_posts: int = 0
    """How many posts that the scenario has written have arrived."""
    points: dict[int, LearningPoint] = field(default_factory=dict)
    links: dict[tuple[int, str], Link] = field(default_factory=dict)
    """Direct links from a response to a lesson."""
    actions: dict[int, Action] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    texts: dict[SummaryPart, SummaryText] = field(default_factory=dict)
    finality: Finality | None = None
    first_final: int | None = None
    """The time of day at which the summary was fixed for the first time."""
    exports: list[Export] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Ms since the start that were no part of the workshop."""
        return sum(end - start for start, end in self.away)

    @property
    def final(self) -> bool:
        """Whether the summary was fixed."""
        return self.finality is not None

    @property
    def changed_since_final(self) -> bool:
        """Whether anything came after the summary was fixed."""
        fixed = self.finality
        return fixed is not None and bool(fixed.changes or fixed.redactions)

    @property
    def scenario(self) -> Scenario:
        """What is played. Only an opened session has one."""
        if self.plan is None:
            raise ValueError("the session has not been opened")
        return self.plan

    @property
    def lessons(self) -> LessonList:
        """What is worked towards. Only an opened session has it."""
        if self.lesson_list is None:
            raise ValueError("the session has not been opened")
        return self.lesson_list

    @property
    def run(self) -> Run | None:
        """The run that the room is in, in the debrief the one it was in last."""
        return None if self.current is None else self.runs[self.current - 1]

    @property
    def step(self) -> Step | None:
        """The step that the room is in."""
        run = self.run
        return None if run is None else self.step_of(run.step)

    def step_of(self, step_id: str) -> Step:
        """The step of that id as mended; KeyError if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def runs_of(self, step_id: str) -> list[Run]:
        """The runs of a step that were not taken back, oldest first."""
        return [run for run in self.runs if run.step == step_id and not run.undone]

    def responses_in(self, run: int) -> Iterator[Response]:
        """The responses of a run, oldest first, withdrawn ones too."""
        return (self.responses[number] for number in self.by_run.get(run, ()))

    def side_in(self, run: Run, group: Group) -> str:
        """The id of the side that a group plays in a run."""
        return self.other_side(group.side) if run.swapped else group.side

    def other_side(self, side: str) -> str:
        """The id of the side across."""
        return next(other.id for other in self.scenario.sides if other.id != side)

    def shows_at_once(self, step: Step) -> bool:
        """Whether answers to the step reach the stage without a release."""
        return self.at_once.get(step.id, getattr(step, "release", "held") == "at-once")
