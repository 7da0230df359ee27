"""The phones' server: a process of its own, on the same session file as the desk."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import uvicorn

from snogmarry.journal.errors import JournalError
from snogmarry.phones import addresses, presence, serving
from snogmarry.phones.code import new_code
from snogmarry.phones.port import EVERYWHERE, SERVER, CannotListen, listen
from snogmarry.phones.serving import Serving
from snogmarry.room import Room, RoomClosed
from snogmarry.session.commands import SetCode
from snogmarry.web.app import application
from snogmarry.web.attendance import Attendance
from snogmarry.web.hub import Hub
from snogmarry.web.workshop import Workshop

ALONE = 2 * 3_600
"""Seconds after which a server that no desk attends ends."""
LOOK = 5.0
"""Seconds between two looks at this machine's addresses, which change with the network."""
_GRACE = 1
"""Seconds that open streams get when the server ends."""

log = logging.getLogger(__name__)


async def serve(path: Path, port: int, *, host: str = EVERYWHERE) -> None:
    """Serve a session's phones until asked to end. Raises `JournalError`, `CannotListen`."""
    room = await Room.open(path, kind="server")
    try:
        try:
            listening = listen(port, host)
        except CannotListen as error:
            await _say(room, Serving(os.getpid(), port, failed=str(error)))
            raise
        with contextlib.closing(listening):
            await _serve(room, listening)
    finally:
        await room.close()


async def _serve(room: Room, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    if not room.state.code:
        await room.do(SetCode(new_code()))
    attendance = Attendance()
    hub = Hub(room, attendance)
    hosts = Hosts(room, port)
    server = _Server(
        uvicorn.Config(
            application(Workshop(room, attendance, hub), hosts.now),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            headers=[("Server", SERVER)],
            lifespan="off",
            ws="none",
            backlog=2048,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=_GRACE,
        )
    )
    await _say(room, Serving(os.getpid(), port))
    tasks = [
        asyncio.ensure_future(hub.run()),
        asyncio.ensure_future(_note_presence(room, attendance)),
        asyncio.ensure_future(_end_when_due(room, server)),
        asyncio.ensure_future(hosts.follow()),
    ]
    _calm_collector()
    # Its log would quote exceptions, and those may quote people; ours says where it happened.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    try:
        await server.serve(sockets=[listening])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(JournalError, RoomClosed):
            await room.jot(presence.NAME, None)
            await room.jot(serving.SERVER, None)


class _Server(uvicorn.Server):
    """uvicorn's server with signals handled in our own way."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(number, self.end)
        yield

    def end(self) -> None:
        """Let go of all phones and end."""
        self.should_exit = True


async def _say(room: Room, how: Serving) -> None:
    with suppress(JournalError, RoomClosed):
        await room.jot(serving.SERVER, serving.noted(how))


async def _note_presence(room: Room, attendance: Attendance) -> None:
    """Note who is there, once a second and only if it changed."""
    noted = None
    while True:
        now = attendance.now()
        if now != noted:
            with suppress(JournalError, RoomClosed):
                await room.jot(presence.NAME, presence.noted(now))
                noted = now
        await asyncio.sleep(1)


async def _end_when_due(room: Room, server: _Server) -> None:
    """End when the desk asks for it, when the session is lost, or after long without a desk."""
    attended = monotonic()
    while not server.should_exit:
        await asyncio.sleep(0.25)
        desk = "desk" in room.attended_elsewhere
        if desk:
            attended = monotonic()
        asked = not desk and serving.asked_to_stop(room.scratch, os.getpid())
        if asked or room.failed is not None or monotonic() - attended > ALONE:
            log.info("ends: %s", room.failed or ("asked to" if asked else "no desk for long"))
            server.end()


class Hosts:
    """What requests may call this server: the addresses that this machine has now."""

    def __init__(self, room: Room, port: int) -> None:
        self._room = room
        self._port = port
        self._here = self._look()

    def now(self) -> frozenset[str]:
        """Each with its port, in small letters."""
        return self._here

    async def follow(self) -> None:
        """Look again from time to time, until cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            self._here = await asyncio.to_thread(self._look)

    def _look(self) -> frozenset[str]:
        reach = addresses.look()
        named = {address.host for address in (*reach.addresses, *reach.passed_over)}
        named |= {"localhost", "127.0.0.1", serving.host(self._room.scratch) or "localhost"}
        ports = {f":{self._port}"} | ({""} if self._port == 80 else set())
        return frozenset(f"{name}{ending}".lower() for name in named for ending in ports)


def _calm_collector() -> None:
    """Thousands of connections live for hours; looking through them all delays every phone."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def raise_open_files() -> None:
    """Let the process hold as many connections as the system permits it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
