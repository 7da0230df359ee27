"""The real program in a pty."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class Program:
    """A running `snogmarry`; what it paints is read as bytes."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            command = [sys.executable, "-m", "snogmarry", *arguments]
            os.execve(sys.executable, command, environment(folder))  # noqa: S606
        columns, rows = size
        window = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, window)

    def press(self, keys: bytes) -> None:
        os.write(self._terminal, keys)

    def read(self, patience: float = 10.0) -> bytes:
        """What it paints next; nothing if it paints nothing for so many seconds."""
        ready, _, _ = select.select([self._terminal], [], [], patience)
        return os.read(self._terminal, 65_536) if ready else b""

    def until(self, painted: bytes) -> None:
        """Read until these bytes were painted."""
        seen = b""
        while painted not in seen:
            read = self.read()
            if not read:
                raise RuntimeError(f"{painted!r} was never painted")
            seen = seen[-100:] + read

    def settle(self) -> None:
        """Read until it paints no more."""
        while self.read(0.3):
            pass

    def end(self) -> None:
        self.press(b"\x03\x03")
        try:
            while self.read(5.0):
                pass
        except OSError:
            pass  # it has closed its end
        os.waitpid(self.process, 0)
        os.close(self._terminal)


def environment(folder: Path) -> Mapping[str, str]:
    own = {"SNOGMARRY_SESSIONS": str(folder), "HOME": str(folder), "TERM": "xterm-256color"}
    return {**os.environ, **own, "COLORTERM": "truecolor"}


@contextmanager
def program(folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Iterator[Program]:
    running = Program(folder, *arguments, size=size)
    try:
        yield running
    finally:
        running.end()
