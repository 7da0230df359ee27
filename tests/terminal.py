"""The real program in a real pseudo-terminal, read as a person would read it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from unicodedata import combining

import pexpect
import pyte
from wcwidth import wcwidth

PATIENCE = 30.0
"""Seconds to wait for something to appear before the test fails."""
_UNREAD = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\", re.DOTALL)
"""Requests to terminals newer than the one that pyte plays."""
_WHOLE_PICTURES = b"\x1b[?2026$p"
"""The question whether this terminal shows a picture only when all of it has come."""
_BEGINS, _ENDS = b"\x1b[?2026h", b"\x1b[?2026l"


class _Screen(pyte.Screen):
    """Goes on after characters without room of their own, at which pyte stops.

    Of signs that are joined into one it shows the first, which is as wide.
    """

    def draw(self, data: str) -> None:
        if not data.isascii():
            data = re.sub("\u200d.", "", data)
            data = "".join(char for char in data if combining(char) or wcwidth(char) > 0)
        super().draw(data)


class Terminal:
    """A program in a pty; `text` is what stands on its screen."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `command` in a terminal of `size` (columns, rows)."""
        columns, rows = size
        self.screen = _Screen(columns, rows)
        self.written = b""
        """Every byte the program wrote."""
        self._stream = pyte.ByteStream(self.screen)
        self._pending = b""
        self._text: str | None = None
        base = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "PYTEST_VERSION"}}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            env={**base, **terminal, **(environment or {})},
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self.screen.display)
        return self._text

    def press(self, *keys: str) -> None:
        """Send keys as typed; names such as `enter`, `escape`, `ctrl+s` for those without text."""
        for key in keys:
            self.child.send(_SENT.get(key, key))

    def type(self, text: str) -> None:
        """Type a text as from a keyboard: nothing in it is the name of a key."""
        self.child.send(text)

    def paste(self, text: str) -> None:
        """Paste a text, as terminals do that bracket what is pasted."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)
        self._text = None

    def wait_for(self, *wanted: str) -> str:
        """Read until all of `wanted` stands on the screen; give its text."""
        self.wait_until(lambda: all(part in self.text for part in wanted), wanted)
        return self.text

    def wait_gone(self, *unwanted: str) -> str:
        """Read until none of `unwanted` stands on the screen."""
        self.wait_until(lambda: not any(part in self.text for part in unwanted), unwanted)
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: object) -> None:
        """Read until `holds`; fail with the picture if it does not in time."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what!r}; the screen:\n{self.text}")
            if not self._read() and not self.child.isalive() and not holds():
                raise AssertionError(f"ended before {what!r}; the screen:\n{self.text}")

    def wait_end(self) -> int:
        """Read until the program ends; its exit status, or minus the signal that ended it."""
        self.wait_until(lambda: not self.child.isalive(), "the program's end")
        while self._read():
            pass
        self.child.close()
        status = self.child.exitstatus
        return -(self.child.signalstatus or 0) if status is None else status

    def _read(self) -> bool:
        try:
            read = self.child.read_nonblocking(65_536, timeout=0.1)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.written += read
        data = self._pending + read
        if _WHOLE_PICTURES in data:
            self.child.send(b"\x1b[?2026;2$y")
        end = _whole(data)
        self._pending = data[end:]
        self._stream.feed(_UNREAD.sub(b"", data[:end]))
        self._text = None
        return True


def _whole(data: bytes) -> int:
    """How much of what was read makes whole sequences and whole pictures."""
    begins = data.rfind(_BEGINS)
    if begins > data.rfind(_ENDS):
        return begins
    escape = data.rfind(b"\x1b", -64)
    cut = escape != -1 and re.search(rb"[a-zA-Z\\\x07]", data[escape + 2 :]) is None
    return escape if cut else len(data)


_SENT = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "delete": "\x1b[3~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "space": " ",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
