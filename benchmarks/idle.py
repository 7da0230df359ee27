"""What a running countdown on the stage costs: processor time over 20 seconds, in a pty."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, row
from benchmarks._program import Program, program

SECONDS = 20.0


def main() -> None:
    for size in ((80, 24), (160, 45)):
        with (
            tempfile.TemporaryDirectory() as folder,
            program(Path(folder), "run", "the-drop-in", size=size) as running,
        ):
            running.until(b"start")
            running.settle()
            running.press(b"n")
            running.until(b"planned")
            running.settle()
            share = cost(running)
        row(
            f"CPU while a countdown runs on the stage, {size[0]}x{size[1]}",
            f"{share:.1%} of a core",
            "1.5 %",
        )


def cost(running: Program) -> float:
    """The share of one core that the process takes."""
    before, started = processor_seconds(running.process), time.monotonic()
    while (left := started + SECONDS - time.monotonic()) > 0:
        running.read(left)
    used = processor_seconds(running.process) - before
    return used / (time.monotonic() - started)


def processor_seconds(process: int) -> float:
    """User and system time so far (Linux)."""
    parts = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    print(HEADER)
    main()
