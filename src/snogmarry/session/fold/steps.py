"""Moving through the steps, and mending those to come."""

from __future__ import annotations

from snogmarry.scenario.models import Post, Step
from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.fold.answers import take_back_release
from snogmarry.session.fold.clock import go, stop
from snogmarry.session.fold.feed import arrive
from snogmarry.session.fold.registry import folds
from snogmarry.session.mending import mend
from snogmarry.session.mending import replace as replace_step
from snogmarry.session.state import Away, Deed, Mend, Run, Session, Shut, Span
from snogmarry.session.swaps import swapped
from snogmarry.session.timing import ticking


@folds(e.StepStarted)
def _step_started(s: Session, r: Recorded, event: e.StepStarted) -> None:
    step = s.step_of(event.step)
    _leave(s, r, Deed(r.seq, "start", event.run), skipped=event.skipped)
    _enter(s, step)
    run = Run(
        number=event.run,
        step=step.id,
        take=1 + len(s.runs_of(step.id)),
        started_at=r.at,
        started_wall=r.wall,
        swapped=swapped(s, step),
        planned=step.time,
        spans=[Span(r.at)],
    )
    s.runs.append(run)
    s.current = run.number
    if s.started_at is None:
        s.started_at = r.at
    if isinstance(step, Post):
        _post(s, r, run, step)


@folds(e.StepResumed)
def _step_resumed(s: Session, r: Recorded, event: e.StepResumed) -> None:
    run = s.runs[event.run - 1]
    deed = Deed(
        r.seq,
        "start",
        event.run,
        resumed=True,
        spans=len(run.spans),
        paused=run.paused,
        skipped=run.skipped,
    )
    _leave(s, r, deed, skipped=event.skipped)
    _enter(s, s.step_of(run.step))
    run.left_at = run.left_wall = None
    run.skipped = False
    run.paused = False
    go(run, r.at)
    s.current = run.number


def _leave(s: Session, r: Recorded, deed: Deed, *, skipped: bool) -> None:
    """Stop the clock of the run the room is in and note how to come back to it."""
    deed.came_from, deed.mainline = s.current, s.mainline
    deed.ended_at, deed.away = s.ended_at, s.away
    s.deeds.append(deed)
    run = s.run
    if s.ended_at is not None:
        s.away += (Away(s.ended_at, r.at),)
        s.ended_at = None
    elif run is not None:
        stop(run, r.at)
        run.spans[-1].left = r.at
        run.left_at, run.left_wall = r.at, r.wall
        run.skipped = skipped
    s.phase = "live"
    s.interrupted = False


def _enter(s: Session, step: Step) -> None:
    if not step.aside:
        s.mainline = step.id


def _post(s: Session, r: Recorded, run: Run, step: Post) -> None:
    """The room has seen these posts once they stand in the feed; another run adds none."""
    if any(post.step == step.id for post in s.feed):
        return
    for post in step.posts:
        arrive(s, r, run, post)


@folds(e.Paused)
def _paused(s: Session, r: Recorded, event: e.Paused) -> None:
    run = s.runs[event.run - 1]
    stop(run, r.at)
    run.paused = True


@folds(e.Resumed)
def _resumed(s: Session, r: Recorded, event: e.Resumed) -> None:
    run = s.runs[event.run - 1]
    go(run, r.at)
    run.paused = False
    s.interrupted = False


@folds(e.Extended)
def _extended(s: Session, r: Recorded, event: e.Extended) -> None:
    run = s.runs[event.run - 1]
    run.extended += event.by
    if event.by > 0 and run.reopened_at is not None:
        # More time than before is no reason to close what was reopened after its end.
        run.reopened_at = r.at


@folds(e.PromptClosed)
def _prompt_closed(s: Session, r: Recorded, event: e.PromptClosed) -> None:
    run = s.runs[event.run - 1]
    run.closed_at, run.closed_wall = event.closed_at, r.wall - (r.at - event.closed_at)
    if not event.by_time:
        s.deeds.append(Deed(r.seq, "close", event.run))


