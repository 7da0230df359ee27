"""The phones' server: a process of its own, on the same session file as the desk."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import uvicorn
from starlette.types import ASGIApp

from snogmarry.journal.errors import JournalError
from snogmarry.phones import addresses, presence, serving
from snogmarry.phones.code import new_code
from snogmarry.phones.limits import raise_open_files
from snogmarry.phones.port import EVERYWHERE, SERVER, CannotListen, listen
from snogmarry.phones.serving import Serving
from snogmarry.room import Room, RoomClosed
from snogmarry.session.commands import SetCode
from snogmarry.web.app import application
from snogmarry.web.attendance import Attendance
from snogmarry.web.connection import Connection
from snogmarry.web.hub import Hub
from snogmarry.web.workshop import Workshop

ALONE = 2 * 3_600
"""Seconds after which a server that no desk attends ends."""
LOOK = 5.0
"""Seconds between two looks at this machine's addresses, which change with the network."""
_GRACE = 1
"""Seconds that what is being answered gets when the server ends."""
_FIRST_LOOK = 1.5
"""Seconds after which it is known who else has the session open."""
_FILES = 200
"""Files that are not phones."""

log = logging.getLogger(__name__)


async def run(path: Path, port: int | None) -> None:
    """Serve a session's phones until asked to end, also by a signal. As `serve`."""
    files = raise_open_files()
    if files is not None:
        Connection.most = max(_FILES, files - _FILES)
    ending = asyncio.Event()
    with _signals(ending):
        await serve(path, port, ending)


async def serve(
    path: Path,
    port: int | None,
    ending: asyncio.Event,
    *,
    host: str = EVERYWHERE,
    alone: float = ALONE,
) -> None:
    """Serve a session's phones until `ending`, or for so many seconds without a desk.

    Without a port it is the one that the session had last. Raises `JournalError` or `RoomClosed`
    if the session is lost, and `CannotListen`.
    """
    room = await Room.open(path, kind="server")
    port = serving.port(room.scratch, port)
    try:
        try:
            listening = listen(port, host)
        except CannotListen as error:
            await _say_why_not(room, Serving(os.getpid(), port, failed=str(error)))
            raise
        with contextlib.closing(listening):
            await _serve(room, listening, ending, alone)
        if room.failed is not None:
            raise RoomClosed(room.failed)
    finally:
        await room.close()


async def _serve(room: Room, listening: socket.socket, ending: asyncio.Event, alone: float) -> None:
    port = listening.getsockname()[1]
    if not room.state.code:
        await room.do(SetCode(new_code()))
    attendance = Attendance()
    hub = Hub(room, attendance)
    hosts = Hosts(room, port)
    here = Workshop(room, attendance, hub)
    server = _server(application(here, hosts.now))
    await room.jot(serving.PORT, str(port))
    noted = await room.jot(serving.SERVER, serving.noted(Serving(os.getpid(), port)))
    _calm_collector()
    tasks = [
        asyncio.ensure_future(work)
        for work in (
            hub.run(),
            _note(room, presence.NAME, lambda: presence.noted(attendance.now())),
            _note(room, serving.HELD, here.held),
            _wait_until_due(room, alone),
            hosts.follow(),
            server.serve(sockets=[listening]),
        )
    ]
    for task in tasks:
        # Without any one of them phones would hang; with none they come back to the next server.
        task.add_done_callback(lambda _: ending.set())
    await ending.wait()
    hub.end()
    server.should_exit = True
    *others, serving_phones = tasks
    for task in others:
        task.cancel()
    ended = await asyncio.gather(*others, serving_phones, return_exceptions=True)
    with suppress(JournalError, RoomClosed):
        if (await room.jot(serving.SERVER, None, noted.now.version)).taken:
            await room.jot(presence.NAME, None)
            await room.jot(serving.HELD, None)
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome


def _server(app: ASGIApp) -> uvicorn.Server:
    # Its logs would name addresses and quote exceptions, which may quote people; ours says where
    # it happened.
    for name in ("uvicorn.access", "uvicorn.error", "uvicorn.asgi"):
        logging.getLogger(name).disabled = True
    config = uvicorn.Config(
        app,
        http=Connection,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        headers=[("Server", SERVER)],
        lifespan="off",
        ws="none",
        backlog=2048,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=_GRACE,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """uvicorn's server; signals are ours."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _signals(ending: asyncio.Event) -> Iterator[None]:
    """Have SIGTERM and SIGINT ask for the end, whenever they come."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)
    for number in numbers:
        try:
            loop.add_signal_handler(number, ending.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(ending.set))
    try:
        yield
    finally:
        for number in numbers:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


async def _say_why_not(room: Room, how: Serving) -> None:
    """Note that there is no server, unless it is another server of this session that is there."""
    await asyncio.sleep(_FIRST_LOOK)
    if "server" not in room.attended_elsewhere:
        with suppress(JournalError, RoomClosed):
            await room.jot(serving.SERVER, serving.noted(how))


async def _note(room: Room, name: str, look: Callable[[], str]) -> None:
    """Note for the desk how something is, once a second and only if it changed."""
    noted = None
    while True:
        now = look()
        if now != noted:
            with suppress(JournalError, RoomClosed):
                await room.jot(name, now)
                noted = now
        await asyncio.sleep(1)


async def _wait_until_due(room: Room, alone: float) -> None:
    """Until the desk asks for the end, the session is lost, or no desk was there for long."""
    began = attended = monotonic()
    while room.failed is None and monotonic() - attended <= alone:
        await asyncio.sleep(0.25)
        if "desk" in room.attended_elsewhere:
            attended = monotonic()
        elif monotonic() - began > _FIRST_LOOK and serving.asked_to_stop(room.scratch, os.getpid()):
            log.info("ends: the desk asked for it")
            return
    log.info("ends: %s", room.failed or "no desk for long")


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
            with suppress(OSError):  # the network is just changing
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
