"""Facts of a session, in the past tense. State is a fold of them.

Times are session time in milliseconds. Numbers of groups, runs, responses and so on count
from 1 within the session. Words that people typed are of type `SafeText`, and paths that may have
some of them of type `PathText`: the journal keeps them apart, so that they can be removed while the
fact stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.text import PathText, SafeText

Verdict = Literal["strength", "improve"]
SummaryPart = Literal["title", "place", "introduction", "conclusions", "recommendations"]
Status = Literal["open", "done", "dropped"]
StepPart = Literal["title", "time", "text", "ask", "notes"]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place in the journal."""

    seq: int
    at: int
    """Session time, ms."""
    wall: int
    """UTC, ms since 1970, for people to read."""
    event: Event


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; which fields are filled follows from the step."""

    text: SafeText | None = None
    """`text` and `post`."""
    options: tuple[str, ...] = ()
    """Option ids: one for `choice` and votes, any for `choices`, in order for `rank`."""
    number: float | None = None
    """`scale` and `number`."""
    words: tuple[SafeText, ...] = ()
    """`words`."""
    reason: SafeText | None = None
    """One line on why, beside a vote."""


# The session and its clock


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """A session was made; it carries its own copy of what it plays."""

    session: str
    scenario: Scenario
    lessons: LessonList


@dataclass(frozen=True, slots=True)
class ClockAnchored(Event):
    """At this event's session time the monotonic clock of `boot` stood at `monotonic` ms."""

    boot: str
    monotonic: int
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Interrupted(Event):
    """No process kept the session alive from `since` until this event; the step stands paused.

    `left`: because somebody left it, not because something broke off.
    """

    since: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class ClockJumped(Event):
    """The time of day moved `by` ms against the monotonic clock; the step stands paused."""

    by: int


@dataclass(frozen=True, slots=True)
class DetailsSet(Event):
    """What the summary's first page says of the event."""

    event: SafeText
    place: SafeText
    facilitator: SafeText
    ground_rules: SafeText


@dataclass(frozen=True, slots=True)
class ScreenShared(Event):
    """Whether the room sees the facilitator's own screen."""

    shared: bool


@dataclass(frozen=True, slots=True)
class StageBlanked(Event):
    """The stage went dark, or came back."""

    blank: bool


@dataclass(frozen=True, slots=True)
class GroupAdded(Event):
    """A group plays `side`; `people` is its headcount."""

    group: int
    side: str
    name: SafeText
    people: int


@dataclass(frozen=True, slots=True)
class GroupRenamed(Event):
    group: int
    name: SafeText


@dataclass(frozen=True, slots=True)
class HeadcountSet(Event):
    group: int
    people: int


@dataclass(frozen=True, slots=True)
class GroupRemoved(Event):
    """A group that had said nothing yet was taken out."""

    group: int


# Participants and their phones


@dataclass(frozen=True, slots=True)
class JoiningOpened(Event):
    """Whether phones may join."""

    open: bool


@dataclass(frozen=True, slots=True)
class CodeSet(Event):
    """What has to be typed to join."""

    code: str


@dataclass(frozen=True, slots=True)
class ParticipantJoined(Event):
    """A phone joined a group. What it is known by is kept as a digest only."""

    participant: int
    group: int
    name: SafeText
    """Empty where none was given."""
    token: str
    """SHA-256 of the token in the phone's cookie."""
    rejoin: str
    """SHA-256 of the personal code for coming back with another phone or address."""
    whole: bool = False
    """One phone for the whole group: it gives numbers of people."""


@dataclass(frozen=True, slots=True)
class ParticipantReturned(Event):
    """A participant came back by their personal code, and is known by a second token."""

    participant: int
    token: str
    rejoin: str


@dataclass(frozen=True, slots=True)
class ParticipantMoved(Event):
    """What they had given stays with the group they were in."""

    participant: int
    group: int


@dataclass(frozen=True, slots=True)
class ParticipantRemoved(Event):
    """Their phone takes no more part; what they had given stays."""

    participant: int


@dataclass(frozen=True, slots=True)
class SummaryShared(Event):
    """Whether phones show the summary once the steps are over."""

    shared: bool


# Moving through the steps


@dataclass(frozen=True, slots=True)
class StepStarted(Event):
    """A new run of a step began; `skipped`: the run being left does not count as done."""

    run: int
    step: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class StepResumed(Event):
    """The room went back to an earlier run, with the seconds that it had left."""

    run: int
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Paused(Event):
    run: int


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    run: int


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """`by` ms were given to the run, or taken."""

    run: int
    by: int


@dataclass(frozen=True, slots=True)
class PromptClosed(Event):
    """From `closed_at` on, answers to the run are late."""

    run: int
    closed_at: int
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class PromptReopened(Event):
    run: int


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """The steps are over; the debrief begins."""

    skipped: bool = False


@dataclass(frozen=True, slots=True)
class SessionReopened(Event):
    """The room went back into the run it was in."""


@dataclass(frozen=True, slots=True)
class Undone(Event):
    """The start, skip, close, release or end recorded as `undone` is taken back."""

    undone: int


@dataclass(frozen=True, slots=True)
class StepMended(Event):
    """A text of a step that has not run was changed. `side`: whose prompt, where part is `ask`."""

    step: str
    part: StepPart
    text: SafeText
    side: str | None = None


@dataclass(frozen=True, slots=True)
class StepTimeMended(Event):
    step: str
    time: int
    """Ms."""


@dataclass(frozen=True, slots=True)
class ReleaseModeSet(Event):
    """Whether answers to the step are shown at once."""

    step: str
    at_once: bool


# Answers


