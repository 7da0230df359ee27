"""Participants, and what of their sending has been kept."""

from __future__ import annotations

from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.fold.registry import folds
from snogmarry.session.state import Fate, Kept, Participant, Session


@folds(e.JoiningOpened)
def _joining_opened(s: Session, r: Recorded, event: e.JoiningOpened) -> None:
    s.joining = event.open


@folds(e.CodeSet)
def _code_set(s: Session, r: Recorded, event: e.CodeSet) -> None:
    s.code = event.code


@folds(e.ParticipantJoined)
def _participant_joined(s: Session, r: Recorded, event: e.ParticipantJoined) -> None:
    s.participants[event.participant] = Participant(
        event.participant, event.group, event.name, event.whole, r.seq, s.phase == "debrief"
    )
    s.members.setdefault(event.group, set()).add(event.participant)
    s.tokens[event.token] = event.participant
    s.rejoins[event.rejoin] = event.participant


@folds(e.ParticipantReturned)
def _participant_returned(s: Session, r: Recorded, event: e.ParticipantReturned) -> None:
    s.tokens[event.token] = event.participant
    s.rejoins[event.rejoin] = event.participant


@folds(e.ParticipantMoved)
def _participant_moved(s: Session, r: Recorded, event: e.ParticipantMoved) -> None:
    participant = s.participants[event.participant]
    s.members[participant.group].discard(participant.number)
    s.members.setdefault(event.group, set()).add(participant.number)
    participant.group = event.group


@folds(e.ParticipantRemoved)
def _participant_removed(s: Session, r: Recorded, event: e.ParticipantRemoved) -> None:
    participant = s.participants[event.participant]
    s.members[participant.group].discard(participant.number)
    participant.removed = True


@folds(e.SummaryShared)
def _summary_shared(s: Session, r: Recorded, event: e.SummaryShared) -> None:
    s.summary_shared = event.shared


def keep(s: Session, participant: int | None, key: str, ref: str, fate: Fate) -> None:
    """Remember what became of something that a phone sent."""
    if participant is not None and key:
        s.kept[participant, key] = Kept(ref, fate)
        s.sent.setdefault(participant, {})[ref] = None
