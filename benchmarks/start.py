"""From typing `snogmarry run the-drop-in` to its first paint, as a whole process in a pty."""

from __future__ import annotations

import os
import pty
import sys
import tempfile
import time
from pathlib import Path

from _measure import HEADER, median, row

TIMES = 11
PAINTED = b"start"
"""A word of the lobby's last line."""


def main() -> None:
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        measured = sorted(first_paint(Path(folder)) for _ in range(TIMES))
    row(
        "`snogmarry run the-drop-in` to first paint, whole process",
        f"{median(measured):.2f} s (worst of {TIMES}: {measured[-1]:.2f} s)",
        "0.8 s",
    )


def first_paint(folder: Path) -> float:
    """Seconds from the start of the process until the lobby stands on the terminal."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        environment = {**os.environ, "SNOGMARRY_SESSIONS": str(folder), "HOME": str(folder)}
        environment |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        command = [sys.executable, "-m", "snogmarry", "run", "the-drop-in"]
        os.execve(sys.executable, command, environment)  # noqa: S606
    seen = b""
    while PAINTED not in seen:
        seen += os.read(terminal, 65_536)
    took = time.perf_counter() - started
    os.write(terminal, b"\x03\x03")
    _drain(terminal)
    os.waitpid(child, 0)
    os.close(terminal)
    return took


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        return


if __name__ == "__main__":
    main()
