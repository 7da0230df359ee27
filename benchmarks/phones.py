"""Phones by the thousand at the real server, beside the least that the same stack could do.

python -m benchmarks.phones [PHONES ...]
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks._crowd import (
    HOST,
    Server,
    Watching,
    free_port,
    ms,
    server,
    share,
    spread,
    until,
)
from benchmarks._measure import HEADER, median, row

from snogmarry.journal.reading import read_events
from snogmarry.phones import serving
from snogmarry.rehearsal.browser import Browser
from snogmarry.room import Room
from snogmarry.scenario.library import find
from snogmarry.scenario.models import Ask, LessonList, Scenario
from snogmarry.scenario.reader import load
from snogmarry.session.commands import AddGroup, Jump

ROUNDS = 5
"""Step changes, and bursts of answers."""
WITHIN = 10.0
"""Seconds in which everyone answers."""
FRAME = 3_000
"""Bytes of a step change on the floor: as many as ours sends of a step of the-drop-in."""
ON_THE_DOT = 600
DEADLINE = 12
"""Seconds of the step that closes by time."""


def scenario() -> tuple[Scenario, LessonList]:
    """The drop-in, with a step in the end that closes by time."""
    loaded, lessons = load(find("the-drop-in"))
    last = Ask.model_validate(
        {"id": "on-the-dot", "do": "ask", "title": "On the dot", "time": f"{DEADLINE}s"}
        | {"ask": "What now?", "answer": "text", "by": "each", "closes": "time"}
    )
    return loaded.model_copy(update={"steps": (*loaded.steps, last)}), lessons


class Workshop:
    """A session with its server, its phones and somebody who drives it."""

    def __init__(self, room: Room, port: int, serving: Server) -> None:
        self.room, self.port, self.server = room, port, serving
        self.phones: list[Watching] = []
        self.sent = 0

    async def fill(self, number: int) -> tuple[float, float]:
        """Have so many join and follow: seconds in all, seconds of the slowest."""
        started = time.perf_counter()
        code = self.room.state.code
        self.phones = [Watching(n, self.port, code) for n in range(number)]

        async def come(one: Watching) -> float:
            one.follow()
            return await until(lambda: one.phone.following)

        slowest = max(await spread([come(one) for one in self.phones], number / 50, seed=1))
        return time.perf_counter() - started, slowest

    async def enter(self, step: str) -> list[float]:
        """Go to a step: for each phone, seconds until it heard of it."""
        started = time.perf_counter()
        await self.room.do(Jump(step, again=True))
        run = self.room.state.current
        await until(lambda: all(one.run == run for one in self.phones))
        return [one.at[run] - started for one in self.phones]

    async def answer(self, within: float, text: str) -> list[float]:
        run = len(self.room.state.runs)
        fields = (("option", "marry"), ("reason", text))
        work = [one.sends("/answer", run, fields) for one in self.phones]
        return await spread(work, within, seed=self.sent)

    def leave(self) -> None:
        for one in self.phones:
            if one.task is not None:
                one.task.cancel()


async def measure(folder: Path, number: int) -> None:
    room = await Room.create(folder / f"phones-{number}.snog", *scenario())
    for group in range(18):
        await room.do(AddGroup(room.state.scenario.sides[group % 2].id))
    port = free_port()
    with server("snogmarry", "serve", str(room.path), "--port", str(port)) as process:
        await until(lambda: serving.serving(room.scratch) is not None and room.state.code)
        workshop = Workshop(room, port, process)
        try:
            answers, changes = await report(workshop, number)
        finally:
            workshop.leave()
            await room.close()
    check_kept(workshop)
    floor_answers, floor_changes = await floor(folder, number)
    row(
        f"{number:,} phones: the floor of the same stack",
        f"answers p50 {ms(median(floor_answers))}, p99 {ms(share(floor_answers, 0.99))}; "
        f"step change p99 {ms(floor_changes)}",
        "",
    )
    row(
        f"{number:,} phones: ours against the floor",
        f"answers p50 {median(answers) / median(floor_answers):.1f}, "
        f"p99 {share(answers, 0.99) / share(floor_answers, 0.99):.1f}; "
        f"step change p99 {changes / floor_changes:.1f} times",
        "",
    )


async def report(workshop: Workshop, number: int) -> tuple[list[float], float]:
    many = number > 1_000
    before = workshop.server.memory
    took, slowest = await workshop.fill(number)
    row(
        f"{number:,} phones joined and following",
        f"{took:.0f} s, the slowest after {ms(slowest)}, no error",
        "60 s",
    )
    memory = (workshop.server.memory - before) / number
    changes = []
    for turn in range(ROUNDS):
        changes.append(share(await workshop.enter(("first-word", "stance-one")[turn % 2]), 0.99))
        await asyncio.sleep(0.5)
    row(
        f"step change to the last of {number:,} phones",
        f"p99 {ms(median(changes))}",
        "p99 300 ms" if many else "p99 150 ms",
    )
    answers: list[float] = []
    for turn in range(3):
        await workshop.enter("stance-one")
        answers += await workshop.answer(WITHIN, f"Nobody told us, {turn} times over.")
    row(
        f"{number:,} answers within {WITHIN:.0f} s, acknowledged once durable",
        f"p50 {ms(median(answers))}, p99 {ms(share(answers, 0.99))}",
        "p99 250 ms" if many else "p50 15 ms, p99 100 ms",
    )
    row(f"memory of the server, per phone of {number:,}", f"{memory:.0f} KB", "40 KB")
    back, up = await come_back(workshop)
    row(
        f"{number:,} phones back after the server was killed, all on the right step",
        f"{back:.1f} s after the kill, {up:.1f} s of it until there was a server",
        "5 s",
    )
    if not many:
        await at_the_deadline(workshop)
    return answers, median(changes)


async def come_back(workshop: Workshop) -> tuple[float, float]:
    started = time.perf_counter()
    pid = _pid(workshop.room)
    workshop.server.kill_and_start()
    await workshop.room.do(Jump("first-word", again=True))
    run = workshop.room.state.current
    await until(lambda: _pid(workshop.room) != pid)
    up = time.perf_counter() - started
    await until(lambda: all(one.run == run for one in workshop.phones))
    return time.perf_counter() - started, up


def _pid(room: Room) -> int | None:
    said = serving.serving(room.scratch)
    return None if said is None else said.pid


async def at_the_deadline(workshop: Workshop) -> None:
    """In the last second, and just after the two seconds of grace."""
    await workshop.enter("on-the-dot")
    room = workshop.room
    run = room.state.runs[-1]
    closes = time.perf_counter() + (run.started_at + DEADLINE * 1_000 - room.now()) / 1_000

    async def at(seconds: float, one: Watching) -> str:
        await asyncio.sleep(closes + seconds - time.perf_counter())
        text = f"On the dot, {seconds:.3f} s after."
        await one.sends("/answer", run.number, (("text", text),))
        return one.phone.sent[-1].kept

    first, last = workshop.phones[:ON_THE_DOT], workshop.phones[-ON_THE_DOT:]
    early = asyncio.gather(*(at(-1 + n / ON_THE_DOT, one) for n, one in enumerate(first)))
    late = asyncio.gather(*(at(2.02 + n / ON_THE_DOT, one) for n, one in enumerate(last)))
    on_time, afterwards = Counter(await early), Counter(await late)
    row(
        f"{ON_THE_DOT} answers in the last second before the closing, {ON_THE_DOT} after the grace",
        f"on time {on_time['kept']}, late and kept {afterwards['late']}",
        "all of them",
    )


def check_kept(workshop: Workshop) -> None:
    """None lost, none double."""
    keys = Counter(getattr(r.event, "key", "") for r in read_events(workshop.room.path))
    sent = [sent for one in workshop.phones for sent in one.phone.sent]
    lost = [one for one in sent if keys[one.key] == 0]
    double = [one for one in sent if keys[one.key] > 1]
    row(
        f"of {len(sent):,} acknowledged answers lost, or double",
        f"{len(lost)}, {len(double)}",
        "none",
    )


async def floor(folder: Path, number: int) -> tuple[list[float], float]:
    """The same answers and changes where there is nothing but them."""
    port, file = free_port(), str(folder / f"floor-{number}.db")
    with server("benchmarks._floor", str(port), file, str(FRAME)):
        driver = Browser(HOST, port)
        await _reach(driver)
        phones = [Watching(n, port, "") for n in range(number)]
        streams = [
            asyncio.ensure_future(one.phone.browser.follow("/stream", one.phone.heard))
            for one in phones
        ]
        await until(lambda: all(one.run is not None for one in phones))
        changes = []
        for _ in range(ROUNDS):
            run = max(one.run or 0 for one in phones) + 1
            started = time.perf_counter()
            await driver.post("/turn", ())
            await until(lambda run=run: all(one.run == run for one in phones))
            changes.append(share([one.at[run] - started for one in phones], 0.99))
            await asyncio.sleep(0.5)
        fields = (("option", "marry"), ("reason", "Nobody told us."))
        answers: list[float] = []
        for turn in range(3):
            work = [one.sends("/answer", 1, fields) for one in phones]
            answers += await spread(work, WITHIN, seed=turn)
        for stream in streams:
            stream.cancel()
    return answers, median(changes)


async def _reach(driver: Browser) -> None:
    for _ in range(100):
        try:
            await driver.get("/")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return


def main(numbers: Sequence[int] = (1_000, 3_000)) -> None:
    load = os.getloadavg()[0]
    row("load of the machine when this began", f"{load:.1f}", "0")
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            asyncio.run(measure(Path(folder), number))


if __name__ == "__main__":
    print(HEADER)
    main([int(number) for number in sys.argv[1:]] or (1_000, 3_000))
