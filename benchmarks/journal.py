"""How many answers a second are on the disk: in batches, one at a time, and against bare SQLite.

python -m benchmarks.journal [FOLDER]
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from pathlib import Path

import apsw
from benchmarks._measure import HEADER, median, row

from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.reader import load
from snogmarry.session.commands import Join, Jump, Send, SetCode
from snogmarry.session.events import Answer
from snogmarry.text import clean

PHONES = 200
BATCHED = 6_000
SINGLE = 400
TIMES = 5
NUMBERS = itertools.count()
SETTINGS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "fullfsync": "ON",
    "secure_delete": "ON",
}


def main(within: str | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=within) as folder:
        asyncio.run(measure(Path(folder)))


async def measure(folder: Path) -> None:
    room = await Room.create(folder / "benchmark.snog", *load(find("the-drop-in")))
    await room.do(SetCode("CODE"))
    for number in range(PHONES):
        await room.do(Join("CODE", f"token {number}", f"code {number}"))
    await room.do(Jump("stance-one"))
    batched = median([await answers(room, PHONES, BATCHED) for _ in range(TIMES)])
    row(f"answers a second, {PHONES} phones at once", f"{batched:,.0f}", "at least 5,000")
    bare_rates, single_rates = [], []
    for number in range(TIMES):
        # In turn, so that both meet the same disk.
        bare_rates.append(await asyncio.to_thread(bare, folder / f"bare-{number}.db"))
        single_rates.append(await answers(room, 1, SINGLE))
    rates = zip(single_rates, bare_rates, strict=True)
    ratio = median([single / plain for single, plain in rates])
    row("bare apsw commits a second", f"{median(bare_rates):,.0f}", "")
    row("answers a second, one at a time", f"{median(single_rates):,.0f}", "")
    row("one at a time, against bare commits", f"{ratio:.0%}", "at least 60 %")
    await room.close()


async def answers(room: Room, phones: int, number: int) -> float:
    """Answers a second that are confirmed; each phone waits for one before it sends the next."""

    async def phone(participant: int) -> None:
        for count in range(number // phones):
            vote = Answer(options=("avoid",), reason=clean(f"Nobody told us, {count} times over."))
            sent = next(NUMBERS)
            await room.do(Send(1 + participant, f"key {sent}", 1, vote, counter=sent))

    started = time.perf_counter()
    await asyncio.gather(*(phone(participant) for participant in range(phones)))
    return number / (time.perf_counter() - started)


def bare(path: Path) -> float:
    """Commits a second of one row and one text, with the same settings and nothing around."""
    db = apsw.Connection(str(path))
    for name, value in SETTINGS.items():
        db.pragma(name, value)
    db.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
    db.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    started = time.perf_counter()
    for number in range(SINGLE):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO events VALUES (?, ?)", (number, '{"response":1,"answer":{}}' * 4))
        db.execute("INSERT INTO texts VALUES (?, ?)", (number, f"Nobody told us, {number}."))
        db.execute("COMMIT")
    rate = SINGLE / (time.perf_counter() - started)
    db.close()
    return rate


if __name__ == "__main__":
    print(HEADER)
    main(sys.argv[1] if len(sys.argv) > 1 else None)
