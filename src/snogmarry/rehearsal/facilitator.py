"""A facilitator who moves on when the time is up, shows what came, and counts heads. Pure."""

from __future__ import annotations

from snogmarry.scenario.models import Act as AgreeStep
from snogmarry.scenario.models import Ask, Learn, Show, Step, Vote, injects_of
from snogmarry.session.commands import (
    AgreeAction,
    Command,
    DrawPoint,
    Next,
    Release,
    ReleaseInject,
    ReleasePoint,
    Resume,
    RevealVote,
    SetHeadcount,
    ShareSummary,
)
from snogmarry.session.state import Response, Run, Session
from snogmarry.session.timing import elapsed, remaining, ticking
from snogmarry.text import SafeText

MOST_SHOWN = 24
"""Answers, or learning points, of one step that the room is shown."""
_WORDS = ("text", "post")


def move(s: Session, now: int, *, ready: bool) -> Command | None:
    """What to do next at that session time; None: wait. `ready`: people have come."""
    if s.phase == "lobby":
        return (_count(s) or Next()) if ready else None
    if s.phase == "debrief":
        return None if s.summary_shared else ShareSummary(shared=True)
    run = s.run
    assert run is not None  # noqa: S101 - a live session is in a run
    if not ticking(run):
        return Resume()
    step = s.step_of(run.step)
    found = _within(s, run, step, now)
    if found is None and remaining(run, now) <= 0:
        return _count(s) or Next()
    return found


def over(s: Session) -> bool:
    """Whether there is nothing left to do."""
    return s.phase == "debrief" and s.summary_shared


def _count(s: Session) -> Command | None:
    """The headcount of a group where it is another than it was; all have a phone."""
    for number, group in s.groups.items():
        people = len(s.members.get(number, ()))
        if group.people != people:
            return SetHeadcount(number, people)
    return None


def _within(s: Session, run: Run, step: Step, now: int) -> Command | None:
    gone = elapsed(run, now)
    over = gone >= run.time
    for inject in injects_of(step):
        if inject.held and inject.id not in run.arrived and gone > 0.6 * run.time:
            return ReleaseInject(inject.id)
    match step:
        case Ask() | Vote() if over or gone > 0.5 * run.time:
            return _show(s, run, step, over=over)
        case Show():
            shown = s.runs_of(step.of)
            return _release(s, shown[-1], over=over) if shown else None
        case Learn() if gone > 0.5 * run.time:
            return _learn(s, run, step, over=over)
        case AgreeStep() if gone > 0.5 * run.time and not s.actions:
            text = SafeText("Ring the other side before the next post goes out.")
            return AgreeAction(text, SafeText("Whoever is on duty"), lessons=step.lessons[:1])
        case _:
            return None


def _show(s: Session, run: Run, step: Ask | Vote, *, over: bool) -> Command | None:
    in_words = isinstance(step, Ask) and step.answer in _WORDS
    if in_words:
        return _release(s, run, over=over)
    return RevealVote(run.number) if over and not run.revealed else None


def _release(s: Session, run: Run, *, over: bool) -> Command | None:
    """Show some in the middle, and the rest in the end."""
    given = list(s.responses_in(run.number))
    shown = sum(response.released is not None for response in given)
    waiting = [response.number for response in given if _can_be_shown(response)]
    room = MOST_SHOWN - shown if over else (MOST_SHOWN // 2 if not shown else 0)
    return Release(tuple(waiting[:room])) if waiting and room > 0 else None


def _can_be_shown(response: Response) -> bool:
    return response.waiting and not response.late and not response.redacted


def _learn(s: Session, run: Run, step: Learn, *, over: bool) -> Command | None:
    here = [point for point in s.points.values() if point.run == run.number]
    if not any(point.participant is None for point in here):
        lesson = step.lessons[:1] or (s.lessons.lessons[0].id,)
        evidence = tuple(number for number, r in s.responses.items() if not r.withdrawn)[:1]
        text = SafeText("Whoever answered first was heard, even with half an answer.")
        return DrawPoint(text, "strength", lessons=lesson, responses=evidence)
    shown = sum(point.released for point in here)
    for point in here if over else ():
        if not point.released and not point.withdrawn and shown < MOST_SHOWN:
            return ReleasePoint(point.number)
    return None
