"""From a key press to durable and painted, in the real program in a pty.

Space pauses and goes on: the word under the figures changes only once the event is on the disk.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, median, row
from benchmarks._program import Program, program

TIMES = 200


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, program(Path(folder), "run", "the-drop-in") as on:
        on.until(b"start")
        on.settle()
        on.press(b"n")
        on.until(b"planned")
        on.settle()
        measured = sorted(answer(on, paused=turn % 2 == 0) for turn in range(TIMES))
    p95 = measured[round(0.95 * TIMES) - 1]
    row(
        "key press to durable and painted",
        f"median {median(measured) * 1_000:.0f} ms, p95 {p95 * 1_000:.0f} ms",
        "p95 50 ms",
    )


def answer(running: Program, *, paused: bool) -> float:
    """Seconds from the press until what it brought about is painted."""
    # Apart from one another, as a person presses; not in step with the second's own painting.
    time.sleep(0.13)
    while running.read(0.01):
        pass
    started = time.perf_counter()
    running.press(b" ")
    running.until(b"PAUSED" if paused else b"planned")
    return time.perf_counter() - started


if __name__ == "__main__":
    print(HEADER)
    main()
