"""How the program comes into a room: a new session, or one that is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from snogmarry.clock import Clock, SystemClock
from snogmarry.journal import places
from snogmarry.room import Room
from snogmarry.scenario.reader import load
from snogmarry.session.commands import ShareSummary
from snogmarry.tui.phones import Serve


@dataclass(frozen=True, slots=True)
class Doors:
    """Where sessions are kept, by which clock they run, and whether phones are served."""

    sessions: Path = field(default_factory=places.folder)
    clock: Clock = field(default_factory=SystemClock)
    serve: Serve | None = None
    """How phones are served; None: without phones."""

    async def play(self, scenario: Path) -> Room:
        """A new session of the scenario in that file. Raises `CannotLoad` and `JournalError`."""
        loaded, lessons = await asyncio.to_thread(load, scenario)
        path = places.new_file(self.sessions, loaded.id, self.clock.wall())
        return await Room.create(path, loaded, lessons, clock=self.clock)

    async def go_on(self, session: Path) -> Room:
        """The session in that file. Raises `JournalError`.

        A summary that was shared by a window that is gone is shared no more.
        """
        room = await Room.open(session, clock=self.clock)
        if room.state.summary_shared and "desk" not in room.attended_elsewhere:
            await room.do(ShareSummary(shared=False))
        return room

    async def follow(self, session: Path) -> Room:
        """The session in that file, only to be looked at. Raises `JournalError`."""
        return await Room.open(session, clock=self.clock, kind="stage", read_only=True)
