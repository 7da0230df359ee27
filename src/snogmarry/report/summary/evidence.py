"""What was said and learned, as the summary quotes it. Lengths are in ms, `wall` is UTC, ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.report.masking import readable
from snogmarry.session.coverage import Speaks
from snogmarry.session.events import Verdict

Standing = Literal["not exercised", "nothing recorded", "nothing to show", "recorded"]
"""What can be said of a lesson; `nothing recorded`: exercised, and no evidence was linked.

Others than the facilitator read `nothing to show`: that, or nothing that they may have was.
"""
Shown = Speaks | Literal["nothing to show"]
Later = Literal["added", "changed"] | None
Status = Literal[
    "released", "earlier wording released", "vote not revealed", "not released", "withdrawn"
]
"""`vote not revealed`: released, and not shown, because the result of its vote never was."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Anything with a ref of its own that can show something, and what it was said to show."""

    points: tuple[str, ...]
    """Refs of the learning points that name it."""
    shows: tuple[str, ...]
    """Titles of the lessons that it was linked to, as speaking for them."""
    against: tuple[str, ...]
    """Titles of the lessons that it was linked to, as speaking against them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the words of one side; `side` is empty where all were asked the same."""

    side: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry(Evidence):
    """One response, as every part of the summary quotes it."""

    ref: str
    run: int
    step: str
    take: int
    group: str
    side: str
    """The side that was played."""
    answer: str
    """Its newest version that counts in words, or the newest of all if none does; empty for one
    that was withdrawn."""
    reason: str
    people: int
    """How many it is the answer of; 0 where that is left out with its words."""
    took: int
    wall: int
    late: bool
    admitted: bool
    status: Status
    late_wording: bool
    """A newer version came after the closing and does not count."""
    redacted: bool
    replaced: bool
    """A vote that a show of hands stands in place of: kept, not counted."""
    versions: int
    person: str | None
    """Who gave it; only if people are to be named."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many of a side chose an option; of both together if none is named."""

    side: str
    option: str
    count: int


@dataclass(frozen=True, slots=True)
class Proof:
    """A result, answering times or a post of the cast that shows a learning point."""

    ref: str
    kind: Literal["result", "answering times", "post", "inject"]
    of: str
    """The step; of a post or an inject its author."""
    take: int
    said: str
    """The words of a post or an inject; else empty."""
    counts: tuple[Chosen, ...] = ()
    """A result that can be said in a line, side by side if each was asked something else."""


@dataclass(frozen=True, slots=True)
class PointItem:
    """A learning point."""

    ref: str
    text: str
    verdict: Verdict
    drawn_by: str
    """The group, or the whole room."""
    lessons: tuple[str, ...]
    against: tuple[str, ...]
    """Titles of those of the lessons that it speaks against."""
    shown_by: tuple[Entry, ...]
    responses: int
    """How many that are."""
    proofs: tuple[Proof, ...]
    """What shows it beside the responses."""
    step: str | None
    wall: int
    released: bool
    redacted: bool
    later: Later
    """What became of it after the summary was fixed."""

    @property
    def worded(self) -> bool:
        """Whether its words are here, so that it can be a headline."""
        return readable(self.text)

    @property
    def number(self) -> int:
        """Its place among all that were drawn, the oldest being 1."""
        return int(self.ref.removeprefix("L-"))


@dataclass(frozen=True, slots=True)
class Exercise:
    """A step that exercises a lesson, and how often it was run."""

    step: str
    runs: int


@dataclass(frozen=True, slots=True)
class GroupTiming:
    """How long a group took to its first answer."""

    group: str
    side: str
    took: int | None
    """None: it gave none that counts. Of a group that joined later: since it joined."""
    late: bool
    """It came late and was let count; or all that the group gave came late, and does not count."""
    joined: bool
    """Whether the group joined only after the prompt was put."""
    within: bool | None
    """Whether it answered in the time that the scenario hopes for; None if it names none."""


