"""A copy of a session, consistent even while the session is open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import apsw

from snogmarry.journal import errors
from snogmarry.journal.sqlite.failures import reason, translated
from snogmarry.journal.sqlite.file import check_header, check_sound, connect, sync_folder


def copy(source: Path, target: Path) -> Path:
    """Copy a session into the file or folder `target`; give the file. Raises `JournalError`.

    The copy appears whole and on the disk, or not at all; nothing is ever written over.
    """
    if target.is_dir():
        target /= source.name
    if target.exists():
        raise errors.AlreadyThere(target)
    check_header(source)
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        _write(source, part, target)
        _put(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _write(source: Path, part: Path, target: Path) -> None:
    with translated(source):
        db = connect(source, read_only=True)
    try:
        with translated(source):
            check_sound(source, db)
            db.pragma("query_only", "OFF")
        with _into(target):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
            db.execute("VACUUM INTO ?", (str(part),))
    finally:
        db.close()
    with _into(target):
        _keep_history_alone(part)
        file = os.open(part, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _keep_history_alone(part: Path) -> None:
    """Nobody keeps the copy alive or writes in it, and nothing in it waits to be removed."""
    db = connect(part)
    try:
        with db:
            db.execute("UPDATE notes SET gone = 1")
            db.execute("DELETE FROM removals")
            db.execute("DROP TABLE IF EXISTS scratch")
    finally:
        db.close()


def _put(part: Path, target: Path) -> None:
    with _into(target):
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise errors.AlreadyThere(target) from None
        except OSError:  # a stick that knows no links
            if target.exists():
                raise errors.AlreadyThere(target) from None
            part.rename(target)
        sync_folder(target.parent)


@contextmanager
def _into(target: Path) -> Iterator[None]:
    """Raise `NotCopied` in place of apsw's errors and the system's."""
    try:
        yield
    except (apsw.Error, OSError) as error:
        raise errors.NotCopied(target, reason(target.parent, error)) from error
