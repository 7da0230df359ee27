"""A session with its phones' server, and phones that speak HTTP with it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from snogmarry.phones.serving import serving
from snogmarry.room import Room
from snogmarry.session.commands import Command, Jump, MoveParticipant, Settle
from snogmarry.web.identity import cookie_name
from snogmarry.web.server import serve
from tests.ports import LOCAL, free_port
from tests.session.play import LESSONS, SCENARIO

JSON = {"Accept": "application/json"}
Event = tuple[str, dict[str, Any]]


@dataclass
class Served:
    """A session file with a desk and a server of phones, in one process."""

    room: Room
    port: int
    ending: asyncio.Event
    server: asyncio.Task[None]
    phones: list[Phone] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"{LOCAL}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def phone(self, address: str = LOCAL) -> Phone:
        """A phone that has not joined, at an address of this machine."""
        way = httpx.AsyncHTTPTransport(local_address=address)
        client = httpx.AsyncClient(transport=way, base_url=self.origin, headers=JSON, timeout=30)
        phone = Phone(self, client)
        self.phones.append(phone)
        return phone

    async def joined(self, group: int | str = "any", **more: str) -> Phone:
        """A phone that has joined."""
        phone = self.phone()
        reply = await phone.post("/join", code=self.room.state.code, group=str(group), **more)
        assert reply.status_code == 303, reply.text
        assert reply.headers["location"] == "/"
        return phone

    async def do(self, command: Command) -> None:
        """Carry out what the desk wishes; the server knows of it then."""
        await self.room.do(command)
        async with httpx.AsyncClient(base_url=self.origin, headers={"Origin": self.origin}) as one:
            # Refused, but only once the server has read what was before.
            form = {"code": self.room.state.code, "name": "n" * 61}
            while (await one.post("/join", data=form)).status_code == 403:
                pass

    async def at(self, step: str) -> int:
        """Go to a step; gives its run."""
        await self.do(Jump(step))
        assert self.room.state.current is not None
        return self.room.state.current

    async def move(self, phone: Phone, group: int) -> None:
        await self.do(MoveParticipant(phone.number, group))


@dataclass
class Phone:
    """A browser as far as HTTP goes."""

    served: Served
    client: httpx.AsyncClient

    @property
    def token(self) -> str:
        return self.client.cookies[cookie_name(self.served.room.state.id)]

    @property
    def number(self) -> int:
        """Its participant's."""
        from snogmarry.web.identity import digest

        return self.served.room.state.tokens[digest(self.token)]

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        reply = await self.client.post(path, data=fields, headers={"Origin": self.served.origin})
        await self.served.room.do(Settle())  # so that the desk has read what the server wrote
        return reply

    async def answers(self, **fields: Any) -> httpx.Response:
        """Send an answer to the current run."""
        return await self.post("/answer", **{"run": self.served.room.state.current} | fields)

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[Stream]:
        """Follow the session over a socket of its own."""
        cookie = f"{cookie_name(self.served.room.state.id)}={self.token}"
        async with raw(self.served.port) as (reader, writer):
            head = f"GET /stream HTTP/1.1\r\nHost: {self.served.host}\r\nCookie: {cookie}\r\n\r\n"
            writer.write(head.encode())
            status = await reader.readuntil(b"\r\n\r\n")
            yield Stream(reader, writer, status.decode())


async def guesses(phone: Phone, times: int = 40) -> list[int]:
    """The statuses of so many tries with a wrong code."""
    return [(await phone.post("/join", code="BDGHJK", group="1")).status_code for _ in range(times)]


@asynccontextmanager
async def raw(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to say anything over."""
    reader, writer = await asyncio.open_connection(LOCAL, port, limit=2**20)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def said(port: int, request: bytes) -> bytes:
    """What comes back for these very bytes until the connection is closed."""
    async with raw(port) as (reader, writer):
        writer.write(request)
        with suppress(ConnectionError):
            return await asyncio.wait_for(reader.read(), 30)
        return b""


class Stream:
    """What came down a stream."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: str
    ) -> None:
        self.head = head
        self.writer = writer
        self.received = b""
        self._reader = reader
        self._waiting = b""

    async def event(self) -> Event:
        """The next message; EOFError once the stream is over."""
        while b"\n\n" not in self._waiting:
            size = int(await self._reader.readuntil(b"\r\n"), 16)
            chunk = await self._reader.readexactly(size + 2)
            if not size:
                raise EOFError
            self._waiting += chunk[:-2]
            self.received += chunk[:-2]
        message, _, self._waiting = self._waiting.partition(b"\n\n")
        kind, _, data = message.decode().partition("\n")
        return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    async def until(self, kind: str, **values: Any) -> dict[str, Any]:
        """The data of the next message of that kind with these values."""
        async with asyncio.timeout(30):
            while True:
                found, data = await self.event()
                if found == kind and data.items() >= values.items():
                    return data

    async def snapshot(self) -> list[Event]:
        """All that comes first, up to the first sign of life."""
        events = [await self.event()]
        while events[-1][0] != "beat":
            events.append(await self.event())
        return events


@asynccontextmanager
async def serving_phones(path: Path, **how: Any) -> AsyncIterator[Served]:
    """Make a session, or open it, with a desk and a server."""
    if path.exists():
        room = await Room.open(path)
    else:
        room = await Room.create(path, SCENARIO, LESSONS)
    before = serving(room.scratch)
    ending = asyncio.Event()
    server = asyncio.ensure_future(serve(path, free_port(), ending, host=LOCAL, **how))
    while (now := serving(room.scratch)) is None or now == before:
        if server.done():
            await server
        await asyncio.sleep(0.01)
    while not room.state.code:
        await asyncio.sleep(0.01)
    served = Served(room, now.port, ending, server)
    try:
        yield served
    finally:
        for phone in served.phones:
            await phone.client.aclose()
        ending.set()
        with suppress(Exception):
            await server
        await room.close()
