"""A session file that is open: shared by processes, synced before anything is confirmed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import apsw

from snogmarry.journal import errors
from snogmarry.journal.fairness import Turns
from snogmarry.journal.protocol import Jotted, Jotting, Note, Scratch
from snogmarry.journal.sqlite import rows
from snogmarry.journal.sqlite import scratch as scratch_table
from snogmarry.journal.sqlite.failures import translated
from snogmarry.journal.sqlite.file import WAIT, check_header, check_sound, connect, create, identity
from snogmarry.journal.volumes import unsuitable
from snogmarry.session.events import Recorded


class SqliteJournal:
    """A session file that is open. Used from one thread."""

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty session file and open it. Raises `JournalError`."""
        create(path)
        return cls(path, read_only=False)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a session file in which something was recorded. Raises `JournalError`."""
        journal = cls(path, read_only=read_only)
        if journal.is_empty():
            journal.close()
            raise errors.NotASession(path, "nothing was recorded in it")
        return journal

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Use `create` or `open` instead."""
        # Not by way of a link, whose neighbours are other locks than the file's.
        self._path = path = Path(os.path.realpath(path))
        self._broken: errors.JournalError | None = None
        self._turns: Turns | None = None
        self._beside: apsw.Connection | None = None
        check_header(path)
        why = unsuitable(path.parent)
        if why and not read_only:
            raise errors.Unsuitable(path, why)
        with translated(path):
            self._db = connect(path, read_only=read_only)
        self._file = identity(path)
        try:
            with translated(path):
                if not read_only:
                    self._prepare_to_write()
                check_sound(path, self._db)
                if not read_only:
                    self._add_what_is_missing()
                self._version = self._data_version()
        except errors.JournalError:
            self.close()
            raise

    def _prepare_to_write(self) -> None:
        try:
            self._turns = Turns(self._path)
        except OSError as error:
            raise errors.ReadOnly(self._path) from error
        self._db.pragma("journal_mode", "WAL")
        self._beside = connect(self._path, synchronous="NORMAL")
        self._beside.wal_autocheckpoint(0)
        self._beside.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)

    def _add_what_is_missing(self) -> None:
        """Bring a file of before up to date; one that is takes no write."""
        with self._writing():
            self._db.execute(scratch_table.TABLE)

    # Reading

    def read(self, after: int) -> list[Recorded]:
        with translated(self._path), _snapshot(self._db):
            return rows.read(self._path, self._db, after)

    def is_empty(self) -> bool:
        """Whether nothing was ever recorded."""
        with translated(self._path):
            return not self._db.execute("SELECT EXISTS (SELECT * FROM events)").get

    def changed(self) -> bool:
        with translated(self._path):
            self._check_in_place()
            before, self._version = self._version, self._data_version()
        return self._version != before

    def notes(self) -> list[Note]:
        with translated(self._path):
            return rows.notes(self._db)

    def scratch(self, after: int) -> tuple[list[Scratch], int]:
        with translated(self._path):
            return scratch_table.read(self._db, after)

    # Writing

    @contextmanager
    def transact(self) -> Iterator[SqliteTransaction]:
        with self._writing(), _all_or_nothing(self._db):
            yield SqliteTransaction(self._path, self._db)

    def note(self, note: Note) -> None:
        with self._writing():
            rows.write_note(self._connection_beside, note)

    def jot(self, jottings: Sequence[Jotting]) -> list[Jotted]:
        with self._writing(), _all_or_nothing(self._connection_beside):
            return [scratch_table.jot(self._connection_beside, one) for one in jottings]

    def purge(self) -> bool:
        with translated(self._path):
            if not self._db.execute("SELECT EXISTS (SELECT * FROM removals)").get:
                return True
        with self._writing():
            try:
                self._db.set_busy_timeout(0)
                held, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").get
            except apsw.BusyError:
                return False
            finally:
                self._db.set_busy_timeout(WAIT)
            if held:
                return False
            self._db.execute("DELETE FROM removals")
        return True

    def close(self) -> None:
        if self._beside is not None:
            self._beside.close()
        if self._broken is not None:
            # A sync that failed is not tried again, by the checkpoint on closing either.
            self._db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        with suppress(apsw.Error):
            self._db.close()
        if self._turns is not None:
            self._turns.close()

    @property
    def _connection_beside(self) -> apsw.Connection:
        if self._beside is None:
            raise errors.ReadOnly(self._path)
        return self._beside

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A turn of writing. After a failure there are no more."""
        if self._broken is not None:
            raise self._broken
        if self._turns is None:
            raise errors.ReadOnly(self._path)
        try:
            with translated(self._path), self._turns.turn():
                self._check_in_place()
                yield
        except errors.Busy:
            raise
        except errors.JournalError as error:
            self._broken = error
            raise

    def _check_in_place(self) -> None:
        """Nothing may be confirmed that is written to a file which was moved or erased."""
        if identity(self._path) != self._file:
            raise errors.Missing(self._path)

    def _data_version(self) -> int:
        return int(self._db.pragma("data_version"))


class SqliteTransaction:
    """A turn of writing in a session file."""

    def __init__(self, path: Path, db: apsw.Connection) -> None:
        self._path = path
        self._db = db

    def read(self, after: int) -> list[Recorded]:
        return rows.read(self._path, self._db, after)

    def append(self, batch: Sequence[Recorded]) -> None:
        rows.append(self._db, batch)

    def notes(self) -> list[Note]:
        return rows.notes(self._db)

    def note(self, note: Note) -> None:
        rows.write_note(self._db, note)


@contextmanager
def _all_or_nothing(db: apsw.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(apsw.Error):
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise


@contextmanager
def _snapshot(db: apsw.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")
