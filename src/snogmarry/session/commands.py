"""What can be asked of a session. Rules turn a command into events, or refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.events import Answer, Status, StepPart, SummaryPart, Verdict
from snogmarry.text import EMPTY, PathText, SafeText


class Refused(Exception):
    """The command cannot be carried out now; says why, and what to do instead, in one line."""


@dataclass(frozen=True, slots=True)
class Command:
    """One wish."""


@dataclass(frozen=True, slots=True)
class OpenSession(Command):
    """Make a session of this scenario. First of all commands, and once."""

    session: str
    scenario: Scenario
    lessons: LessonList
    speed: float = 1.0
    """How much faster than real time the session runs; in a rehearsal more than 1."""


@dataclass(frozen=True, slots=True)
class Attend(Command):
    """A process opens the session.

    `noted` is the session time at which some process last noted that it was alive, None if
    none ever did; `alone` is false while another process still does; `left` is true if the last
    window was closed in good order.
    """

    boot: str
    monotonic: int
    noted: int | None = None
    alone: bool = True
    speed: float = 1.0
    left: bool = False


@dataclass(frozen=True, slots=True)
class Settle(Command):
    """Record what has become due. Idempotent; every other command settles first."""


@dataclass(frozen=True, slots=True)
class ReportClockJump(Command):
    """The time of day moved `by` ms against the monotonic clock (sleep, clock change)."""

    by: int


@dataclass(frozen=True, slots=True)
class SetDetails(Command):
    event: SafeText
    place: SafeText
    facilitator: SafeText
    ground_rules: SafeText


@dataclass(frozen=True, slots=True)
class ShareScreen(Command):
    shared: bool


@dataclass(frozen=True, slots=True)
class BlankStage(Command):
    blank: bool


@dataclass(frozen=True, slots=True)
class AddGroup(Command):
    """An empty name gets a made-up one, such as `Keep the Shed Open 2`."""

    side: str
    name: SafeText = EMPTY
    people: int = 0


@dataclass(frozen=True, slots=True)
class RenameGroup(Command):
    group: int
    name: SafeText


@dataclass(frozen=True, slots=True)
class SetHeadcount(Command):
    group: int
    people: int


@dataclass(frozen=True, slots=True)
class RemoveGroup(Command):
    group: int


@dataclass(frozen=True, slots=True)
class OpenJoining(Command):
    open: bool


@dataclass(frozen=True, slots=True)
class SetCode(Command):
    code: str


@dataclass(frozen=True, slots=True)
class Join(Command):
    """A phone wants to take part; the same token joins once.

    Without a group it gets the emptiest one of the side that has the fewest people. `token`
    and `rejoin` are digests, as in `ParticipantJoined`.
    """

    code: str
    token: str
    rejoin: str
    group: int | None = None
    name: SafeText = EMPTY
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Return(Command):
    """A participant comes back with the personal code of digest `by`."""

    by: str
    token: str
    rejoin: str


@dataclass(frozen=True, slots=True)
class MoveParticipant(Command):
    participant: int
    group: int


@dataclass(frozen=True, slots=True)
class RemoveParticipant(Command):
    participant: int


@dataclass(frozen=True, slots=True)
class Send(Command):
    """A participant answers, for themselves or for their group.

    `key` is unlike any other of that participant: sent twice, it is kept once. `counter` grows
    with everything that a phone sends: what was overtaken by a higher one is kept beside it. So
    is what was written without having `seen` as many versions of the group's answer as there
    are, if somebody else wrote the newest.
    """

    participant: int
    key: str
    run: int
    answer: Answer
    counter: int = 0
    seen: int = 0
    people: int = 1
    """How many stand behind it; only one phone for the whole group may say so."""


@dataclass(frozen=True, slots=True)
class SendHands(Command):
    """One phone for the whole group gives its counts."""

    participant: int
    key: str
    run: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SendPoint(Command):
    """A participant draws a learning point, which waits to be released."""

    participant: int
    key: str
    text: SafeText
    verdict: Verdict
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareSummary(Command):
    shared: bool


@dataclass(frozen=True, slots=True)
class Next(Command):
    """Enter the first step, or the next, as `Jump` does; after the last, end the session."""


@dataclass(frozen=True, slots=True)
class Skip(Command):
    """As `Next`, but leave the current step as not done."""


@dataclass(frozen=True, slots=True)
class Back(Command):
    """Resume the last run of the step before."""


@dataclass(frozen=True, slots=True)
class Again(Command):
    """Start a new run of the current step; the earlier one is kept."""


@dataclass(frozen=True, slots=True)
class Jump(Command):
    """Go to a step: resume its last run, or, with `again` or without one, start a new run.

    A run is resumed only if groups play the same sides now.
    """

    step: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Pause(Command):
    pass


@dataclass(frozen=True, slots=True)
class Resume(Command):
    pass


@dataclass(frozen=True, slots=True)
class Extend(Command):
    by: int
    """Ms; negative takes time away."""


@dataclass(frozen=True, slots=True)
class ClosePrompt(Command):
    pass


@dataclass(frozen=True, slots=True)
class ReopenPrompt(Command):
    pass


@dataclass(frozen=True, slots=True)
class EndSession(Command):
    pass


@dataclass(frozen=True, slots=True)
class ReopenSession(Command):
    pass


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back the last start, skip, close, release or end."""


