"""How long a session takes to fold, and to open from its file.

python -m benchmarks.fold [FOLDER]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from itertools import count, cycle
from pathlib import Path

from benchmarks._measure import HEADER, median, row, seconds

from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.reader import load
from snogmarry.session import events as e
from snogmarry.session.fold import folded
from snogmarry.text import clean

FOLDED = 100_000
OPENED = 10_000
TIMES = 5


def history(number: int) -> list[e.Recorded]:
    """A long session: answers given, corrected and released, evidence linked, points drawn."""
    scenario, lessons = load(find("the-drop-in"))
    groups = [e.GroupAdded(n, scenario.sides[n % 2].id, clean(f"Table {n}"), 5) for n in range(10)]
    facts: list[e.Event] = [e.SessionOpened("benchmark", scenario, lessons), *groups]
    facts += [e.ClockAnchored("boot", 0), e.StepStarted(1, "first-word")]
    lesson = cycle(entry.id for entry in lessons.lessons)
    for n in count(1):
        if len(facts) >= number:
            break
        side = scenario.sides[n % 2].id
        answer = e.Answer(text=clean(f"We hear you. Answer {n} is on its way, and it is signed."))
        facts.append(e.ResponseGiven(n, 1, n % 10, side, answer, people=4))
        facts.append(e.ResponseCorrected(n, answer, people=5))
        facts.append(e.ResponsesReleased(((n, 2),)))
        facts.append(e.EvidenceLinked(n, next(lesson)))
        point = clean(f"Say when you will say more, {n}.")
        facts.append(e.LearningPointDrawn(n, point, "improve", n % 10, (next(lesson),), (n,)))
    return [e.Recorded(seq, seq * 10, seq, fact) for seq, fact in enumerate(facts[:number], 1)]


async def opening(path: Path) -> float:
    started = time.perf_counter()
    room = await Room.open(path)
    took = time.perf_counter() - started
    await room.close()
    return took


def kept(folder: Path, number: int) -> Path:
    """A session file of so many events."""
    path = folder / f"{number}-events.snog"
    journal = SqliteJournal.create(path)
    with journal.transact() as transaction:
        transaction.append(history(number))
    journal.close()
    return path


def main(within: str | None = None) -> None:
    recorded = history(FOLDED)
    row(f"fold {FOLDED:,} events", f"{seconds(lambda: folded(recorded), TIMES):.2f} s", "1 s")
    with tempfile.TemporaryDirectory(dir=within) as folder:
        path = kept(Path(folder), OPENED)
        took = median([asyncio.run(opening(path)) for _ in range(TIMES)])
    row(f"`Room.open` of {OPENED:,} events", f"{took:.2f} s", "part of 1.2 s to first paint")


if __name__ == "__main__":
    print(HEADER)
    main(sys.argv[1] if len(sys.argv) > 1 else None)
