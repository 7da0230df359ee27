"""A workshop for browsers: the real server on a session of its own, and a desk beside it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page

from snogmarry.phones.code import spaced
from snogmarry.phones.serving import serving
from snogmarry.room import Room
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.commands import Command
from snogmarry.session.state import Participant, Response

PHONE = {"width": 390, "height": 844}


class Venue:
    """The room as its desk has it, the phones' server as a process, and phones that join."""

    def __init__(self, room: Room, browser: Browser) -> None:
        self.room = room
        self.browser = browser
        self.port = _free_port()
        self.faults: list[str] = []
        """What scripts and rules of pages were broken, on any phone."""
        self._server: asyncio.subprocess.Process | None = None
        self._contexts: list[BrowserContext] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self) -> None:
        """Start the server, and wait until it says that it serves."""
        self._server = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "snogmarry", "serve", str(self.room.path), "--port", str(self.port)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            env={**os.environ, "XDG_STATE_HOME": str(self.room.path.parent / "state")},
        )
        pid = self._server.pid
        await self.until(lambda: (now := serving(self.room.scratch)) is not None and now.pid == pid)
        await self.until(lambda: bool(self.room.state.code))

    async def kill(self) -> None:
        """End the server as a crash would."""
        assert self._server is not None
        self._server.kill()
        await self._server.wait()
        self._server = None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds in the room."""
        changed = asyncio.Event()
        unwatch = self.room.watch(lambda _: changed.set())
        try:
            async with asyncio.timeout(20):
                while not holds():
                    await changed.wait()
                    changed.clear()
        finally:
            unwatch()

    async def do(self, *commands: Command) -> None:
        """The facilitator acts."""
        for command in commands:
            await self.room.do(command)

    async def opened(self, url: str, **options: object) -> Page:
        """A phone with a browser of its own, at an address."""
        settings = {"viewport": PHONE, "has_touch": True, **options}
        context = await self.browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = await context.new_page()
        self.watch(page)
        await page.goto(url)
        return page

    def watch(self, page: Page) -> None:
        """Note what goes wrong in a page."""
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    def _hear(self, line: str) -> None:
        if "Content Security Policy" in line or "Uncaught" in line:
            self.faults.append(line)

    async def joins(
        self,
        group: str = "",
        name: str = "",
        *,
        whole: bool = False,
        url: str = "",
        **options: object,
    ) -> Page:
        """A phone joins a group, as people do."""
        page = await self.opened(f"{url or self.url}/j", **options)
        await page.get_by_label("Code on the screen").fill(spaced(self.room.state.code).lower())
        if group:
            await page.get_by_role("radio", name=group).check()
        await page.get_by_label("Your name").fill(name)
        if whole:
            await page.get_by_label("This phone answers for the whole group").check()
        await page.get_by_role("button", name="Join").click()
        await page.get_by_text("Your personal code is").wait_for()
        return page

    def named(self, name: str) -> Participant:
        """The participant of that name."""
        found = self.room.state.participants.values()
        return next(one for one in found if one.name == name)

    @property
    def run(self) -> int:
        """The current run."""
        assert self.room.state.current is not None
        return self.room.state.current

    def given(self) -> list[Response]:
        """What was given in the current run."""
        return list(self.room.state.responses_in(self.run))

    async def has(self, *words: str) -> None:
        """Wait until these are the answers of the current run, and no others."""
        try:
            await self.until(lambda: texts(self.given()) == list(words))
        except TimeoutError:
            raise AssertionError(f"{texts(self.given())} and not {list(words)}") from None

    async def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts:
            await context.close()
        if self._server is not None:
            await self.kill()
        await self.room.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def texts(responses: list[Response]) -> list[str]:
    """The newest words of each response."""
    return [str(response.latest.answer.text) for response in responses]


async def make(folder: Path, browser: Browser, scenario: Scenario, lessons: LessonList) -> Venue:
    """A venue for a scenario, with the server running."""
    room = await Room.create(folder / "evening.snog", scenario, lessons)
    venue = Venue(room, browser)
    await venue.serve()
    return venue