@dataclass(frozen=True, slots=True)
class Timing(Evidence):
    """Answering times of one run, against what the scenario hopes for."""

    ref: str

    step: str
    take: int
    expected: int
    groups: tuple[GroupTiming, ...]
    asked: int
    """How many groups."""
    in_time: int


@dataclass(frozen=True, slots=True)
class Since:
    """What first words are counted from: the first post of the cast, or the first prompt that
    asks for a post where that came before it."""

    what: Literal["post", "prompt"]
    wall: int


@dataclass(frozen=True, slots=True)
class FirstWord:
    """How long after that a group said its first public word that counts."""

    group: str
    side: str
    """The side that it played then."""
    ref: str | None
    took: int | None
    """None: it never said one."""
    asked: bool
    """Whether it was asked for one, or said one unasked."""
    late: bool
    """It came late and was let count; or all that it said came late, and does not count."""
    joined: bool
    """Whether the group joined after that, from when on its time is counted."""
    aloud: bool
    """It was said by word of mouth, and nothing that was typed stands for it."""


@dataclass(frozen=True, slots=True)
class Reaction(GroupTiming):
    """How soon a group answered a challenge; of an inject, how soon after it came."""

    before: bool
    """Whether it had answered the prompt before the inject came."""


@dataclass(frozen=True, slots=True)
class Challenge(Evidence):
    """A prompt, or an inject that came while it stood, and how soon those asked answered.

    An inject that comes only if a side is silent is put to that side, any other to all that are
    asked for a post. What the scenario hopes for goes for the prompt alone. What it shows is what
    the answering times do, or what the inject does.
    """

    ref: str
    """Of the answering times of the run."""
    inject: str | None
    """Of the inject, if it is one."""
    step: str
    take: int
    kind: Literal["prompt", "inject"]
    author: str
    """Who of the cast posted the inject."""
    text: str
    wall: int
    expected: int | None
    groups: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class SidePosts:
    """How many posts the cast had put to a side since its last public word."""

    side: str
    posts: int | None
    """0 if it had said all that it was asked for; None: it was not asked."""


@dataclass(frozen=True, slots=True)
class OpenPosts:
    """What was left unanswered when a prompt for a post was closed or left."""

    run: int
    step: str
    take: int
    sides: tuple[SidePosts, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A side's longest stretch without a public word, of the time that it was asked for one.

    It is asked from when a prompt for a post is put to it until each of its groups has posted, and
    anew by each inject that is put to it until it posts; while the prompt is open and the
    room is there.
    """

    side: str
    lasted: int
    since: int
    until: int
    expected: int | None
    """The shortest time that the steps of that stretch hope for."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How soon sides spoke, by the room's clock: pauses do not count."""

    since: Since | None
    """None: nothing was posted, and nobody was asked to."""
    words: tuple[FirstWord, ...]
    challenges: tuple[Challenge, ...]
    open: tuple[OpenPosts, ...]
    silences: tuple[Silence, ...]


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
    """Responses that speak for the lesson and that none of its points quotes as such."""
    opposed: tuple[Entry, ...]
    """The same of those that speak against it."""
    learned: int
    """Learning points, whichever they are."""
    strengths: int
    improvements: int
    responses: int
    """Different responses that show it, for or against."""
    speaks_for: int
    """Learning points and responses that speak for it."""
    speaks_against: int
    timings: tuple[Timing, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """The lesson list, and what of it is whose."""

    title: str
    about: str
    lessons: tuple[LessonItem, ...]
    original: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """What can be said of one lesson and one group; None: the room as a whole."""

    group: str | None
    exercised: bool
    """Whether a step that ran exercises the lesson and was put to the group: no evidence."""
    speaks: Shown
    speaks_for: int
    """The group's learning points and responses that speak for the lesson."""
    speaks_against: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One lesson across the groups, in their order, and last the room."""

    number: int
    id: str
    title: str
    cells: tuple[CoverageCell, ...]
