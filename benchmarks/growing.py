"""What an answer costs the phones' server as the session grows, over HTTP.

python -m benchmarks.growing [FOLDER]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks._crowd import Server, Watching, free_port, ms, server, until
from benchmarks._measure import HEADER, median, row

from snogmarry.phones import serving
from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.reader import load
from snogmarry.session.commands import Join, Jump, Send
from snogmarry.session.events import Answer
from snogmarry.text import clean

PHONES = 100
"""That answer over HTTP."""
OTHERS = 900
"""That fill the session."""
SIZES = (100, 20_000)
"""Answers in the session."""
ROUNDS = 5


async def measure(folder: Path) -> None:
    room = await Room.create(folder / "growing.snog", *load(find("the-drop-in")))
    port = free_port()
    with server("snogmarry", "serve", str(room.path), "--port", str(port)) as process:
        await until(lambda: serving.serving(room.scratch) is not None and room.state.code)
        phones = [Watching(n, port, room.state.code) for n in range(PHONES)]
        await asyncio.gather(*(one.phone.join() for one in phones))
        costs = [await cost_at(room, process, phones, size) for size in SIZES]
        await room.close()
    (few, early), (many, late) = costs
    row(
        f"processor time of the server per answer, {SIZES[0]:,} and {SIZES[1]:,} in the session",
        f"{early * 1_000:.2f} ms and {late * 1_000:.2f} ms: {late / early - 1:+.0%}",
        "grows by less than 20 %",
    )
    row("the same answers, one after another", f"median {ms(few)} and {ms(many)}", "")


async def cost_at(
    room: Room, process: Server, phones: list[Watching], size: int
) -> tuple[float, float]:
    """Seconds that an answer takes, and processor seconds, when there are so many."""
    await fill(room, size)
    took: list[float] = []
    spent = 0.0
    for turn in range(ROUNDS):
        await room.do(Jump("stance-one", again=True))
        await asyncio.sleep(0.5)
        before = process.busy
        for number, one in enumerate(phones):
            fields = (("option", "marry"), ("reason", f"Answer {turn}, {number}."))
            took.append(await one.sends("/answer", len(room.state.runs), fields))
        spent += process.busy - before
    return median(took), spent / len(took)


async def fill(room: Room, size: int) -> None:
    """Have others answer, each once in a run, until there are so many."""
    first = len(room.state.participants) + 1
    if len(room.state.participants) < PHONES + OTHERS and size > OTHERS:
        code = room.state.code
        joining = (Join(code, f"token {n}", f"code {n}") for n in range(OTHERS))
        await asyncio.gather(*(room.do(one) for one in joining))
    while len(room.state.responses) < size:
        await room.do(Jump("stance-one", again=True))
        run = len(room.state.runs)
        people = range(first, first + OTHERS) if size > OTHERS else range(1, PHONES + 1)
        vote = Answer(options=("avoid",), reason=clean("Nobody told us."))
        sends = (Send(n, f"key {run} {n}", run, vote) for n in people)
        await asyncio.gather(*(room.do(one) for one in sends))


def main(within: str | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=within) as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    print(HEADER)
    main(sys.argv[1] if len(sys.argv) > 1 else None)
