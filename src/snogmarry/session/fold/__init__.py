"""State is a fold of events: the same events always give the same state."""

from __future__ import annotations

from collections.abc import Iterable

from snogmarry.session.events import Recorded
from snogmarry.session.fold import answers, feed, learned, phones, setting, steps, summary
from snogmarry.session.fold.registry import FOLDS
from snogmarry.session.state import Session

__all__ = ["answers", "feed", "fold", "folded", "learned", "phones", "setting", "steps", "summary"]


def fold(session: Session, recorded: Recorded) -> None:
    """Bring `session` forward, in place, by one event.

    Raises ValueError if the event is not the next one.
    """
    if recorded.seq != session.head + 1:
        raise ValueError(f"event {recorded.seq} does not follow {session.head}")
    FOLDS[type(recorded.event)](session, recorded, recorded.event)
    summary.tell(session, recorded)
    session.head = recorded.seq
    session.at = recorded.at
    session.wall = recorded.wall


def folded(events: Iterable[Recorded]) -> Session:
    """The session that events make, from the first one on. Raises as `fold` does."""
    session = Session()
    for recorded in events:
        fold(session, recorded)
    return session
