"""What SQLite's errors, and the system's, mean for the session file."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from snogmarry.journal import errors

_NEARLY_FULL = 64 * 1024


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise `JournalError` in place of apsw's errors and the system's."""
    try:
        yield
    except apsw.Error as error:
        raise of(path, error) from error
    except OSError as error:
        raise from_system(path, error) from error


def of(path: Path, error: Exception) -> errors.JournalError:
    """What an error of apsw means for the session file."""
    why = str(error)
    match error:
        case apsw.FullError():
            return errors.DiskFull(path)
        case apsw.BusyError() | apsw.LockedError() | apsw.ProtocolError():
            return errors.Busy(path)
        case apsw.ReadOnlyError():
            return errors.ReadOnly(path)
        case apsw.CorruptError() | apsw.NotADBError() | apsw.SQLError() | apsw.ConstraintError():
            return errors.Damaged(path, why)
        case apsw.CantOpenError() if not os.access(path.parent, os.W_OK):
            return errors.ReadOnly(path)
        case apsw.CantOpenError() if not path.exists():
            return errors.Missing(path)
        case apsw.CantOpenError():
            return errors.NoAccess(path, why)
        case _ if _disk_is_full(path):
            return errors.DiskFull(path)
        case _:
            return errors.WriteFailed(path, why)


def from_system(path: Path, error: OSError) -> errors.JournalError:
    """What an error of the operating system means for the session file."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return errors.DiskFull(path)
    if error.errno == errno.EROFS:
        return errors.ReadOnly(path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return errors.Missing(path)
    return errors.NoAccess(path, error.strerror or str(error))


def reason(folder: Path, error: Exception) -> str:
    """Why nothing new can be put into a folder, in a few words."""
    for above in (folder, *folder.parents):
        if above.exists() and not above.is_dir():
            return f"{above} is a file and not a folder"
    new = folder / "new"
    failed = from_system(new, error) if isinstance(error, OSError) else of(new, error)
    match failed:
        case errors.DiskFull():
            return "the disk is full"
        case errors.ReadOnly():
            return "that folder is read-only"
        case errors.Missing():
            return f"there is no folder {folder}"
        case _:
            return str(getattr(error, "strerror", None) or error)


def _disk_is_full(path: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    return False
