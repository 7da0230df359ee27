"""A session read once, as it stands, without keeping it open."""

from __future__ import annotations

from pathlib import Path

from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.session.events import Recorded
from snogmarry.session.fold import folded
from snogmarry.session.state import Session


def read_events(path: Path) -> list[Recorded]:
    """Everything recorded in a session file. Raises `JournalError`."""
    journal = SqliteJournal.open(path, read_only=True)
    try:
        return journal.read(0)
    finally:
        journal.close()


def read_session(path: Path) -> Session:
    """The state of the session in a file. Raises `JournalError`."""
    return folded(read_events(path))
