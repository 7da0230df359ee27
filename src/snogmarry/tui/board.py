"""Where each group stands in a run: what the desk's board shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.session.state import Run, Session
from snogmarry.text import SafeText
from snogmarry.tui.answers import asked_groups, responses_of
from snogmarry.tui.words import clock

State = Literal["not asked", "silent", "aloud", "hands", "answered", "part", "released"]

MARKS: dict[State, str] = {
    "not asked": " ",
    "silent": "·",
    "aloud": "»",
    "hands": "#",
    "answered": "o",
    "part": "+",
    "released": "*",
}
"""A shape for each state, so that none depends on colour."""

_WORDS: dict[State, str] = {
    "not asked": "not asked",
    "silent": "silent",
    "aloud": "answered aloud",
    "hands": "hands counted",
    "answered": "answered, waits",
    "part": "released in part",
    "released": "released",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one group stands."""

    group: int
    name: SafeText
    side: str
    """The side it plays in the run."""
    state: State
    given: int
    """How many answers it gave."""
    waiting: int
    """How many of them the room may not see yet."""
    took: int | None
    """Ms of the run's clock until its first answer."""

    @property
    def mark(self) -> str:
        return MARKS[self.state]

    @property
    def line(self) -> str:
        """`answered, waits · 2:10`, `3 answers, 1 waits`."""
        words = _WORDS[self.state]
        if self.given > 1:
            words = f"{self.given} answers, {self.waiting or 'none'} waiting"
        return words if self.took is None else f"{words} · after {clock(self.took)}"


def standing(session: Session, run: Run, group: int) -> Standing:
    """Where a group stands in a run."""
    given = responses_of(session, run, group)
    waiting = sum(response.waiting for response in given)
    asked = group in {g.number for g in asked_groups(session, run)}
    member = session.groups[group]
    return Standing(
        group=group,
        name=member.name,
        side=session.side_in(run, member),
        state=_state(session, run, group, len(given), waiting) if asked else "not asked",
        given=len(given),
        waiting=waiting,
        took=run.answered.get(group),
    )


def _state(session: Session, run: Run, group: int, given: int, waiting: int) -> State:
    if (run.number, group) in session.hands:
        return "hands"
    if given == 0:
        return "aloud" if group in run.aloud else "silent"
    if waiting == 0:
        return "released"
    return "answered" if waiting == given else "part"


def board(session: Session, run: Run) -> list[Standing]:
    """Every group in a run, in order."""
    return [standing(session, run, group) for group in session.groups]
