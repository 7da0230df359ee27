"""As much of a browser as a simulated phone needs: connections, cookies, forms and streams.

httptools parses, as it does in the server. A whole HTTP client for each of thousands of phones
takes ten times the memory and time, and would be measured in place of the server.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import httptools

PATIENCE = 20.0
"""Seconds to wait for an answer."""
SILENCE = 16.0
"""Seconds without a word after which a stream is given up, as pages do."""

Fields = Sequence[tuple[str, str]]
Heard = Callable[[str, dict[str, Any]], None]
"""What takes the messages of a stream: their names and what they say."""


@dataclass(slots=True)
class Reply:
    """What a server answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def values(self) -> dict[str, Any]:
        """The body as JSON; ValueError if it is none."""
        found = json.loads(self.body)
        if not isinstance(found, dict):
            raise ValueError("not an object")  # noqa: TRY004 - as for what is no JSON at all
        return found


class _Link(asyncio.Protocol):
    """One connection. The parser calls its `on_` methods."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._reply = Reply()
        self._asked: asyncio.Future[Reply] | None = None
        self._chunk: Callable[[bytes], None] | None = None
        self.over = asyncio.get_running_loop().create_future()

    @property
    def usable(self) -> bool:
        return (
            self._transport is not None and not self._transport.is_closing() and self._asked is None
        )

    def send(
        self, request: bytes, chunk: Callable[[bytes], None] | None = None
    ) -> asyncio.Future[Reply]:
        """Ask; with `chunk` the reply is there after its headers, and its body goes to that."""
        assert self._transport is not None  # noqa: S101 - it has been connected
        self._reply, self._chunk = Reply(), chunk
        self._asked = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._asked

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # Of the connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream of bytes
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(ConnectionResetError("the connection was lost"))
        if not self.over.done():
            self.over.set_result(None)

    # Of the parser

    def on_header(self, name: bytes, value: bytes) -> None:
        self._reply.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._reply.status = self._parser.get_status_code()
        if self._chunk is not None and self._reply.status == 200:
            self._answer()

    def on_body(self, body: bytes) -> None:
        if self._chunk is not None and self._reply.status == 200:
            self._chunk(body)
        else:
            self._reply.body += body

    def on_message_complete(self) -> None:
        self._answer()
        if self._chunk is not None:
            self.close()

    def _answer(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and not asked.done():
            asked.set_result(self._reply)


class Browser:
    """Talks to one server and keeps its cookies. Raises OSError and TimeoutError."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.cookies: dict[str, str] = {}
        self._link: _Link | None = None
        self._stream: _Link | None = None
        self._turn = asyncio.Lock()

    async def get(self, path: str, *, script: bool = False) -> Reply:
        """Ask for a page; `script`: as the page's script does."""
        return await self._ask(self._request("GET", path, script=script))

    async def post(self, path: str, fields: Fields, *, script: bool = True) -> Reply:
        """Send a form."""
        return await self._ask(self._request("POST", path, urlencode(fields).encode(), script))

    async def follow(self, path: str, heard: Heard) -> int:
        """Follow a stream until it ends; the status that it began with."""
        messages = _Messages(heard)
        link = self._stream = await self._connect()
        try:
            async with asyncio.timeout(PATIENCE):
                reply = await link.send(self._request("GET", path), messages.take)
            if reply.status != 200:
                return reply.status
            while True:
                heard_of = messages.number
                done, _ = await asyncio.wait([link.over], timeout=SILENCE)
                if done or messages.number == heard_of:
                    return reply.status
        finally:
            link.close()
            self._stream = None

    def drop(self) -> None:
        """Let go of every connection, as a phone that has no network any more."""
        for link in (self._link, self._stream):
            if link is not None:
                link.close()
        self._link = None

    async def _ask(self, request: bytes) -> Reply:
        async with asyncio.timeout(PATIENCE), self._turn:
            link = self._link
            if link is None or not link.usable:
                link = self._link = await self._connect()
            try:
                reply = await link.send(request)
            except BaseException:
                link.close()
                raise
        self._remember(reply)
        if reply.headers.get("connection") == "close":
            link.close()
        return reply

    async def _connect(self) -> _Link:
        loop = asyncio.get_running_loop()
        _, link = await loop.create_connection(_Link, self._host, self._port)
        return link

    def _request(self, method: str, path: str, body: bytes = b"", script: bool = False) -> bytes:
        host = f"{self._host}:{self._port}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if script:
            lines.append("Accept: application/json")
        if method == "POST":
            lines.append(f"Origin: http://{host}")
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _remember(self, reply: Reply) -> None:
        name, equals, value = reply.headers.get("set-cookie", "").partition("=")
        if equals:
            self.cookies[name] = value.partition(";")[0]


class _Messages:
    """Cuts a stream of server-sent events into messages."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._rest = b""
        self.number = 0

    def take(self, chunk: bytes) -> None:
        *whole, self._rest = (self._rest + chunk).split(b"\n\n")
        for message in whole:
            self.number += 1
            with suppress(ValueError):
                self._heard(*_read(message))


# Thousands of phones in one process are sent the same.
@lru_cache(maxsize=1_000)
def _read(message: bytes) -> tuple[str, dict[str, Any]]:
    event, data = "message", "{}"
    for line in message.decode().split("\n"):
        name, _, value = line.partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            data = value
    return event, json.loads(data)
