"""Moving through the steps: rules of the facilitator's keys."""

from __future__ import annotations

from snogmarry.scenario.models import Ask, Step, Vote, asked_sides
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event
from snogmarry.session.rules.lobby import fits
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Deed, Run, Session
from snogmarry.session.swaps import swapped
from snogmarry.session.timing import remaining, steps_after, ticking
from snogmarry.text import EMPTY

MOST_EXTENSION = 24 * 3_600_000
PART_LIMITS = {"title": 120, "text": 8_000, "ask": 8_000, "notes": 8_000}


@decides(c.Next)
def go_on(s: Session, command: c.Next, now: int) -> list[Event]:
    if s.phase == "debrief":
        raise Refused("The steps are over; this is the debrief. Press e to go back into them.")
    return _forward(s, skipped=False)


@decides(c.Skip)
def skip(s: Session, command: c.Skip, now: int) -> list[Event]:
    live_run(s)
    return _forward(s, skipped=True)


def _forward(s: Session, *, skipped: bool) -> list[Event]:
    coming = steps_after(s)
    if coming:
        return [_enter(s, coming[0], skipped=skipped)]
    if s.phase == "lobby":
        raise Refused("Every step of this scenario is an aside; jump to one instead.")
    return [e.SessionEnded(skipped=skipped)]


def _start(s: Session, step: Step, *, skipped: bool = False) -> Event:
    return e.StepStarted(len(s.runs) + 1, step.id, skipped=skipped)


@decides(c.Back)
def go_back(s: Session, command: c.Back, now: int) -> list[Event]:
    if s.phase == "debrief":
        return [e.SessionReopened()]
    run = live_run(s)
    return [_enter(s, _step_before(s, s.step_of(run.step)))]


def _step_before(s: Session, step: Step) -> Step:
    if step.aside and s.mainline is not None:
        return s.step_of(s.mainline)
    index = next(i for i, other in enumerate(s.steps) if other.id == step.id)
    for earlier in reversed(s.steps[:index]):
        if not earlier.aside:
            return earlier
    raise Refused("This is the first step; there is none before it.")


def _enter(s: Session, step: Step, *, skipped: bool = False) -> Event:
    """Into the last run in which groups played the sides that they play now, or into a new one."""
    roles = swapped(s, step, skipping=skipped)
    runs = [run for run in s.runs_of(step.id) if run.swapped == roles]
    if runs:
        return e.StepResumed(runs[-1].number, skipped=skipped)
    return _start(s, step, skipped=skipped)


@decides(c.Again)
def again(s: Session, command: c.Again, now: int) -> list[Event]:
    return [_start(s, s.step_of(live_run(s).step))]


@decides(c.Jump)
def jump(s: Session, command: c.Jump, now: int) -> list[Event]:
    step = step_of(s, command.step)
    run = s.run
    if s.phase == "live" and run is not None and run.step == step.id and not command.again:
        raise Refused("The room is in that step already; press a for a new take of it.")
    return [_start(s, step) if command.again else _enter(s, step)]


@decides(c.Pause)
def pause(s: Session, command: c.Pause, now: int) -> list[Event]:
    run = live_run(s)
    if not ticking(run):
        raise Refused("The clock stands already; space lets it go on.")
    return [e.Paused(run.number)]


@decides(c.Resume)
def resume(s: Session, command: c.Resume, now: int) -> list[Event]:
    run = live_run(s)
    if ticking(run):
        raise Refused("The clock is going already.")
    return [e.Resumed(run.number)]


@decides(c.Extend)
def extend(s: Session, command: c.Extend, now: int) -> list[Event]:
    run = live_run(s)
    by = max(command.by, -max(0, remaining(run, now))) if command.by < 0 else command.by
    if by == 0:
        raise Refused("There is no time left to take away.")
    if abs(run.extended + by) > MOST_EXTENSION:
        raise Refused("That is more than a day; write minutes, such as 5 or -2.")
    events: list[Event] = [e.Extended(run.number, by)]
    if _closed_by_its_time(s, run) and remaining(run, now) + by > 0:
        events.append(e.PromptReopened(run.number))
    return events


def _closed_by_its_time(s: Session, run: Run) -> bool:
    by_time = getattr(s.step_of(run.step), "closes", "facilitator") == "time"
    return by_time and run.closed_at is not None and remaining(run, run.closed_at) <= 0


@decides(c.ClosePrompt)
def close_prompt(s: Session, command: c.ClosePrompt, now: int) -> list[Event]:
    run = _prompt(s)
    if run.closed_at is not None:
        raise Refused("The prompt is closed already.")
    return [e.PromptClosed(run.number, closed_at=max(now, run.started_at))]


