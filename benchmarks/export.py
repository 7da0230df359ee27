"""HTML, Markdown and JSON of a session with 2,000 responses: how long they take together.

    python benchmarks/export.py

Prints a row for the table in benchmarks/README.md: the median of five runs in a warm process,
and of five whole processes from start to end.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP), str(TOP / "src")]

RESPONSES = 2_000
RUNS = 5


def warm() -> list[float]:
    """Seconds of each export, once everything is imported and the templates are read."""
    from tests.report.recorded import large

    from snogmarry.report.export import FORMATS, write

    session = large(RESPONSES)
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS + 1):
            started = time.perf_counter()
            write(session, Path(folder), FORMATS)
            taken.append(time.perf_counter() - started)
    return taken[1:]


def cold() -> list[float]:
    """Seconds of whole processes that make such a session and export it once."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, __file__, "once"], check=True)
        taken.append(time.perf_counter() - started)
    return taken


def once() -> None:
    from tests.report.recorded import large

    from snogmarry.report.export import FORMATS, write

    with tempfile.TemporaryDirectory() as folder:
        write(large(RESPONSES), Path(folder), FORMATS)


def main() -> None:
    print(
        f"| HTML + Markdown + JSON of {RESPONSES:,} responses | at most 1 s together "
        f"| {median(warm()):.2f} s warm ({median(cold()):.2f} s as a whole process) "
        "| `python benchmarks/export.py` |"
    )


if __name__ == "__main__":
    once() if sys.argv[1:] == ["once"] else main()
