"""How long each format of a large session takes, and how much memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._measure import HEADER, median, row
from tests.report.recorded import large

from snogmarry.report.export import write
from snogmarry.report.formats import FORMATS, Format

RESPONSES = 2_000
MANY = 20_000
TIMES = 3
WANTED = {"docx": "2 s", "xlsx": "2 s", "pdf": "4 s", "plan": "", "handout": ""}
MEBIBYTE = 1_024
"""Of the kibibytes in which the system counts memory."""


def main() -> None:
    for form in FORMATS:
        measured = [_alone(form, RESPONSES)[0] for _ in range(TIMES)]
        what = f"{form} of {RESPONSES:,} responses"
        row(what, f"{median(measured):.2f} s", WANTED.get(form, "1 s"))
    for form in FORMATS:
        taken, before, most = _alone(form, MANY)
        what = f"{form} of {MANY:,} responses"
        added = f"{most - before:.0f} MB more than the {before:.0f} MB of the session"
        row(what, f"{taken:.2f} s, {added}", "" if form == "pdf" else "linear, 200 MB")


def _alone(form: Format, responses: int) -> tuple[float, float, float]:
    """A process that writes one format: its seconds, MB of memory before, and at most."""
    command = [sys.executable, "-m", "benchmarks.export", form, str(responses)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    taken, before, most = map(float, printed.split())
    return taken, before, most


def once(form: Format, responses: int) -> None:
    """Print what `_alone` gives; time is the processor's, from the events on, imports and all."""
    events = large(responses).events
    before = _memory()
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        write(events, Path(folder), [form])
    print(time.process_time() - started, before, _memory())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


if __name__ == "__main__":
    if len(sys.argv) == 3:
        once(next(form for form in FORMATS if form == sys.argv[1]), int(sys.argv[2]))
    else:
        print(HEADER)
        main()
