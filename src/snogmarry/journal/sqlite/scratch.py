"""The table of what processes share and that is no history. Raises apsw's errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw

from snogmarry.journal.protocol import Jotted, Jotting, Scratch, draft_of

TABLE = """
CREATE TABLE IF NOT EXISTS scratch (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    value TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS scratch_by_stamp ON scratch (stamp);
"""
"""What is taken away stays as a row without a value, so that others learn of it."""

_IS_THERE = "SELECT EXISTS (SELECT * FROM sqlite_schema WHERE name = 'scratch')"
_NEWS = "SELECT name, version, value, stamp FROM scratch WHERE stamp > ? ORDER BY stamp"
_STANDING = "SELECT version, value FROM scratch WHERE name = ?"
_PUT = """
INSERT INTO scratch (name, version, stamp, value)
VALUES (?, ?, (SELECT coalesce(max(stamp), 0) + 1 FROM scratch), ?)
ON CONFLICT (name) DO UPDATE SET
    version = excluded.version, stamp = excluded.stamp, value = excluded.value
"""
_GIVEN = """
SELECT body ->> '$.run', body ->> '$.group' FROM events WHERE seq = ? AND kind = 'ResponseGiven'
"""


def read(db: apsw.Connection, after: int) -> tuple[list[Scratch], int]:
    """What changed after that stamp, and the newest stamp."""
    if not db.execute(_IS_THERE).get:  # a file of before, that only gets read
        return [], after
    rows: list[Any] = db.execute(_NEWS, (after,)).fetchall()
    news = [Scratch(name, version, value) for name, version, value, _ in rows]
    return news, rows[-1][3] if rows else after


def jot(db: apsw.Connection, jotting: Jotting) -> Jotted:
    """Compare and set; in a transaction."""
    found: Any = db.execute(_STANDING, (jotting.name,)).fetchone()
    version, value = found or (0, None)
    if jotting.expected not in {None, version}:
        return Jotted(False, Scratch(jotting.name, version, value))
    now = Scratch(jotting.name, version + 1, jotting.value)
    db.execute(_PUT, (now.name, now.version, now.value))
    return Jotted(True, now)


def forget(db: apsw.Connection, seqs: Sequence[int]) -> None:
    """Take away the drafts of the responses given by these events.

    What was never written gets a version too: whoever still holds words for it comes too late.
    """
    for seq in seqs:
        given: list[Any] = db.execute(_GIVEN, (seq,)).fetchall()
        for run, group in given:
            jot(db, Jotting(draft_of(run, group), None))