@dataclass(frozen=True, slots=True)
class ResponseGiven(Event):
    response: int
    run: int
    group: int
    side: str
    """The side that the group played then."""
    answer: Answer
    people: int = 1
    """How many stand behind it."""
    late: bool = False
    participant: int | None = None
    """None: typed by the scribe."""
    key: str = ""
    """What the phone calls it, so that it may send it again."""
    counter: int = 0
    """Grows with everything that a phone sends."""


@dataclass(frozen=True, slots=True)
class ResponseCorrected(Event):
    """A newer version; what was before stays in the journal."""

    response: int
    answer: Answer
    people: int = 1
    late: bool = False
    participant: int | None = None
    """None: typed by the scribe."""
    key: str = ""
    counter: int = 0
    anew: bool = False
    """The scribe typed what the group then said, rather than mend what it had said."""


@dataclass(frozen=True, slots=True)
class ResponseOvertaken(Event):
    """A version that came after a newer one: kept beside it, and never the current one."""

    response: int
    answer: Answer
    participant: int
    people: int = 1
    late: bool = False
    key: str = ""
    counter: int = 0


@dataclass(frozen=True, slots=True)
class ResponseWithdrawn(Event):
    """Entered by mistake: kept, not counted, not shown."""

    response: int


@dataclass(frozen=True, slots=True)
class ResponsesReleased(Event):
    """The room may see these versions: pairs of response and version, counted from 1."""

    released: tuple[tuple[int, int], ...]
    by_itself: bool = False
    """The step shows answers at once."""


@dataclass(frozen=True, slots=True)
class ResponseHidden(Event):
    """The room may no longer see it."""

    response: int


@dataclass(frozen=True, slots=True)
class ResponseAdmitted(Event):
    """A late response counts after all."""

    response: int


@dataclass(frozen=True, slots=True)
class AnsweredAloud(Event):
    """A group answered by word of mouth (or, `aloud` false, did not after all)."""

    run: int
    group: int
    aloud: bool = True


@dataclass(frozen=True, slots=True)
class HandsCounted(Event):
    """A show of hands: pairs of option id and number. It replaces the group's single votes."""

    run: int
    group: int
    side: str
    counts: tuple[tuple[str, int], ...]
    late: bool = False
    """Sent by a phone after the closing: kept, and not counted."""
    participant: int | None = None
    """None: typed by the scribe."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class HandsWithdrawn(Event):
    """The group's single votes count again."""

    run: int
    group: int


@dataclass(frozen=True, slots=True)
class VoteRevealed(Event):
    """The room may see the result of the run."""

    run: int


# The feed


@dataclass(frozen=True, slots=True)
class InjectArrived(Event):
    run: int
    inject: str


@dataclass(frozen=True, slots=True)
class CastPosted(Event):
    """The facilitator posted as one of the cast, on the spot."""

    post: int
    character: str
    channel: str
    text: SafeText
    run: int | None = None


# What was learned


@dataclass(frozen=True, slots=True)
class LearningPointDrawn(Event):
    point: int
    text: SafeText
    verdict: Verdict
    group: int | None = None
    """Who drew it; None: the room as a whole."""
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()
    """The responses that show it."""
    released: bool = True
    run: int | None = None
    participant: int | None = None
    """None: typed by the scribe."""
    key: str = ""
    refs: tuple[str, ...] = ()
    """Results, answering times and posts that show it too: `V-02`, `T-01`, `P-03`, `I-05`."""
    against: tuple[str, ...] = ()
    """Those of the lessons that it speaks against."""


@dataclass(frozen=True, slots=True)
class LearningPointChanged(Event):
    point: int
    text: SafeText
    verdict: Verdict
    group: int | None = None
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LearningPointWithdrawn(Event):
    point: int


@dataclass(frozen=True, slots=True)
class LearningPointReleased(Event):
    point: int
    released: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceLinked(Event):
    """A response shows something about a lesson (or, `linked` false, does not after all)."""

    response: int
    lesson: str
    linked: bool = True
    against: bool = False
    """It speaks against the lesson; linked once more, a link is turned round."""


@dataclass(frozen=True, slots=True)
class ActionAgreed(Event):
    action: int
    text: SafeText
    owner: SafeText
    due: date | None = None
    lessons: tuple[str, ...] = ()
    run: int | None = None
    start: date | None = None
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class ActionChanged(Event):
    action: int
    text: SafeText
    owner: SafeText
    due: date | None = None
    lessons: tuple[str, ...] = ()
    start: date | None = None
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class ActionWithdrawn(Event):
    action: int


@dataclass(frozen=True, slots=True)
class NoteTaken(Event):
    """A private note of the facilitator."""

    note: int
    text: SafeText
    run: int | None = None


# The record


@dataclass(frozen=True, slots=True)
class SummaryTextSet(Event):
    """The facilitator wrote a part of the summary in their own words; empty: took it back."""

    part: SummaryPart
    text: SafeText


@dataclass(frozen=True, slots=True)
class SummaryMarked(Event):
    """The summary is final, or a draft again."""

    final: bool
    through: int = 0
    """The last of the events that are final; 0 where none was named."""
    digest: str = ""
    """SHA-256 over these events, with the words that people typed left apart."""


@dataclass(frozen=True, slots=True)
class ExportWritten(Event):
    """As `ExportNoted`, in sessions of before: what the path says stays in the journal."""

    path: str


@dataclass(frozen=True, slots=True)
class ExportNoted(Event):
    """A summary was written to `path`; erasing words later does not reach it.

    It is called after the event, so the path goes with the event's name.
    """

    path: PathText


@dataclass(frozen=True, slots=True)
class Redacted(Event):
    """The words of these events were removed for good; `ref` is what they belonged to."""

    ref: str
    seqs: tuple[int, ...]


KINDS: tuple[type[Event], ...] = tuple(
    kind
    for kind in [*globals().values()]
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
)
"""Every kind of event."""
