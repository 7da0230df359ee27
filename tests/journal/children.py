"""What runs in processes of its own: `python -m tests.journal.children ROLE ...`."""

from __future__ import annotations

import asyncio
import os
import pickle
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw

from snogmarry.journal.errors import JournalError
from snogmarry.journal.sqlite import SqliteJournal, glance
from snogmarry.room import Room
from snogmarry.session.commands import Next, TakeNote
from snogmarry.session.events import NoteTaken, Recorded
from snogmarry.text import clean
from tests.journal.clocks import HandClock
from tests.journal.files import room_at, until


def limited(path: str) -> None:
    """Write until files may grow no more; print how many were confirmed, and two failures."""
    import resource

    journal = SqliteJournal.open(Path(path))
    last = journal.read(0)[-1]
    confirmed = 0
    most = Path(path).stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    failures: list[str] = []
    while len(failures) < 2:
        seq = last.seq + confirmed + 1
        try:
            with journal.transact() as transaction:
                words = clean("words " * 200)
                transaction.append([Recorded(seq, last.at, last.wall, NoteTaken(1, words))])
            confirmed += 1
        except JournalError as error:
            failures.append(str(error))
    journal.close()
    print(confirmed, *failures, sep="\n")


def nursery(path: str, acknowledged: str, rounds: str) -> None:
    """Again and again: fork two writers on one session, and kill each at a random instant."""
    chance = random.Random(7)  # noqa: S311
    for number in range(int(rounds)):
        writers = [_fork(path, acknowledged, f"{number}{name}") for name in "ab"]
        for writer in writers:
            time.sleep(chance.expovariate(1 / 0.08))
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)


def _fork(path: str, acknowledged: str, name: str) -> int:
    child = os.fork()
    if child == 0:
        asyncio.run(_write_on(Path(path), acknowledged, name))
    return child


async def _write_on(path: Path, acknowledged: str, name: str) -> None:
    """Write notes, many at once, and put down each that was acknowledged, until killed."""
    room = await Room.open(path)
    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND)

    async def write(task: int) -> None:
        for number in range(1_000_000):
            words = clean(f"{name}-{task}-{number}")
            (recorded,) = await room.do(TakeNote(words))
            os.write(file, f"{recorded.seq} {words}\n".encode())

    await asyncio.gather(*(write(task) for task in range(8)))


def crowd(path: str, name: str, notes: str, delay: str, state: str) -> None:
    """Write notes, then wait until all three have, and put down the state.

    Every commit of this process takes `delay` seconds longer, as on a slow disk.
    """
    apsw.connection_hooks.append(_slowed(float(delay)))
    asyncio.run(_crowd(Path(path), name, int(notes), Path(state)))


def _slowed(delay: float) -> Callable[[apsw.Connection], None]:
    def commit() -> bool:
        time.sleep(delay)
        return False

    return lambda db: db.set_commit_hook(commit)


async def _crowd(path: Path, name: str, notes: int, state: Path) -> None:
    room = await Room.open(path)
    if notes:
        await until(lambda: _said(room, "busy") > 0)
        for number in range(notes):
            await room.do(TakeNote(clean(f"{name} {number}")))
    else:
        await asyncio.gather(*(_without_pause(room, name, task) for task in range(4)))
    await room.do(TakeNote(clean(f"done {name}")))
    await until(lambda: _said(room, "done") == 3)
    state.write_bytes(pickle.dumps(room.state))
    await room.close()


async def _without_pause(room: Room, name: str, task: int) -> None:
    number = 0
    while _said(room, "done") < 2:
        await room.do(TakeNote(clean(f"{name} {task} {number}")))
        number += 1


def _said(room: Room, what: str) -> int:
    return sum(note.text.startswith(what) for note in room.state.notes.values())


def cut_off(path: str) -> None:
    """Run a step for a minute of a clock moved by hand, and be killed."""
    asyncio.run(_cut_off(Path(path)))


async def _cut_off(path: Path) -> None:
    clock = HandClock()
    room = await room_at(path, clock)
    await room.do(Next())
    clock.ms = 20_000
    await until(lambda: any(note.at == 20_000 for note in glance(path).notes))
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    roles: dict[str, Callable[..., None]] = {
        "limited": limited,
        "nursery": nursery,
        "crowd": crowd,
        "cut_off": cut_off,
    }
    roles[sys.argv[1]](*sys.argv[2:])
