"""From an answer's acknowledgement to its count on the desk: the real program in a pty.

python -m benchmarks.desk [FOLDER]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._crowd import Watching, free_port, ms, server, share, until
from benchmarks._measure import HEADER, median, row
from benchmarks._program import Program, program

from snogmarry.phones import serving
from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.reader import load
from snogmarry.session.commands import Jump, ShareScreen

PHONES = 1_000
TIMES = 60


async def measure(folder: Path) -> None:
    room = await Room.create(folder / "desk.snog", *load(find("the-drop-in")))
    await room.do(ShareScreen(shared=False))
    port = free_port()
    with server("snogmarry", "serve", str(room.path), "--port", str(port)):
        await until(lambda: serving.serving(room.scratch) is not None and room.state.code)
        phones = [Watching(n, port, room.state.code) for n in range(PHONES)]
        for number, one in enumerate(phones):
            one.follow()
            if number % 20 == 19:
                await asyncio.sleep(0.4)
        await until(lambda: all(one.phone.following for one in phones))
        await room.do(Jump("stance-one"))
        path = str(room.path)
        await room.close()
        with program(folder, "resume", path, "--no-phones", size=(100, 30)) as desk:
            await asyncio.to_thread(to_the_desk, desk)
            took = [await painted(desk, one, n) for n, one in enumerate(phones[:TIMES], 1)]
        for one in phones:
            if one.task is not None:
                one.task.cancel()
    row(
        f"answer acknowledged to its count painted on the desk, {PHONES:,} phones connected",
        f"median {ms(median(took))}, p95 {ms(share(took, 0.95))}",
        "p95 200 ms",
    )


def to_the_desk(desk: Program) -> None:
    desk.settle()
    desk.press(b" ")
    desk.press(b"d")
    desk.until(b"in all")
    desk.settle()


async def painted(desk: Program, one: Watching, number: int) -> float:
    """Seconds from the acknowledgement until the desk says how many there are now."""
    # Apart from one another, and not in step with the second's own painting.
    await asyncio.sleep(0.23)

    def look() -> float:
        desk.until(f" {number} in all".encode())
        return time.perf_counter()

    looking = asyncio.ensure_future(asyncio.to_thread(look))
    await one.sends("/answer", 1, (("option", "marry"), ("reason", "They asked.")))
    acknowledged = time.perf_counter()
    return max(0.0, await looking - acknowledged)


def main(within: str | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=within) as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    print(HEADER)
    main(sys.argv[1] if len(sys.argv) > 1 else None)
