"""What happens by itself: recorded once it is due, once in a run."""

from __future__ import annotations

from snogmarry.session.commands import Settle
from snogmarry.session.events import Event, InjectArrived, PromptClosed
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Session
from snogmarry.session.timing import dues


@decides(Settle)
def settle(session: Session, command: Settle, now: int) -> list[Event]:
    """The injects that have become due and the closing, soonest first; nothing the second time."""
    run = session.run
    if run is None:
        return []
    events: list[Event] = []
    for due in dues(session, now):
        if due.at > now:
            break
        if due.inject is None:
            events.append(PromptClosed(run.number, closed_at=due.at, by_time=True))
        else:
            events.append(InjectArrived(run.number, due.inject.id))
    return events
