"""A room with phones in it, as their server would have it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from snogmarry.phones import presence, serving
from snogmarry.phones.presence import Presence
from snogmarry.phones.serving import Serving
from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from tests.tui.desk_room import room_at

CODE = "KTPXWN"
HOST = "192.168.1.23"
PAGE = "http://192.168.1.23:8765/"
LINK = "HTTP://192.168.1.23:8765/J/KTPXWN"


class Served:
    """The room of the server, and what phones do through it."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def joins(self, group: int, name: str = "", *, whole: bool = False) -> int:
        """A phone joins; its participant's number."""
        number = len(self.room.state.participants) + 1
        command = c.Join(CODE, f"t{number}", f"r{number}", group, clean(name), whole)
        await self.room.do(command)
        return number

    async def sends(self, participant: int, text: str, *, counter: int = 1) -> None:
        """A phone answers the current step."""
        run = self.room.state.current
        assert run is not None
        key = f"k{self.room.state.head}"
        answer = Answer(text=clean(text))
        await self.room.do(c.Send(participant, key, run, answer, counter=counter))

    async def notes(self, there: Presence) -> None:
        """Say who is there."""
        await self.room.jot(presence.NAME, presence.noted(there))


@asynccontextmanager
async def served_room(
    folder: Path, *, step: str | None = None, host: str = HOST
) -> AsyncIterator[tuple[Room, Served]]:
    """A room whose phones are served; whoever looks at it from now on is told so."""
    async with room_at(folder, step=step) as (room, clock):
        server = await Room.open(room.path, clock=clock, kind="server")
        await server.do(c.SetCode(CODE))
        await server.jot(serving.SERVER, serving.noted(Serving(4711, 8765)))
        await server.jot(serving.HOST, host)
        await room.close()
        again = await Room.open(room.path, clock=clock)
        try:
            yield again, Served(server)
        finally:
            await again.close()
            await server.close()
