"""What came in, as the desk shows it: what waits first, and nothing that was sent out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from snogmarry.scenario.models import Learn
from snogmarry.session.state import Hands, LearningPoint, Response, Run, Session, Version


@dataclass(frozen=True, slots=True)
class Given:
    """A response."""

    response: Response

    @property
    def id(self) -> str:
        return str(self.response.number)

    @property
    def group(self) -> int | None:
        return self.response.group


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that a phone sent when others had been kept meanwhile: none were written over."""

    response: Response
    place: int

    @property
    def id(self) -> str:
        return f"{self.response.number} beside {self.place}"

    @property
    def version(self) -> Version:
        return self.response.beside[self.place]

    @property
    def group(self) -> int | None:
        return self.response.group


@dataclass(frozen=True, slots=True)
class LateHands:
    """Counts of a whole group that came after the closing."""

    hands: Hands

    @property
    def id(self) -> str:
        return f"hands {self.hands.run} {self.hands.group}"

    @property
    def group(self) -> int | None:
        return self.hands.group


@dataclass(frozen=True, slots=True)
class Drawn:
    """A learning point that a phone sent."""

    point: LearningPoint

    @property
    def id(self) -> str:
        return self.point.ref

    @property
    def group(self) -> int | None:
        return self.point.group


Piece = Given | Beside | LateHands | Drawn


def run_of(piece: Piece) -> int | None:
    """The run that a piece is of; None for what belongs to no step."""
    match piece:
        case Given(response) | Beside(response):
            return response.run
        case LateHands(hands):
            return hands.run
    return None


def inbox(session: Session, run: Run | None) -> list[Piece]:
    """What waits in the run, then what came late to it, what was released, what waits elsewhere.

    Words kept beside the answers of other runs are left out where a run has answers of its own.
    """
    here = [] if run is None else list(session.responses_in(run.number))
    number = 0 if run is None else run.number
    kept = [Given(r) for r in here if not r.withdrawn]
    elsewhere = [
        Given(r)
        for r in session.responses.values()
        if r.run != number and not r.withdrawn and (_came_too_late(r) or (r.waiting and r.counts))
    ]
    pieces: list[Piece] = [
        *kept,
        *_points(session),
        *(beside for beside in _beside(session) if run is None or beside.response.run == number),
        *_late_hands(session),
        *elsewhere,
    ]
    return sorted(pieces, key=lambda piece: _rank(piece, number))


def beside_elsewhere(session: Session, run: Run | None) -> list[Beside]:
    """What is kept beside answers of other runs, and so is not in the inbox of this one."""
    return [] if run is None else [b for b in _beside(session) if b.response.run != run.number]


def _came_too_late(response: Response) -> bool:
    return response.late and response.participant is not None


def _beside(session: Session) -> Iterator[Beside]:
    for response in session.responses.values():
        if response.beside and not response.withdrawn and not response.redacted:
            taken = {version.answer for version in response.versions}
            for place, version in enumerate(response.beside):
                if version.answer not in taken:
                    yield Beside(response, place)


def _late_hands(session: Session) -> Iterator[LateHands]:
    for where, hands in session.late_hands.items():
        counted = session.hands.get(where)
        if counted is None or counted.counts != hands.counts:
            yield LateHands(hands)


def _points(session: Session) -> Iterator[Drawn]:
    learning = isinstance(session.step, Learn)
    for point in session.points.values():
        sent = point.participant is not None and not point.withdrawn
        if sent and (learning or not point.released):
            yield Drawn(point)


def waits(piece: Piece) -> bool:
    """Whether it can be released as it stands."""
    match piece:
        case Given(response):
            return response.waiting and not response.late
        case Drawn(point):
            return not point.released
    return False


def _rank(piece: Piece, run: int) -> int:
    match piece:
        case Given(response) if response.run != run:
            return 5
        case Given(response) if response.late:
            return 2
        case Given() | Drawn():
            return 0 if waits(piece) else 4
        case Beside(response):
            return 1 if response.run == run else 6
        case LateHands(hands):
            return 3 if hands.run == run else 6
