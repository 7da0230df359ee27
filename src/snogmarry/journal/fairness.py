"""Writers of several processes take turns, and none waits for ever.

SQLite's own waiting is a lottery that a writer without pause wins. Here a writer goes through
the `door` into the `room`, and opens the door again for the next before it starts to write: so
whoever waits at the door is next, however busy the one inside is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lock_files(session: Path) -> tuple[Path, Path]:
    """The files beside a session file that its writers lock: door and room."""
    return session.with_name(session.name + ".door"), session.with_name(session.name + ".room")


class Turns:
    """The turns of one writer. Raises OSError where files cannot be locked."""

    def __init__(self, session: Path) -> None:
        self._door, self._room = (_open(path) for path in lock_files(session))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait to be next, and hold the room."""
        _lock(self._door)
        try:
            _lock(self._room)
        finally:
            _unlock(self._door)
        try:
            yield
        finally:
            _unlock(self._room)

    def close(self) -> None:
        os.close(self._door)
        os.close(self._room)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)


if sys.platform == "win32":
    import errno
    import msvcrt

    def _lock(file: int) -> None:
        while True:
            try:
                os.lseek(file, 0, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)
            except OSError as error:
                # It gives up after ten seconds; a turn is worth waiting for.
                if error.errno not in {errno.EDEADLK, errno.EACCES}:
                    raise
            else:
                return

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
