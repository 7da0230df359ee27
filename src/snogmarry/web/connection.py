"""A connection of a phone, with an end to every wait: for requests, and for what is sent to it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from snogmarry.web.guard import HEADERS, PAGE_HEADERS

PATIENCE = 15.0
"""Seconds that the head of a request may take to arrive."""
MOST_HEAD = 16 * 1024
"""Bytes of it, if it does not arrive at once."""
STUCK = 30
"""Seconds for which a phone may leave what was sent to it, before the connection is given up."""

_ALL = HEADERS | PAGE_HEADERS
_OURS = b"".join(f"{name}: {value}\r\n".encode() for name, value in _ALL.items())


class Connection(HttpToolsProtocol):
    """uvicorn's connection, which by itself would wait for ever."""

    most = 60_000
    """Connections at once; what is more is closed, so that the session file can be opened."""
    patience = PATIENCE
    _waiting: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.abort()
            return
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # What is on its way to a phone that went out of reach is otherwise tried for minutes.
            with suppress(OSError):
                line = transport.get_extra_info("socket")
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK * 1_000)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is not None:
            self._head += len(data)
            if self._head > MOST_HEAD + len(data):
                self.send_400_response("That request has too long a head.")
                return
        super().data_received(data)
        if getattr(self.cycle, "response_complete", True):
            # Between requests, where any byte puts off uvicorn's own end for ever.
            self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._wait_no_more()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """As uvicorn's, with the headers that every answer has."""
        self._wait_no_more()
        usual = b"".join(b"%s: %s\r\n" % pair for pair in self.server_state.default_headers)
        body = msg.encode("ascii") + b"\n"
        self.transport.write(
            b"HTTP/1.1 400 Bad Request\r\n%s%scontent-type: text/plain; charset=utf-8\r\n"
            b"content-length: %d\r\nconnection: close\r\n\r\n%s" % (usual, _OURS, len(body), body)
        )
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(STUCK, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None
        super().resume_writing()

    def _wait(self) -> None:
        if self._waiting is None:
            self._head = 0
            self._waiting = self.loop.call_later(self.patience, self.transport.abort)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
