"""A whole rehearsal that runs by itself."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from pathlib import Path
from time import monotonic

from snogmarry.clock import Clock
from snogmarry.journal import places
from snogmarry.journal.reading import read_events
from snogmarry.phones import serving
from snogmarry.phones.upkeep import Upkeep
from snogmarry.rehearsal import processes
from snogmarry.rehearsal.deciding import ARRIVAL, Setting
from snogmarry.rehearsal.facilitator import move, over
from snogmarry.rehearsal.processes import Process
from snogmarry.rehearsal.readiness import Readiness, judge
from snogmarry.room import Room
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.commands import AddGroup, Refused
from snogmarry.session.rehearsed import marked

_AT_TWO_TABLES = 16
_MOST_TABLES = 60
_LOOK = 0.02
"""Seconds between two looks of the facilitator."""
_COMING_UP = 20.0
"""Seconds in which the phones' server should be there."""


async def open_room(
    scenario: Scenario,
    lessons: LessonList,
    sessions: Path,
    clock: Clock,
    setting: Setting,
) -> Room:
    """A new session, marked as a rehearsal, with a group for every table. Raises `JournalError`."""
    path = places.new_file(sessions, scenario.id, clock.wall(), before="rehearsal-")
    scenario = scenario.model_copy(update={"title": marked(scenario.title)})
    room = await Room.create(path, scenario, lessons, clock=clock, speed=setting.speed)
    tables = min(_MOST_TABLES, 2 * round(setting.people / _AT_TWO_TABLES))
    for number in range(2, tables):
        await room.do(AddGroup(scenario.sides[number % 2].id))
    return room


async def play(room: Room, setting: Setting, port: int | None = None) -> Readiness:
    """Play a session from lobby to debrief, close it, and say what came of it.

    Ends every process that it started, also when it is cancelled.
    """
    upkeep = Upkeep(room, port or _free_port())
    servers: set[int] = set()
    crowd: Process | None = None
    looking = asyncio.ensure_future(upkeep.run())
    try:
        room.watch(lambda _: _note_server(room, servers))
        crowd = await asyncio.to_thread(processes.start_crowd, room.path, setting)
        with suppress(TimeoutError):
            await asyncio.wait_for(_facilitate(room, setting), _longest(room, setting))
        result = await asyncio.to_thread(processes.dismiss, crowd, setting.people)
    finally:
        looking.cancel()
        for process in (crowd, upkeep.process):
            if process is not None:
                processes.end(process)
        await room.close()
    return judge(read_events(room.path), result, restarts=max(0, len(servers) - 1))


def _note_server(room: Room, servers: set[int]) -> None:
    said = serving.serving(room.scratch)
    if said is not None and not said.failed:
        servers.add(said.pid)


def _longest(room: Room, setting: Setting) -> float:
    """Seconds after which a rehearsal is given up."""
    planned = sum(step.time for step in room.state.steps)
    return 60 + 1.5 * planned / 1_000 / setting.speed


async def _facilitate(room: Room, setting: Setting) -> None:
    latest = monotonic() + _COMING_UP + ARRIVAL / 1_000 / setting.speed
    while not over(room.state):
        come = len(room.state.participants) >= 0.75 * setting.people
        command = move(room.state, room.now(), ready=come or monotonic() > latest)
        if command is not None:
            with suppress(Refused):
                await room.do(command)
        await asyncio.sleep(_LOOK)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