@dataclass(frozen=True, slots=True)
class MendStep(Command):
    """Change a text of a step that has not run; a `time` is given in `MendStepTime`."""

    step: str
    part: StepPart
    text: SafeText
    side: str | None = None


@dataclass(frozen=True, slots=True)
class MendStepTime(Command):
    step: str
    time: int


@dataclass(frozen=True, slots=True)
class SetReleaseMode(Command):
    step: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Give(Command):
    """Answer for a group. Where one a group is taken, a second takes the place of the first."""

    run: int
    group: int
    answer: Answer
    people: int = 1


@dataclass(frozen=True, slots=True)
class Correct(Command):
    response: int
    answer: Answer
    people: int = 1
    anew: bool = False
    """The group said it just now; else what it had said is mended, and keeps its time."""


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    response: int


@dataclass(frozen=True, slots=True)
class MarkAloud(Command):
    run: int
    group: int
    aloud: bool = True


@dataclass(frozen=True, slots=True)
class CountHands(Command):
    run: int
    group: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WithdrawHands(Command):
    run: int
    group: int


@dataclass(frozen=True, slots=True)
class Release(Command):
    """Let the room see the newest version of these responses."""

    responses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReleaseAll(Command):
    """Release all that waits in a run, of one group or of all; late ones only once admitted."""

    run: int
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Hide(Command):
    response: int


@dataclass(frozen=True, slots=True)
class Admit(Command):
    response: int


@dataclass(frozen=True, slots=True)
class RevealVote(Command):
    run: int


@dataclass(frozen=True, slots=True)
class ReleaseInject(Command):
    """Let an inject of the current step arrive now, held or not yet due."""

    inject: str


@dataclass(frozen=True, slots=True)
class PostAs(Command):
    character: str
    channel: str
    text: SafeText


@dataclass(frozen=True, slots=True)
class DrawPoint(Command):
    text: SafeText
    verdict: Verdict
    group: int | None = None
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()
    released: bool = True
    refs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangePoint(Command):
    point: int
    text: SafeText
    verdict: Verdict
    group: int | None = None
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPoint(Command):
    point: int


@dataclass(frozen=True, slots=True)
class ReleasePoint(Command):
    point: int
    released: bool = True


@dataclass(frozen=True, slots=True)
class LinkEvidence(Command):
    """Say that a response speaks for a lesson, or against it; or take that back."""

    response: int
    lesson: str
    linked: bool = True
    against: bool = False


@dataclass(frozen=True, slots=True)
class AgreeAction(Command):
    text: SafeText
    owner: SafeText
    due: date | None = None
    lessons: tuple[str, ...] = ()
    start: date | None = None
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class ChangeAction(Command):
    action: int
    text: SafeText
    owner: SafeText
    due: date | None = None
    lessons: tuple[str, ...] = ()
    start: date | None = None
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class WithdrawAction(Command):
    action: int


@dataclass(frozen=True, slots=True)
class TakeNote(Command):
    text: SafeText


@dataclass(frozen=True, slots=True)
class SetSummaryText(Command):
    """Write a part of the summary; an empty text takes it back."""

    part: SummaryPart
    text: SafeText


@dataclass(frozen=True, slots=True)
class MarkSummary(Command):
    """Fix the summary as final, as it stood after event `through`; or make it a draft again."""

    final: bool
    through: int = 0
    digest: str = ""
    """As in `SummaryMarked`."""


@dataclass(frozen=True, slots=True)
class NoteExport(Command):
    path: PathText


@dataclass(frozen=True, slots=True)
class Redact(Command):
    """Remove the words of what `ref` names, such as R-017, in every version, for good."""

    ref: str
