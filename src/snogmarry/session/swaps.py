"""Which side groups play in a step: it follows from the swaps that were done before it."""

from __future__ import annotations

from snogmarry.scenario.models import Step, Swap
from snogmarry.session.state import Session


def swapped(session: Session, step: Step, *, skipping: bool = False) -> bool:
    """Whether groups play the other side once the room enters `step`: the swaps done, by twos.

    `skipping`: the current run is left as not done.
    """
    order = [other.id for other in session.steps]
    mainline = step.id if not step.aside or session.mainline is None else session.mainline
    here = order.index(mainline)
    left = session.current if skipping else None
    done = {
        run.step
        for run in session.runs
        if not run.undone and not run.skipped and run.number != left
    }
    swaps = [
        other.id
        for index, other in enumerate(session.steps)
        if isinstance(other, Swap) and (other.id == step.id or (index <= here and other.id in done))
    ]
    return len(swaps) % 2 == 1
