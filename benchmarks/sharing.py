"""What an answer waits while the summary for the phones is made, over HTTP.

python -m benchmarks.sharing [FOLDER]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._crowd import HOST, Watching, free_port, ms, server, share, until
from benchmarks._measure import HEADER, median, row
from benchmarks.growing import PHONES, fill

from snogmarry.phones import serving
from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.text import clean

SIZES = (2_000, 20_000)
"""Answers in the session, each released with its reason."""
READERS = 50
"""Phones that ask for the summary at the same moment."""
ROUNDS = 3


async def measure(folder: Path, size: int) -> None:
    room = await Room.create(folder / f"sharing-{size}.snog", *load(find("the-drop-in")))
    port = free_port()
    with server("snogmarry", "serve", str(room.path), "--port", str(port)) as process:
        await until(lambda: serving.serving(room.scratch) is not None and room.state.code)
        phones = [Watching(n, port, room.state.code) for n in range(PHONES)]
        await asyncio.gather(*(one.phone.join() for one in phones))
        await fill(room, size)
        for held in room.state.runs:
            await room.do(c.ReleaseAll(held.number))
            await room.do(c.RevealVote(held.number))
        await room.do(c.EndSession())
        await room.do(c.ShareSummary(shared=True))
        await asyncio.sleep(2)
        run, writers = len(room.state.runs), phones[READERS:]
        quiet = [await _answers(one, run, 0) for one in writers]
        read: list[float] = []
        waited: list[float] = []
        for turn in range(ROUNDS):
            await room.do(c.TakeNote(clean(f"Round {turn}.")))
            await asyncio.sleep(1)
            reading = asyncio.gather(*(_reads(port, one) for one in phones[:READERS]))
            while not reading.done():
                one = writers[len(waited) % len(writers)]
                waited.append(await _answers(one, run, len(waited)))
                await asyncio.sleep(0.05)
            read += await reading
        await room.close()
        memory = process.memory // 1_024
    row(
        f"the summary of {size:,} responses, when {READERS} phones ask at once",
        f"median {median(read):.2f} s, the last {max(read):.2f} s; server of {memory} MB",
        "",
    )
    row(
        f"an answer meanwhile, of {len(waited)} one after another",
        f"median {ms(median(waited))}, p95 {ms(share(waited, 0.95))}, worst {ms(max(waited))} "
        f"(while nobody reads: median {ms(median(quiet))}, worst {ms(max(quiet))})",
        "p95 100 ms",
    )


async def _answers(one: Watching, run: int, turn: int) -> float:
    fields = (("option", "marry"), ("reason", f"Answer {turn}."))
    return await one.sends("/answer", run, fields)


async def _reads(port: int, one: Watching) -> float:
    """Seconds until the whole summary is there, packed as browsers take it."""
    started = time.perf_counter()
    cookies = "; ".join(f"{name}={value}" for name, value in one.phone.browser.cookies.items())
    reader, writer = await asyncio.open_connection(HOST, port)
    head = f"GET /summary HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: {cookies}\r\n"
    writer.write(f"{head}Accept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode())
    reply = await reader.read(-1)
    writer.close()
    if not reply.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(reply[:80])
    return time.perf_counter() - started


def main(within: str | None = None) -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=within) as folder:
            asyncio.run(measure(Path(folder), size))


if __name__ == "__main__":
    print(HEADER)
    main(sys.argv[1] if len(sys.argv) > 1 else None)
