"""How long HTML, Markdown and JSON of a large session take together."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, median, row
from tests.report.recorded import large

from snogmarry.report.export import FORMATS, write

RESPONSES = 2_000
TIMES = 5


def main() -> None:
    what = f"HTML + Markdown + JSON of {RESPONSES:,} responses"
    row(what, f"{median(warm()):.2f} s", "1 s together")
    row("the same as a whole process, making the session too", f"{median(cold()):.2f} s", "")


def warm() -> list[float]:
    """Seconds of each export, once everything is imported and the templates are read."""
    events = large(RESPONSES).events
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(TIMES + 1):
            started = time.perf_counter()
            write(events, Path(folder), FORMATS)
            taken.append(time.perf_counter() - started)
    return taken[1:]


def cold() -> list[float]:
    """Seconds of whole processes that make such a session and export it once."""
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "benchmarks.export", "once"], check=True)
        taken.append(time.perf_counter() - started)
    return taken


def once() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(large(RESPONSES).events, Path(folder), FORMATS)


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        once()
    else:
        print(HEADER)
        main()
