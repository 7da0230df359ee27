"""The running order, planned and taken."""

from __future__ import annotations

from snogmarry.scenario.models import Step
from snogmarry.session.state import Run, Session
from snogmarry.session.timing import behind, elapsed, still_to_come
from snogmarry.tui.words import behind as in_words
from snogmarry.tui.words import clock, length


def place_of(session: Session, step: Step) -> tuple[int, int] | None:
    """Which of how many it is in the main order; None for an aside."""
    main = [one.id for one in session.steps if not one.aside]
    return (main.index(step.id) + 1, len(main)) if step.id in main else None


def mark_of(session: Session, step: Step) -> str:
    """`>` where the room is, `x` what has run, `-` what was skipped."""
    runs = session.runs_of(step.id)
    current = session.run
    if session.phase == "live" and current is not None and current.step == step.id:
        return ">"
    if not runs:
        return " "
    return "-" if all(run.skipped for run in runs) else "x"


def took(runs: list[Run], now: int) -> str:
    """How long the runs of a step took: `5:40`, and `3 takes` if there were more."""
    if not runs:
        return ""
    total = clock(sum(elapsed(run, now) for run in runs))
    return total if len(runs) == 1 else f"{total} in {len(runs)} takes"


def totals(session: Session, now: int) -> str:
    """The whole plan against how it goes."""
    plan = sum(step.time for step in session.steps if not step.aside)
    line = f"planned {length(plan)}"
    if session.started_at is None:
        return line
    left = length(still_to_come(session, now))
    return f"{line} · still to come {left} · {in_words(behind(session, now))}"