@decides(c.ReopenPrompt)
def reopen_prompt(s: Session, command: c.ReopenPrompt, now: int) -> list[Event]:
    run = _prompt(s)
    if run.closed_at is None:
        raise Refused("The prompt is open already.")
    return [e.PromptReopened(run.number)]


def _prompt(s: Session) -> Run:
    run = live_run(s)
    if not isinstance(s.step_of(run.step), Ask | Vote):
        raise Refused("This step asks nothing, so there is nothing to close.")
    return run


@decides(c.EndSession)
def end_session(s: Session, command: c.EndSession, now: int) -> list[Event]:
    live_run(s)
    return [e.SessionEnded()]


@decides(c.ReopenSession)
def reopen_session(s: Session, command: c.ReopenSession, now: int) -> list[Event]:
    if s.phase != "debrief":
        raise Refused("The steps are not over, so there is nothing to reopen.")
    return [e.SessionReopened()]


@decides(c.Undo)
def undo(s: Session, command: c.Undo, now: int) -> list[Event]:
    if not s.deeds:
        raise Refused("There is nothing to undo: no start, skip, close or release yet.")
    deed = s.deeds[-1]
    run = s.runs[deed.run - 1]
    if deed.kind == "start" and _was_answered(s, run, deed):
        raise Refused("Answers were given in this step, so it stays; press b to go back instead.")
    return [e.Undone(deed.seq)]


def _was_answered(s: Session, run: Run, start: Deed) -> bool:
    """Whether anything was said in a run since that start, whose clock timed it."""
    written = (s.responses[number] for number in s.by_run.get(run.number, ()))
    if any(version.seq > start.seq for response in written for version in response.versions):
        return True
    if not start.resumed:
        return bool(run.answered or run.spoke)
    gone = run.spans[start.spans :]
    return any(spoken.at >= span.start for spoken in run.spoke.values() for span in gone)


@decides(c.MendStep)
def mend_step(s: Session, command: c.MendStep, now: int) -> list[Event]:
    step = _to_come(s, command.step)
    if command.part not in PART_LIMITS:
        raise Refused("That part of a step cannot be mended.")
    if command.part != "notes" and command.text == EMPTY:
        raise Refused("There has to be some text.")
    fits(f"{command.part} of the step", command.text, PART_LIMITS[command.part])
    if command.part == "ask":
        _check_asked(s, step, command.side)
    elif not hasattr(step, command.part):
        raise Refused(f"A step of kind {step.do} has no {command.part}.")
    return [e.StepMended(step.id, command.part, command.text, command.side)]


def _check_asked(s: Session, step: Step, side: str | None) -> None:
    if not isinstance(step, Ask | Vote):
        raise Refused(f"A step of kind {step.do} asks nothing.")
    one_for_all = isinstance(step.ask, str)
    if one_for_all and side is not None:
        raise Refused("This step asks both sides the same; mend it for both.")
    if not one_for_all and side not in asked_sides(step, s.scenario):
        raise Refused("That side is not asked in this step.")


@decides(c.MendStepTime)
def mend_step_time(s: Session, command: c.MendStepTime, now: int) -> list[Event]:
    step = _to_come(s, command.step)
    if not 1_000 <= command.time <= MOST_EXTENSION:
        raise Refused("A step takes at least a second and at most a day.")
    return [e.StepTimeMended(step.id, command.time)]


def _to_come(s: Session, step_id: str) -> Step:
    step = step_of(s, step_id)
    if s.runs_of(step_id):
        raise Refused(
            "That step has run, so it stays as the room saw it; give it time with + and t."
        )
    return step


@decides(c.SetReleaseMode)
def set_release_mode(s: Session, command: c.SetReleaseMode, now: int) -> list[Event]:
    step = step_of(s, command.step)
    if not isinstance(step, Ask | Vote):
        raise Refused("This step takes no answers, so there is nothing to release.")
    if s.shows_at_once(step) == command.at_once:
        return []
    return [e.ReleaseModeSet(step.id, command.at_once)]


def live_run(s: Session) -> Run:
    """The run that the room is in, or Refused."""
    if s.phase == "lobby":
        raise Refused("The session has not started; press n to start it.")
    if s.phase == "debrief" or s.run is None:
        raise Refused("The steps are over; press e to go back into them.")
    return s.run


def step_of(s: Session, step_id: str) -> Step:
    """The step of that id, or Refused."""
    try:
        return s.step_of(step_id)
    except KeyError:
        raise Refused(f"There is no step {step_id!r} in this scenario.") from None
