"""Reading and writing the rows of a session file. Raises apsw's errors besides its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apsw

from snogmarry.journal import codec, errors
from snogmarry.journal.protocol import Note
from snogmarry.journal.sqlite import scratch
from snogmarry.session.events import Recorded, Redacted

_EVENTS = "SELECT seq, at, wall, kind, version, body FROM events WHERE seq > ? ORDER BY seq"
_TEXTS = "SELECT number, text FROM texts WHERE seq > ?"
_NOTES = "SELECT process, kind, boot, monotonic, at, gone FROM notes ORDER BY rowid"
_NOTE = """
INSERT INTO notes (process, kind, boot, monotonic, at, gone) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (process) DO UPDATE SET
    boot = excluded.boot, monotonic = excluded.monotonic, at = excluded.at, gone = excluded.gone
"""


def read(path: Path, db: apsw.Connection, after: int) -> list[Recorded]:
    """The events after that seq. Raises `Damaged`, `NewerFormat` and apsw's errors."""
    rows: list[Any] = db.execute(_EVENTS, (after,)).fetchall()
    if not rows:
        return []
    words: list[Any] = db.execute(_TEXTS, (after,)).fetchall()
    texts = dict(words)
    batch: list[Recorded] = []
    for expected, (seq, at, wall, kind, version, body) in enumerate(rows, start=after + 1):
        if seq != expected:
            raise errors.Damaged(path, f"entry {expected} is missing")
        try:
            event = codec.decode(kind, version, body, texts)
        except codec.UnknownKind as error:
            raise errors.NewerFormat(path, str(error)) from error
        except codec.Unreadable as error:
            raise errors.Damaged(path, f"entry {seq}: {error}") from error
        batch.append(Recorded(seq, at, wall, event))
    return batch


def append(db: apsw.Connection, batch: Sequence[Recorded]) -> None:
    """Add events, and take out the words that they redact, drafts too."""
    last = db.execute("SELECT coalesce(max(number), 0) FROM texts").get
    entries: list[tuple[int, int, int, str, int, str]] = []
    texts: list[tuple[int, str]] = []
    for recorded in batch:
        row = codec.encode(recorded.event, last + len(texts) + 1)
        entries.append((recorded.seq, recorded.at, recorded.wall, row.kind, row.version, row.body))
        texts.extend((recorded.seq, text) for text in row.texts)
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", entries)
    db.executemany("INSERT INTO texts (seq, text) VALUES (?, ?)", texts)
    for recorded in batch:
        if isinstance(recorded.event, Redacted):
            named = [(seq,) for seq in recorded.event.seqs]
            db.executemany("UPDATE texts SET text = NULL WHERE seq = ?", named)
            scratch.forget(db, recorded.event.seqs)
            db.execute("INSERT INTO removals VALUES (?)", (recorded.seq,))


def notes(db: apsw.Connection) -> list[Note]:
    rows: list[Any] = db.execute(_NOTES).fetchall()
    return [
        Note(process, kind, boot, monotonic, at, bool(gone))
        for process, kind, boot, monotonic, at, gone in rows
    ]


def write_note(db: apsw.Connection, note: Note) -> None:
    values = (note.process, note.kind, note.boot, note.monotonic, note.at, int(note.gone))
    db.execute(_NOTE, values)
