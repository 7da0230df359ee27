"""The stream: everything a phone may see, as it changes. A raw ASGI endpoint."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from snogmarry.web.forms import BadForm
from snogmarry.web.hub import Stream
from snogmarry.web.workshop import NotJoined, Workshop, workshop

MOST_STREAMS = 6
"""Open tabs of one participant that are served; the oldest gives way."""
_KIND = "text/event-stream"


class Streaming:
    """Serves streams, and ends them when the phone is gone."""

    def __init__(self) -> None:
        self._open: dict[int, list[asyncio.Task[object]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        here = workshop(request)
        try:
            participant = here.participant(request)
        except NotJoined:
            await PlainTextResponse("Join first.\n", 401)(scope, receive, send)
            return
        except BadForm as refused:
            await PlainTextResponse(f"{refused}\n", refused.status)(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            await PlainTextResponse("", media_type=_KIND)(scope, receive, send)
            return
        with suppress(asyncio.CancelledError):
            await self._follow(here, participant.number, receive, send)

    async def _follow(self, here: Workshop, number: int, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a server calls from a task
        watching = asyncio.ensure_future(_end_when_gone(receive, task))
        mine = self._open.setdefault(number, [])
        if len(mine) >= MOST_STREAMS:
            mine.pop(0).cancel()
        mine.append(task)
        here.attendance.came(number)
        try:
            with here.hub.stream(number) as stream:
                await _send_all(here, stream, send)
        finally:
            watching.cancel()
            here.attendance.went(number)
            with suppress(ValueError):  # it gave way to a newer one
                mine.remove(task)
            if not mine and self._open.get(number) is mine:
                del self._open[number]


async def _send_all(here: Workshop, stream: Stream, send: Send) -> None:
    headers = [(b"content-type", f"{_KIND}; charset=utf-8".encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    while not (stream.over or here.hub.over):
        stream.stirred.clear()
        chunk = here.hub.news(stream)
        if chunk:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        if not stream.over:
            await stream.stirred.wait()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _end_when_gone(receive: Receive, task: asyncio.Task[object]) -> None:
    # A server's send says nothing of a phone that is gone, so it has to be waited for.
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
