"""Sessions kept in files, by SQLite. The only code that imports apsw."""

from __future__ import annotations

from snogmarry.journal.sqlite.copying import copy
from snogmarry.journal.sqlite.erasing import erase
from snogmarry.journal.sqlite.glancing import Glance, glance
from snogmarry.journal.sqlite.journal import SqliteJournal

__all__ = ["Glance", "SqliteJournal", "copy", "erase", "glance"]
