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


class Streaming:
    """Serves streams, and ends them when the phone is gone."""

    def __init__(self) -> None:
        self._open: dict[int, list[Stream]] = {}

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
        stream = Stream(participant.number)
        await self._follow(here, stream, receive, send)

    async def _follow(self, here: Workshop, stream: Stream, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a server calls from a task
        watching = asyncio.ensure_future(_end_when_gone(receive, stream, task))
        mine = self._open.setdefault(stream.participant, [])
        mine.append(stream)
        if len(mine) > MOST_STREAMS:
            mine[0].over = True
        here.attendance.came(stream.participant)
        try:
            with suppress(asyncio.CancelledError):
                await _send_all(here, stream, send)
        finally:
            watching.cancel()
            here.attendance.went(stream.participant)
            mine.remove(stream)
            if not mine:
                self._open.pop(stream.participant, None)


async def _send_all(here: Workshop, stream: Stream, send: Send) -> None:
    headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    while not stream.over:
        turned = here.hub.turned
        chunk = here.hub.news(stream)
        if chunk:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        if not stream.over:
            await turned.wait()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _end_when_gone(receive: Receive, stream: Stream, task: asyncio.Task[object]) -> None:
    # A server's send says nothing of a phone that is gone, so it has to be waited for.
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.over = True
    task.cancel()
