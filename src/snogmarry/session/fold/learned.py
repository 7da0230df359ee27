"""Learning points, actions, notes, evidence."""

from __future__ import annotations

from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.fold.phones import keep
from snogmarry.session.fold.registry import folds
from snogmarry.session.state import Action, Former, LearningPoint, Link, Note, Session


@folds(e.LearningPointDrawn)
def _point_drawn(s: Session, r: Recorded, event: e.LearningPointDrawn) -> None:
    s.points[event.point] = LearningPoint(
        number=event.point,
        text=event.text,
        verdict=event.verdict,
        group=event.group,
        lessons=event.lessons,
        responses=event.responses,
        released=event.released,
        run=event.run,
        at=r.at,
        wall=r.wall,
        seqs=[r.seq],
        participant=event.participant,
        refs=event.refs,
        against=event.against,
    )
    keep(s, event.participant, event.key, s.points[event.point].ref, "kept")


@folds(e.LearningPointChanged)
def _point_changed(s: Session, r: Recorded, event: e.LearningPointChanged) -> None:
    point = s.points[event.point]
    point.text = event.text
    point.verdict = event.verdict
    point.group = event.group
    point.lessons = event.lessons
    point.responses = event.responses
    point.refs = event.refs
    point.against = event.against
    point.seqs.append(r.seq)


@folds(e.LearningPointWithdrawn)
def _point_withdrawn(s: Session, r: Recorded, event: e.LearningPointWithdrawn) -> None:
    s.points[event.point].withdrawn = True


@folds(e.LearningPointReleased)
def _point_released(s: Session, r: Recorded, event: e.LearningPointReleased) -> None:
    s.points[event.point].released = event.released


@folds(e.EvidenceLinked)
def _evidence_linked(s: Session, r: Recorded, event: e.EvidenceLinked) -> None:
    if event.linked:
        s.links[event.response, event.lesson] = Link(r.seq, event.against)
    else:
        s.links.pop((event.response, event.lesson), None)


@folds(e.ActionAgreed)
def _action_agreed(s: Session, r: Recorded, event: e.ActionAgreed) -> None:
    s.actions[event.action] = Action(
        number=event.action,
        text=event.text,
        owner=event.owner,
        due=event.due,
        lessons=event.lessons,
        run=event.run,
        at=r.at,
        wall=r.wall,
        seqs=[r.seq],
        start=event.start,
        status=event.status,
    )


@folds(e.ActionChanged)
def _action_changed(s: Session, r: Recorded, event: e.ActionChanged) -> None:
    action = s.actions[event.action]
    s.former.append(Former(action.seqs[-1], "owner", action.owner))
    action.text = event.text
    action.owner = event.owner
    action.due = event.due
    action.lessons = event.lessons
    action.start = event.start
    action.status = event.status
    action.seqs.append(r.seq)


@folds(e.ActionWithdrawn)
def _action_withdrawn(s: Session, r: Recorded, event: e.ActionWithdrawn) -> None:
    s.actions[event.action].withdrawn = True


@folds(e.NoteTaken)
def _note_taken(s: Session, r: Recorded, event: e.NoteTaken) -> None:
    s.notes[event.note] = Note(event.note, event.text, event.run, r.at, r.wall, r.seq)
