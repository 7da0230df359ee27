"""The least that could do it: the same stack, the same commits, the same fan-out, and nothing more.

python -m benchmarks._floor PORT FILE BYTES
"""

from __future__ import annotations

import asyncio
import gc
import json
import queue
import sys
import threading
from typing import Any
from urllib.parse import parse_qsl

import apsw
import uvicorn
from benchmarks.journal import SETTINGS
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from snogmarry.phones.limits import raise_open_files
from snogmarry.phones.port import listen

Waiting = queue.SimpleQueue[tuple[str, str, asyncio.Future[None]]]


class Floor:
    """One newest frame for all, and one thread that commits what waits."""

    def __init__(self, file: str, size: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: Waiting = queue.SimpleQueue()
        self._file = file
        self._text = "x" * size
        self.run = 0
        self.frame = b""
        self.turned = asyncio.Event()
        self.turn()
        threading.Thread(target=self._commit, daemon=True).start()

    def turn(self) -> None:
        data = json.dumps({"run": self.run, "html": self._text})
        self.frame = f"event: clock\ndata: {data}\n\n".encode()
        self.run += 1
        self.turned.set()
        self.turned = asyncio.Event()

    async def keep(self, key: str, body: str) -> None:
        kept: asyncio.Future[None] = self._loop.create_future()
        self._waiting.put((key, body, kept))
        await kept

    def _commit(self) -> None:
        db = apsw.Connection(self._file)
        for name, value in SETTINGS.items():
            db.pragma(name, value)
        db.execute("CREATE TABLE events (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT")
        db.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
        while True:
            batch = [self._waiting.get()]
            while not self._waiting.empty():
                batch.append(self._waiting.get())
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", [b[:2] for b in batch])
            db.executemany("INSERT INTO texts (text) VALUES (?)", [b[1:2] for b in batch])
            db.execute("COMMIT")
            self._loop.call_soon_threadsafe(_settle, [b[2] for b in batch])


def _settle(kept: list[asyncio.Future[None]]) -> None:
    for one in kept:
        if not one.done():
            one.set_result(None)


def application(floor: Floor) -> Starlette:
    async def answer(request: Request) -> Response:
        body = (await request.body()).decode()
        key = dict(parse_qsl(body))["key"]
        await floor.keep(key, body)
        return JSONResponse({"said": "kept", "ref": key})

    async def turn(_: Request) -> Response:
        floor.turn()
        return Response(status_code=204)

    return Starlette(
        routes=[
            Route("/answer", answer, methods=["POST"]),
            Route("/turn", turn, methods=["POST"]),
            Route("/stream", _Streaming(floor), methods=["GET"]),
        ]
    )


class _Streaming:
    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        watching = asyncio.ensure_future(_gone(receive))
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        try:
            while not watching.done():
                turned = self._floor.turned
                frame = self._floor.frame
                await send({"type": "http.response.body", "body": frame, "more_body": True})
                await turned.wait()
        finally:
            watching.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def serve(port: int, file: str, size: int) -> None:
    settings: dict[str, Any] = {"log_config": None, "access_log": False, "lifespan": "off"}
    app = application(Floor(file, size))
    server = uvicorn.Server(uvicorn.Config(app, backlog=2048, ws="none", **settings))
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    await server.serve(sockets=[listen(port, "127.0.0.1")])


if __name__ == "__main__":
    raise_open_files()
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
