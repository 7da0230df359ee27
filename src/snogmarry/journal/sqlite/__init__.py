"""Sessions kept in files, by SQLite. The only code that imports apsw."""

from __future__ import annotations

from snogmarry.journal.sqlite.file import create
from snogmarry.journal.sqlite.journal import SqliteJournal

__all__ = ["SqliteJournal", "create"]
