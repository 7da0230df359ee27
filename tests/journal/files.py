"""Session files made for tests, and looking into them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import apsw

from snogmarry.clock import Clock
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.room import Room
from snogmarry.session.events import Recorded
from tests.session.play import LESSONS, SCENARIO, Play


async def room_at(path: Path, clock: Clock | None = None) -> Room:
    return await Room.create(path, SCENARIO, LESSONS, clock=clock)


def kept(path: Path, recorded: list[Recorded]) -> Path:
    """A session file that holds what was recorded."""
    journal = SqliteJournal.create(path)
    with journal.transact() as transaction:
        transaction.append(recorded)
    journal.close()
    return path


def small(path: Path) -> Path:
    """A session file of a few events."""
    play = Play.opened()
    return kept(path, play.journal)


def holding(path: Path, words: str) -> list[str]:
    """The names of the files beside and including `path` that hold these words."""
    found = words.encode()
    return [file.name for file in path.parent.iterdir() if found in file.read_bytes()]


def sound(path: Path) -> bool:
    db = apsw.Connection(str(path))
    try:
        return bool(db.execute("PRAGMA integrity_check").get == "ok")
    finally:
        db.close()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens by itself."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)
