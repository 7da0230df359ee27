"""From typing `snogmarry run the-drop-in` to its first paint, as a whole process in a pty."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, median, row
from benchmarks._program import program

TIMES = 11


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
    with program(folder, "run", "the-drop-in") as running:
        running.until(b"start")
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
