"""How long things take: all of it computed from spans, nothing counts ticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from snogmarry.scenario.models import Ask, Inject, Phase, Step, Vote, injects_of, phases
from snogmarry.session.state import Group, Run, Session

GRACE = 2_000
"""Ms after closing within which an answer is still on time."""


def session_time(session: Session, boot: str, monotonic: int) -> int | None:
    """The session time at that monotonic instant; None if the anchor is of another boot."""
    anchor = session.anchor
    if anchor is None or anchor.boot != boot:
        return None
    return session.anchored_at + round(anchor.speed * (monotonic - anchor.monotonic))


def elapsed(run: Run, now: int) -> int:
    """How long the run's clock has gone, ms."""
    return sum(max(0, (now if s.end is None else min(s.end, now)) - s.start) for s in run.spans)


def ticking(run: Run) -> bool:
    """Whether the run's clock is going."""
    return bool(run.spans) and run.spans[-1].end is None


def remaining(run: Run, now: int) -> int:
    """What is left of the run, ms; below zero it is over by that much."""
    return run.time - elapsed(run, now)


def reached(run: Run, clock: int, now: int) -> int | None:
    """The session time at which the run's clock stood at `clock`; None if it has not by `now`."""
    gone = 0
    for span in run.spans:
        end = now if span.end is None else min(span.end, now)
        length = max(0, end - span.start)
        if gone + length >= clock:
            return span.start + (clock - gone)
        gone += length
    return None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that happens by itself at session time `at`: an inject, or None for closing."""

    at: int
    inject: Inject | None


def dues(session: Session, now: int) -> list[Due]:
    """What the current run has still to bring by itself while its clock goes, soonest first."""
    run = session.run
    if run is None or session.phase != "live" or not ticking(run):
        return []
    step = session.step_of(run.step)
    gone = elapsed(run, now)
    found: list[Due] = []
    for inject in injects_of(step):
        if inject.after is None or inject.id in run.arrived:
            continue
        if inject.unless_answered is not None and not silent(session, run, inject.unless_answered):
            continue
        at = reached(run, inject.after, now)
        found.append(Due(now + inject.after - gone if at is None else at, inject))
    if isinstance(step, Ask | Vote) and step.closes == "time" and run.closed_at is None:
        at = reached(run, run.time, now)
        # Once reopened, a prompt does not close for an end that had passed before.
        if at is None or run.reopened_at is None or at > run.reopened_at:
            found.append(Due(now + run.time - gone if at is None else at, None))
    return sorted(found, key=lambda due: due.at)


def next_due(session: Session, now: int) -> int | None:
    """The session time at which something next happens by itself; None if nothing will."""
    coming = dues(session, now)
    return coming[0].at if coming else None


def groups_of(session: Session, run: Run, side: str) -> Iterator[Group]:
    """The groups that play a side in a run."""
    return (g for g in session.groups.values() if session.side_in(run, g) == side)


def clock_of(run: Run, group: Group, now: int) -> int:
    """How long the run's clock has gone for a group, ms: since it joined, if that was in the run.

    For one that joined afterwards, and whose answer was typed all the same, it went from the start.
    """
    afterwards = run.left_at is not None and group.added >= run.left_at
    return elapsed(run, now) - (0 if afterwards else elapsed(run, group.added))


def over_at(run: Run) -> int | None:
    """When a run was closed or left, whichever came first; None while it can be answered."""
    ends = (run.closed_at, run.left_at)
    return min((end for end in ends if end is not None), default=None)


def was_there(run: Run, group: Group) -> bool:
    """Whether a group was there before a run was over, or answered in it all the same."""
    over = over_at(run)
    return over is None or group.added < over or group.number in run.answered


def silent(session: Session, run: Run, side: str) -> bool:
    """Whether no group of the side has answered in the run, nor been marked "answered aloud".

    What came late counts for nothing here either, until it is let count.
    """
    return not any(group.number in run.answered for group in groups_of(session, run, side))


def took_place(run: Run) -> bool:
    """Whether a run counts as done: one that was left as skipped only if anybody had answered."""
    return not run.undone and not (run.skipped and not run.answered)


def phase_now(session: Session, run: Run, now: int) -> tuple[Phase, int] | None:
    """The phase a discussion is in and what is left of it, ms; None if it has none or is over."""
    step = session.step_of(run.step)
    if step.do != "discuss":
        return None
    gone = elapsed(run, now)
    for phase in phases(step):
        if gone < phase.time:
            return phase, phase.time - gone
        gone -= phase.time
    return None


def behind(session: Session, now: int) -> int | None:
    """How many ms the room runs behind its plan; below zero it is ahead. None in the lobby.

    The plan is the time of all steps that are not asides. Time during which no process kept
    the session alive does not count.
    """
    if session.started_at is None or session.run is None:
        return None
    end = session.ended_at if session.phase == "debrief" and session.ended_at is not None else now
    spent = end - session.started_at - session.lost
    plan = sum(step.time for step in session.steps if not step.aside)
    return spent + still_to_come(session, now) - plan


def still_to_come(session: Session, now: int) -> int:
    """What is left of the current run and of the steps after it, ms."""
    if session.phase == "debrief" or session.run is None:
        return 0
    left = max(0, remaining(session.run, now))
    return left + sum(_left_of(session, step, now) for step in steps_after(session))


def _left_of(session: Session, step: Step, now: int) -> int:
    runs = session.runs_of(step.id)
    return max(0, remaining(runs[-1], now)) if runs else step.time


def steps_after(session: Session) -> list[Step]:
    """The steps of the main order that come after the one entered last."""
    ids = [step.id for step in session.steps]
    index = -1 if session.mainline is None else ids.index(session.mainline)
    return [step for step in session.steps[index + 1 :] if not step.aside]
