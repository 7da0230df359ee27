"""Whom a change concerns, so that only what they see is made anew. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from snogmarry.session import events as e
from snogmarry.session.events import Event, Recorded
from snogmarry.session.state import Response, Session


@dataclass(slots=True)
class Changes:
    """What has to be made anew, gathered over several looks."""

    everything: bool = True
    """The room as a whole: steps, the feed, what was released, the clock."""
    forgets: bool = False
    """Words are gone for good, and so must be what was made of them."""
    groups: set[int] = field(default_factory=set)
    persons: dict[int, int] = field(default_factory=dict)
    """Participants whose own answers stand differently now, with the seq that did it."""

    def add(self, session: Session, news: Iterable[Recorded]) -> None:
        """Take in what has just been folded into `session`."""
        for recorded in news:
            self._add(session, recorded.seq, recorded.event)

    def _add(self, session: Session, seq: int, event: Event) -> None:
        match event:
            case e.ResponseGiven() | e.ResponseCorrected() | e.ResponseOvertaken():
                response = session.responses[event.response]
                self._response(session, seq, response)
                self._result(session, response.run)
            case e.ResponseWithdrawn() | e.ResponseHidden() | e.ResponseAdmitted():
                self._response(session, seq, session.responses[event.response])
                self.everything = True
            case e.ResponsesReleased():
                released = (session.responses[number] for number, _ in event.released)
                self._responses(session, seq, released)
                self.everything = True
            case e.VoteRevealed():
                self._responses(session, seq, session.responses_in(event.run))
                self.everything = True
            case e.LearningPointDrawn() if event.participant is not None:
                self.persons[event.participant] = seq
                self.everything = self.everything or event.released
            case e.LearningPointReleased() | e.LearningPointWithdrawn():
                self._point(session, seq, event.point)
            case e.HandsCounted() | e.HandsWithdrawn() | e.AnsweredAloud():
                self.groups.add(event.group)
                given = session.responses_in(event.run)
                self._responses(session, seq, (r for r in given if r.group == event.group))
                self._result(session, event.run)
            case e.ParticipantMoved() | e.ParticipantRemoved():
                self.persons[event.participant] = seq
            case (
                e.ParticipantJoined() | e.ParticipantReturned() | e.HeadcountSet()
                | e.NoteTaken() | e.ExportNoted() | e.CodeSet()
            ):  # fmt: skip
                pass
            case e.Redacted():
                self.everything = self.forgets = True
                self.groups |= session.groups.keys()
                self.persons |= dict.fromkeys(session.participants, seq)
            case _:
                self.everything = True
                self.groups |= session.groups.keys()

    def _responses(self, session: Session, seq: int, responses: Iterable[Response]) -> None:
        for response in responses:
            self._response(session, seq, response)

    def _response(self, session: Session, seq: int, response: Response) -> None:
        if getattr(session.step_of(response.step), "by", "") == "group":
            self.groups.add(response.group)
        for version in (*response.versions, *response.beside):
            if version.participant is not None:
                self.persons[version.participant] = seq

    def _result(self, session: Session, run: int) -> None:
        # Until it is revealed nobody sees it grow.
        self.everything = self.everything or session.runs[run - 1].revealed

    def _point(self, session: Session, seq: int, number: int) -> None:
        self.everything = True
        participant = session.points[number].participant
        if participant is not None:
            self.persons[participant] = seq