@folds(e.PromptReopened)
def _prompt_reopened(s: Session, r: Recorded, event: e.PromptReopened) -> None:
    _open(s.runs[event.run - 1], r)


def _open(run: Run, r: Recorded) -> None:
    """A prompt that was closed can be answered again."""
    if run.closed_at is not None and run.closed_wall is not None:
        run.shut += (Shut(run.closed_at, run.closed_wall, r.at, r.wall),)
    run.closed_at = run.closed_wall = None
    run.reopened_at = r.at


@folds(e.SessionEnded)
def _session_ended(s: Session, r: Recorded, event: e.SessionEnded) -> None:
    s.phase = "debrief"
    s.ended_at = r.at
    run = s.run
    if run is not None:
        s.deeds.append(Deed(r.seq, "end", run.number))
        stop(run, r.at)
        run.spans[-1].left = r.at
        run.left_at, run.left_wall = r.at, r.wall
        run.skipped = event.skipped
    s.interrupted = False


@folds(e.SessionReopened)
def _session_reopened(s: Session, r: Recorded, event: e.SessionReopened) -> None:
    _reopen(s, r)


def _reopen(s: Session, r: Recorded) -> None:
    run = s.run
    if run is None or s.ended_at is None:
        return
    # The debrief was no part of the workshop's time.
    s.away += (Away(s.ended_at, r.at),)
    s.phase, s.ended_at = "live", None
    for participant in s.participants.values():
        participant.reads = False
    run.left_at = run.left_wall = None
    run.skipped = False
    if run.paused:
        run.spans[-1].left = None
    else:
        go(run, r.at)


@folds(e.Undone)
def _undone(s: Session, r: Recorded, event: e.Undone) -> None:
    deed = s.deeds.pop()
    run = s.runs[deed.run - 1]
    if deed.kind == "close":
        _open(run, r)
    elif deed.kind == "release":
        take_back_release(s, deed)
    elif deed.kind == "end":
        _reopen(s, r)
    else:
        _take_back_start(s, r, deed)


def _take_back_start(s: Session, r: Recorded, deed: Deed) -> None:
    run = s.runs[deed.run - 1]
    standing = not ticking(run)
    stop(run, r.at)
    if deed.resumed:
        run.left_at, run.left_wall = r.at, r.wall
        run.paused, run.skipped = deed.paused, deed.skipped
    else:
        run.undone = True
    s.current, s.mainline = deed.came_from, deed.mainline
    if s.run is None:
        s.phase, s.started_at, s.away = "lobby", None, deed.away
    elif deed.ended_at is not None:
        s.phase, s.ended_at, s.away = "debrief", deed.ended_at, deed.away
    else:
        _go_on_as_if_never_left(s.run, run.spans[deed.spans :], standing=standing)
    del run.spans[deed.spans :]
    s.interrupted = s.interrupted and s.phase == "live"


def _go_on_as_if_never_left(run: Run, gone: list[Span], *, standing: bool) -> None:
    """The clock has gone as the one of the start that is taken back did, and goes on or stands."""
    run.left_at = run.left_wall = run.spans[-1].left = None
    run.skipped = False
    if run.paused:
        return
    run.spans += gone
    run.paused = standing
    if not standing:
        run.spans[-1].end = None


@folds(e.StepMended)
def _step_mended(s: Session, r: Recorded, event: e.StepMended) -> None:
    mend(s, event.step, event.part, event.text, event.side)
    s.mends.setdefault(event.step, []).append(Mend(r.seq, event.part, event.side))


@folds(e.StepTimeMended)
def _step_time_mended(s: Session, r: Recorded, event: e.StepTimeMended) -> None:
    replace_step(s, s.step_of(event.step).model_copy(update={"time": event.time}))


@folds(e.ReleaseModeSet)
def _release_mode_set(s: Session, r: Recorded, event: e.ReleaseModeSet) -> None:
    s.at_once[event.step] = event.at_once
