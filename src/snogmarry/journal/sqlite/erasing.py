"""Removing a whole session."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from snogmarry.clock import Clock
from snogmarry.journal import errors
from snogmarry.journal.fairness import lock_files
from snogmarry.journal.protocol import living
from snogmarry.journal.sqlite import rows
from snogmarry.journal.sqlite.failures import from_system, translated
from snogmarry.journal.sqlite.file import connect, is_session


def erase(path: Path, clock: Clock) -> None:
    """Remove a session file and all that SQLite and the writers keep beside it.

    A damaged one too; a link to it goes with it. Raises `JournalError`: `StillOpen` while a
    process keeps it alive.
    """
    if not path.exists():
        raise errors.Missing(path)
    if not is_session(path):
        raise errors.NotASession(path, "it is left as it is")
    _check_nobody_in(path, clock)
    itself = path.resolve()
    # The file itself goes last but for the locks, so that an erasing cut short can be repeated.
    beside = [itself.with_name(itself.name + end) for end in ("-wal", "-shm", "-journal")]
    try:
        for file in (*beside, itself, *lock_files(itself), path):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise from_system(path, error) from error


def _check_nobody_in(path: Path, clock: Clock) -> None:
    with suppress(errors.Damaged, errors.NotASession), translated(path):
        db = connect(path, read_only=True)
        try:
            there = living(rows.notes(db), clock.boot(), clock.monotonic())
        finally:
            db.close()
        if there:
            raise errors.StillOpen(path, there[0].kind)
