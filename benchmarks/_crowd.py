"""Phones by the thousand, and the server that they talk to, each with a core of its own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from snogmarry.phones.limits import raise_open_files
from snogmarry.rehearsal.browser import Browser
from snogmarry.rehearsal.deciding import chance
from snogmarry.rehearsal.phone import Phone

HOST = "127.0.0.1"
SERVERS, CLIENTS = 0, 1
"""The cores of the two, where there are so many."""


def pin(process: int, core: int) -> None:
    """Keep a process on one core, if the system has such a thing."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(process, {core})


def free_port() -> int:
    import socket

    with socket.create_server((HOST, 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


class Server:
    """A server process that can be killed and started again."""

    def __init__(self, *command: str) -> None:
        self._command = [sys.executable, "-m", *command]
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        nowhere = subprocess.DEVNULL
        process = subprocess.Popen(
            self._command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        pin(process.pid, SERVERS)
        return process

    def kill_and_start(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process = self._start()

    def end(self) -> None:
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()
        self._process.wait()

    @property
    def memory(self) -> int:
        """KB in memory (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0])

    @property
    def busy(self) -> float:
        """Seconds of processor time so far (Linux)."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        parts = stat.rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(*command: str) -> Iterator[Server]:
    raise_open_files()
    pin(0, CLIENTS)
    serving = Server(*command)
    try:
        yield serving
    finally:
        serving.end()


class Watching:
    """A phone that notes when it heard of which run."""

    def __init__(self, number: int, port: int, code: str) -> None:
        self.run: int | None = None
        self.at: dict[int | None, float] = {}
        self.phone = Phone(Browser(HOST, port), chance(number), self._hear, lambda: code)
        self.task: asyncio.Future[None] | None = None

    def _hear(self, event: str, data: dict[str, Any]) -> None:
        if event == "clock":
            self.run = data["run"]
            self.at.setdefault(self.run, time.perf_counter())

    def follow(self) -> None:
        """From now on."""
        self.task = asyncio.ensure_future(self.phone.live())

    async def sends(self, action: str, run: int, fields: Sequence[tuple[str, str]]) -> float:
        """Send once; seconds to the acknowledgement. Raises if it was not kept."""
        sent = self.phone.note(action, run, tuple(fields))
        started = time.perf_counter()
        await self.phone.attempt(sent)
        took = time.perf_counter() - started
        if not sent.kept:
            raise RuntimeError(f"not kept: {sent.refused or 'no answer'}")
        return took


async def spread(work: Sequence[Awaitable[float]], seconds: float, seed: int) -> list[float]:
    """Do everything, beginning at moments spread by chance; what each gave."""
    random = chance(seed)

    async def later(one: Awaitable[float], at: float) -> float:
        await asyncio.sleep(at)
        return await one

    return await asyncio.gather(*(later(one, random.uniform(0, seconds)) for one in work))


async def until(holds: Any, patience: float = 60.0) -> float:
    """Seconds until it holds. Raises TimeoutError."""
    started = time.perf_counter()
    async with asyncio.timeout(patience):
        while not holds():  # noqa: ASYNC110 - what it waits for is in other processes
            await asyncio.sleep(0.005)
    return time.perf_counter() - started


def share(measured: Sequence[float], part: float) -> float:
    """What that part of all stays below."""
    return sorted(measured)[min(len(measured) - 1, round(part * len(measured)))]


def ms(seconds: float) -> str:
    return f"{seconds * 1_000:,.0f} ms"
