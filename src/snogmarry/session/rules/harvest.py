"""Learning points, evidence, actions and private notes: possible at any moment."""

from __future__ import annotations

from typing import get_args

from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session import refs
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event, Status
from snogmarry.session.rules.answers import response_of
from snogmarry.session.rules.lobby import LINE_LIMIT, fits, group_of
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Action, LearningPoint, Session
from snogmarry.text import ANSWER_LIMIT, SafeText

NOTE_LIMIT = 4_000


def _check_point(
    s: Session, point: c.DrawPoint | c.ChangePoint, known: tuple[int, ...] = ()
) -> None:
    check_words(s, point.text, point.verdict, point.lessons)
    if point.group is not None:
        group_of(s, point.group)
    for number in point.responses:
        if number not in known:
            response_of(s, number)
    for ref in point.refs:
        if not refs.known(s, ref):
            raise Refused(
                f"There is no {ref} in this session; what shows a point are responses, results "
                "(V-02), answering times (T-01), posts (P-03) and injects (I-05)."
            )
    if not set(point.against) <= set(point.lessons):
        raise Refused("A learning point speaks against lessons that it names.")


def check_words(s: Session, text: SafeText, verdict: str, lessons: tuple[str, ...]) -> None:
    """Refuse what makes no learning point."""
    _some_text("learning point", text, ANSWER_LIMIT)
    if verdict not in {"strength", "improve"}:
        raise Refused("A learning point is a strength or something to improve.")
    _known_lessons(s, lessons)


def _some_text(what: str, text: SafeText, limit: int) -> None:
    if not text:
        raise Refused(f"There is no text in the {what}.")
    fits(what, text, limit)


def _known_lessons(s: Session, lessons: tuple[str, ...]) -> None:
    known = {lesson.id for lesson in s.lessons.lessons}
    for lesson in lessons:
        if lesson not in known:
            raise Refused(f"There is no lesson {lesson!r} in this session's list.")


@decides(c.DrawPoint)
def draw_point(s: Session, command: c.DrawPoint, now: int) -> list[Event]:
    _check_point(s, command)
    return [
        e.LearningPointDrawn(
            len(s.points) + 1,
            command.text,
            command.verdict,
            group=command.group,
            lessons=command.lessons,
            responses=command.responses,
            released=command.released,
            run=s.current if s.phase == "live" else None,
            refs=command.refs,
            against=command.against,
        )
    ]


@decides(c.ChangePoint)
def change_point(s: Session, command: c.ChangePoint, now: int) -> list[Event]:
    point = _point_of(s, command.point)
    _check_point(s, command, known=point.responses)
    new = _changed(point.number, command)
    return [] if new == _changed(point.number, point) else [new]


def _changed(number: int, said: c.ChangePoint | LearningPoint) -> e.LearningPointChanged:
    return e.LearningPointChanged(
        number,
        said.text,
        said.verdict,
        said.group,
        said.lessons,
        said.responses,
        said.refs,
        said.against,
    )


@decides(c.WithdrawPoint)
def withdraw_point(s: Session, command: c.WithdrawPoint, now: int) -> list[Event]:
    return [e.LearningPointWithdrawn(_point_of(s, command.point).number)]


@decides(c.ReleasePoint)
def release_point(s: Session, command: c.ReleasePoint, now: int) -> list[Event]:
    point = _point_of(s, command.point)
    if point.released == command.released:
        return []
    return [e.LearningPointReleased(point.number, command.released)]


def _point_of(s: Session, number: int) -> LearningPoint:
    point = s.points.get(number)
    if point is None or point.withdrawn:
        raise Refused(f"There is no learning point L-{number:02}.")
    return point


@decides(c.LinkEvidence)
def link_evidence(s: Session, command: c.LinkEvidence, now: int) -> list[Event]:
    response = response_of(s, command.response)
    _known_lessons(s, (command.lesson,))
    link = s.links.get((response.number, command.lesson))
    if not command.linked:
        return [] if link is None else [e.EvidenceLinked(response.number, command.lesson, False)]
    if link is not None and link.against == command.against:
        return []
    return [e.EvidenceLinked(response.number, command.lesson, against=command.against)]


def _check_action(s: Session, action: c.AgreeAction | c.ChangeAction) -> None:
    _some_text("action", action.text, ANSWER_LIMIT)
    if action.start is not None and action.due is not None and action.start > action.due:
        raise Refused("The action would start after it is due.")
    if action.status not in get_args(Status):
        raise Refused("An action is open, done or dropped.")
    fits("owner", action.owner, LINE_LIMIT)
    _known_lessons(s, action.lessons)


@decides(c.AgreeAction)
def agree_action(s: Session, command: c.AgreeAction, now: int) -> list[Event]:
    _check_action(s, command)
    return [
        e.ActionAgreed(
            len(s.actions) + 1,
            command.text,
            command.owner,
            due=command.due,
            lessons=command.lessons,
            run=s.current if s.phase == "live" else None,
            start=command.start,
            status=command.status,
        )
    ]


@decides(c.ChangeAction)
def change_action(s: Session, command: c.ChangeAction, now: int) -> list[Event]:
    action = _action_of(s, command.action)
    _check_action(s, command)
    new = _changed_action(action.number, command)
    return [] if new == _changed_action(action.number, action) else [new]


def _changed_action(number: int, said: c.ChangeAction | Action) -> e.ActionChanged:
    return e.ActionChanged(
        number, said.text, said.owner, said.due, said.lessons, said.start, said.status
    )


@decides(c.WithdrawAction)
def withdraw_action(s: Session, command: c.WithdrawAction, now: int) -> list[Event]:
    return [e.ActionWithdrawn(_action_of(s, command.action).number)]


def _action_of(s: Session, number: int) -> Action:
    action = s.actions.get(number)
    if action is None or action.withdrawn:
        raise Refused(f"There is no action A-{number:02}.")
    return action


@decides(c.TakeNote)
def take_note(s: Session, command: c.TakeNote, now: int) -> list[Event]:
    _some_text("note", command.text, NOTE_LIMIT)
    run = s.current if s.phase == "live" else None
    return [e.NoteTaken(len(s.notes) + 1, command.text, run)]
