"""What a list of sessions tells about each, without reading it all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from snogmarry.journal import errors
from snogmarry.journal.protocol import Note
from snogmarry.journal.sqlite import rows
from snogmarry.journal.sqlite.failures import translated
from snogmarry.journal.sqlite.file import check_header, connect
from snogmarry.session.state import Phase
from snogmarry.text import EMPTY, REDACTED, SafeText

_OPENED = """
SELECT wall, body ->> '$.session', body ->> '$.scenario.title'
FROM events WHERE seq = 1 AND kind = 'SessionOpened'
"""
_EVENT = """
SELECT texts.text FROM events LEFT JOIN texts ON number = body ->> '$.event'
WHERE kind = 'DetailsSet' ORDER BY events.seq DESC LIMIT 1
"""
_TURN = """
SELECT kind FROM events
WHERE kind IN ('StepStarted', 'StepResumed', 'SessionEnded', 'SessionReopened')
    AND seq NOT IN (SELECT body ->> '$.undone' FROM events WHERE kind = 'Undone')
ORDER BY seq DESC LIMIT 1
"""
_LAST = "SELECT wall FROM events ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Glance:
    """A session in a few words; times are UTC, ms since 1970."""

    id: str
    title: SafeText
    """The scenario's."""
    event: SafeText
    opened: int
    phase: Phase
    last: int
    """When the newest event happened."""
    notes: tuple[Note, ...]


def glance(path: Path) -> Glance:
    """Look at a session file. Raises `JournalError`."""
    check_header(path)
    with translated(path):
        db = connect(path, read_only=True)
        try:
            return _glance(path, db)
        finally:
            db.close()


def _glance(path: Path, db: apsw.Connection) -> Glance:
    opened: Any = db.execute(_OPENED).get
    if opened is None:
        raise errors.NotASession(path, "nothing was recorded in it")
    wall, session, title = opened
    events: Any = db.execute(_EVENT).fetchall()
    turn = db.execute(_TURN).get
    return Glance(
        id=session,
        title=SafeText(title),
        event=_event(events),
        opened=wall,
        phase="lobby" if turn is None else "debrief" if turn == "SessionEnded" else "live",
        last=db.execute(_LAST).get,
        notes=tuple(rows.notes(db)),
    )


def _event(found: list[tuple[str | None]]) -> SafeText:
    if not found:
        return EMPTY
    text = found[0][0]
    return REDACTED if text is None else SafeText(text)
