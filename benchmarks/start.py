"""From typing a command to what it shows, as whole processes; screens in a pty."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, median, row
from benchmarks._program import program
from benchmarks.fold import kept

TIMES = 11


OPENED = 10_000


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        report("`snogmarry --help`", [shown_help() for _ in range(TIMES)], "0.15 s")
        report(
            "`snogmarry run the-drop-in` to first paint, whole process",
            [first_paint(folder, b"start", "run", "the-drop-in") for _ in range(TIMES)],
            "0.8 s",
        )
        path = str(kept(folder, OPENED))
        report(
            f"opening a session of {OPENED:,} events to first paint, whole process",
            [first_paint(folder, b"planned", "resume", path) for _ in range(TIMES)],
            "1.2 s",
        )


def report(what: str, measured: list[float], wanted: str) -> None:
    worst = f"worst of {len(measured)}: {max(measured):.2f} s"
    row(what, f"{median(measured):.2f} s ({worst})", wanted)


def shown_help() -> float:
    """Seconds of the whole process."""
    started = time.perf_counter()
    help_ = [sys.executable, "-m", "snogmarry", "--help"]
    subprocess.run(help_, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def first_paint(folder: Path, painted: bytes, *arguments: str) -> float:
    """Seconds from the start of the process until that stands on the terminal."""
    started = time.perf_counter()
    with program(folder, *arguments) as running:
        running.until(painted)
        return time.perf_counter() - started


if __name__ == "__main__":
    print(HEADER)
    main()
