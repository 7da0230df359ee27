"""Where each group stands in a run: what the desk's board shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.phones.presence import NOBODY, Presence
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.answered import asked_groups, responses_of
from snogmarry.session.given import came_late
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Response, Run, Session
from snogmarry.text import SafeText
from snogmarry.tui.words import taken

State = Literal["not asked", "silent", "late", "aloud", "hands", "answered", "part", "released"]

MARKS: dict[State, str] = {
    "not asked": " ",
    "silent": "·",
    "late": "!",
    "aloud": "»",
    "hands": "#",
    "answered": "o",
    "part": "+",
    "released": "*",
}
"""A shape for each state, so that none depends on colour."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the phones of a group are; each is counted once."""

    unseen: int | None
    """Phones that have not shown the prompt; None once it is not the prompt of the moment."""
    writing: int
    answered: int
    """Answers; one, where the group gives one."""
    released: int


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
    """Ms of the run's clock until its first answer that counts; None: it gave none."""
    hands: tuple[int, ...]
    """Its show of hands, in the order of the ballot."""
    pace: Pace | None = None
    """How far its phones are; None if it has none."""

    @property
    def mark(self) -> str:
        return MARKS[self.state]

    @property
    def line(self) -> str:
        """The state in words: `silent`, `late`, `3 answers, 1 held`, `hands 12/3/5`."""
        if self.hands:
            return f"hands {'/'.join(map(str, self.hands))}"
        if self.given > 1 and self.state != "late":
            held = f", {self.waiting} held" if self.waiting else ", released"
            return f"{self.given} answers{held}"
        return self.state

    @property
    def time(self) -> str:
        """How long it took to its first answer; empty if it has given none."""
        return "" if self.took is None else taken(self.took)


def standing(session: Session, run: Run, group: int, presence: Presence = NOBODY) -> Standing:
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
        hands=_hands(session, run, group),
        pace=_pace(session, run, group, given, presence) if asked else None,
    )


def _pace(
    session: Session, run: Run, group: int, given: list[Response], presence: Presence
) -> Pace | None:
    members = session.members.get(group)
    if not members:
        return None
    current = presence.run == run.number
    now = presence if current else NOBODY
    done = {response.participant for response in given}
    waiting = members - done
    return Pace(
        unseen=len(waiting - now.seen) if current or session.current == run.number else None,
        writing=len(waiting & now.writing),
        answered=len(given),
        released=sum(response.shown is not None for response in given),
    )


def _hands(session: Session, run: Run, group: int) -> tuple[int, ...]:
    hands = session.hands.get((run.number, group))
    step = session.step_of(run.step)
    if hands is None or not isinstance(step, Ask | Vote):
        return ()
    return tuple(hands.counts.get(option.id, 0) for option in options_of(step))


def _state(session: Session, run: Run, group: int, given: int, waiting: int) -> State:
    if (run.number, group) in session.hands:
        return "hands"
    if came_late(session, run, group):
        return "late"
    if given == 0:
        return "aloud" if group in run.aloud else "silent"
    if waiting == 0:
        return "released"
    return "answered" if waiting == given else "part"


def board(session: Session, run: Run, presence: Presence = NOBODY) -> list[Standing]:
    """Every group in a run, in order."""
    return [standing(session, run, group, presence) for group in session.groups]
