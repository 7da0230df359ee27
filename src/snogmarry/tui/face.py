"""The face of the countdown: figures, a word and a shape for how the time stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.session.state import Run, Session
from snogmarry.session.timing import phase_now, remaining, ticking
from snogmarry.tui.words import MINUTE, clock, time_of_day

Stand = Literal["plenty", "minute", "seconds", "over", "paused"]

SECONDS = 10_000
"""What is marked as the last seconds."""
_SHORT = 90_000
"""A step of less has no marked last minute."""

_SHAPES: dict[Stand, tuple[str, str]] = {
    "plenty": ("", ""),
    "minute": ("▶", "◀"),
    "seconds": ("▶▶▶", "◀◀◀"),
    "over": ("■", "■"),
    "paused": ("❚❚", "❚❚"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """What the countdown shows."""

    figures: str
    stand: Stand
    word: str
    """What the stand is called; empty while there is plenty of time."""
    under: str
    """The line under the figures."""


def face(session: Session, run: Run, now: int) -> Face:
    """How a run's clock stands at session time `now`."""
    left = remaining(run, now)
    stand = _stand(run, left)
    words: dict[Stand, str] = {
        "plenty": "",
        "minute": "LAST MINUTE",
        "seconds": "LAST 10 SECONDS",
        "over": f"OVER {clock(left)}",
        "paused": "PAUSED",
    }
    word = words[stand]
    before, after = _SHAPES[stand]
    marked = f"{before} {word} {after}" if word else ""
    parts = [marked, _phase(session, run, now), _planned(run)]
    return Face(clock(left), stand, word, "  ·  ".join(part for part in parts if part))


def _stand(run: Run, left: int) -> Stand:
    if not ticking(run):
        return "paused"
    # Once the figures show 0:00 the time is up, but they count over only from +0:01.
    if left <= -1_000:
        return "over"
    if left <= SECONDS:
        return "seconds"
    if left <= MINUTE and max(run.planned, run.time) > _SHORT:
        return "minute"
    return "plenty"


def _phase(session: Session, run: Run, now: int) -> str:
    found = phase_now(session, run, now)
    if found is None:
        return ""
    phase, left = found
    return f"{phase.title}: {clock(left)}"


def _planned(run: Run) -> str:
    if not run.extended:
        return f"{clock(run.planned)} planned"
    sign = "+" if run.extended > 0 else "−"
    return f"{clock(run.planned)} planned {sign} {clock(abs(run.extended))}"


def interruption(session: Session, run: Run, now: int, jumped: int | None) -> str:
    """What to tell the facilitator of a session that was interrupted or left; else empty."""
    if not session.interrupted:
        return ""
    left = remaining(run, now)
    time = f"{clock(left)} left" if left > 0 else f"{clock(left)} over"
    if jumped is not None:
        return (
            f"This computer slept, or its clock was set ({_jump(jumped)}). The step is paused, "
            f"{time}. Nothing kept is lost. space goes on, t gives time."
        )
    stopped = run.spans[-1].end if run.spans else None
    at = ""
    if stopped is not None:
        speed = session.anchor.speed if session.anchor else 1.0
        at = f" at {time_of_day(run.started_wall + round((stopped - run.started_at) / speed))}"
    if session.left:
        return f"The session was left{at}. It is paused, {time}. space goes on."
    return f"The session was interrupted{at}. {time}. Nothing kept is lost. space goes on."


def _jump(by: int) -> str:
    return f"{clock(abs(by))} {'forward' if by > 0 else 'back'}"
