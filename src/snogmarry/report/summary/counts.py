"""What was voted, chosen, ranked and called out, as counted. Shares are of 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.report.summary.evidence import Asked, Entry, Evidence

ALL = "All"
"""Both sides together."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose an option; changes are against the same side's vote before."""

    option: str
    count: int
    share: float
    change: int | None = None
    share_change: float | None = None


By = Literal["votes", "hands", "votes and hands"]
"""Whether people answered one by one, by a show of hands, or some this way, some that."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """A group of which more voted than it was counted as.

    For the public no group is told apart: it has no name then, and its figures are None.
    """

    group: str
    given: int | None
    people: int | None
    """The most that it was counted as while they voted."""


@dataclass(frozen=True, slots=True)
class StanceVote:
    """How a side voted about the other in one run."""

    ref: str
    step: str
    take: int
    wall: int
    swapped: bool
    """Whether the side was played by the groups that began on the other."""
    counts: tuple[Count, ...]
    total: int
    by: By
    beyond: tuple[Beyond, ...]
    reasons: tuple[Entry, ...]
    """The responses of the side that say why."""
    unreasoned: bool
    """Whether reasons that the side gave are left out."""
    revealed: bool


@dataclass(frozen=True, slots=True)
class Way:
    """How many went from one option to another."""

    before: str
    now: str
    count: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Who moved between two votes of a side, as far as single voices can be followed.

    They can where participants voted by their own phones, or groups with one voice each, as
    that side both times. Of hands and of votes for several people only the net change is known.
    For the public nobody is followed, and for participants not so few that released reasons would
    tell what one of them chose later: numbers are None then, and there are no ways.
    """

    before: str
    """Ref of the earlier vote."""
    now: str
    followed: int | None
    moved: int | None
    ways: tuple[Way, ...]
    unknown: int | None
    """Votes of the later run that cannot be followed."""
    few: bool = False
    """Whether this is left out because so few can be followed."""


@dataclass(frozen=True, slots=True)
class SideStances:
    """A side's stances in the order of time."""

    side: str
    votes: tuple[StanceVote, ...]
    net: tuple[Count, ...]
    """The last vote, with the change since the first; empty where there was only one."""
    movements: tuple[Movement, ...]
    """From each vote to the next."""
    again: bool
    """Whether the last vote is a further take of the step of the first."""

    @property
    def changed_hands(self) -> bool:
        """Whether the side was played by others in some of the votes."""
        return len({vote.swapped for vote in self.votes}) > 1

    @property
    def evenly(self) -> bool:
        """Whether as many voted each time."""
        return len({vote.total for vote in self.votes}) <= 1


@dataclass(frozen=True, slots=True)
class SideTally:
    """What one side chose."""

    side: str
    counts: tuple[Count, ...]
    total: int
    by: By
    beyond: tuple[Beyond, ...]


@dataclass(frozen=True, slots=True)
class Result(Evidence):
    """What came of a vote, or of a question answered other than in a text."""

    ref: str
    run: int
    step: str
    take: int
    asked: tuple[Asked, ...]
    withheld: tuple[str, ...]
    """Sides whose answers are left out, because fewer than three people gave one."""
    uncounted: tuple[str, ...]
    """Those of them of which nobody knows, because people in their groups were not counted."""
    revealed: bool
    """Whether the room saw it; if not, it is in the facilitator's own copy alone."""


Withheld = Literal["not revealed", "too few", "uncounted", "few or uncounted", "small groups"]
"""Why a result is left out altogether. `too few`: fewer than three people of each side answered;
`uncounted`: people in the groups that answered were not counted; or one of this, one of that side;
`small groups`: all single words were of such, or of groups smaller than three or never counted."""
Without = Literal["nobody", "aloud", "none counts", "redacted", "skipped", "taken back"]
"""Why there is no result: nobody answered, or by word of mouth alone, or with nothing that counts;
all single words were redacted; the step was skipped before an answer came; its start was undone."""
Why = Withheld | Without


@dataclass(frozen=True, slots=True)
class Untold:
    """A vote or another choice that was asked, of whose result this summary has nothing."""

    ref: str
    step: str
    """Empty if its start was taken back: the room may never have come to it."""
    take: int
    wall: int
    vote: bool
    stance: bool
    why: Why


@dataclass(frozen=True, slots=True)
class VoteItem(Result):
    """A vote, or a question answered by choosing, with its counts."""

    wall: int
    stance: bool
    swapped: bool
    counted: Literal["votes", "answers"]
    """`answers`: one answer may count for several options, so shares are of the answers."""
    tallies: tuple[SideTally, ...]
    """Side by side, and together where all were asked the same and no side is left out; each
    with the same options."""
    reasons: tuple[Entry, ...]
    unreasoned: bool
    """Whether reasons that these sides gave are left out."""

    @property
    def sides(self) -> tuple[SideTally, ...]:
        """The tallies of single sides."""
        return tuple(tally for tally in self.tallies if tally.side != ALL)

    @property
    def together(self) -> bool:
        """Whether what the sides chose is added up."""
        return len(self.sides) < len(self.tallies)


@dataclass(frozen=True, slots=True)
class Place:
    """An option and the mean place that it was ranked at, 1 being the best."""

    option: str
    mean: float


@dataclass(frozen=True, slots=True)
class Ranking(Result):
    """How options were ranked in one run, best first."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Numbers(Result):
    """The numbers that were given in one run."""

    given: int
    least: float | None
    """None, as `most` is: left out for the public, because few numbers were given."""
    median: float
    most: float | None


@dataclass(frozen=True, slots=True)
class Words(Result):
    """The single words that were given in one run, most often first."""

    words: tuple[Count, ...]
    small: bool
    """Whether words of groups smaller than three or never counted are left out."""
