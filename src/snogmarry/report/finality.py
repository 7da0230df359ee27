"""Fixing a summary as final, for every screen and command alike."""

from __future__ import annotations

from collections.abc import Sequence

from snogmarry.journal.digest import digest
from snogmarry.report.beside import Written
from snogmarry.session.commands import MarkSummary, SetSummaryText
from snogmarry.session.events import Recorded
from snogmarry.session.rules.summary import check_ended
from snogmarry.session.state import Session


def adopting(session: Session, written: Written) -> list[SetSummaryText]:
    """What takes the words of the file beside the session into it, so that they are final too.

    Raises Refused if nothing can be final yet.
    """
    check_ended(session)
    return [
        SetSummaryText(part, text)
        for part, text in written.items()
        if not _has(session, part, text)
    ]


def would_change(session: Session, written: Written) -> bool:
    """Whether fixing a final summary anew would fix something else than was fixed."""
    return session.changed_since_final or bool(adopting(session, written))


def _has(session: Session, part: str, text: str) -> bool:
    return any(name == part and stands.text == text for name, stands in session.texts.items())


def marking(events: Sequence[Recorded]) -> MarkSummary:
    """What fixes the summary of all that has happened."""
    return MarkSummary(final=True, through=events[-1].seq, digest=digest(events))


def holds(session: Session, events: Sequence[Recorded]) -> bool | None:
    """Whether the events are still those that were fixed; None if none were."""
    fixed = session.finality
    if fixed is None or not fixed.digest:
        return None
    return digest(events[: fixed.through]) == fixed.digest
