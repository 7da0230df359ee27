"""A simulated phone: it joins, follows, sends until what it sent is kept, and comes back."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from snogmarry.phones.code import ALPHABET
from snogmarry.rehearsal.browser import Browser, Heard, Reply

LOST = (OSError, TimeoutError)
"""What a network does that is not there."""
Fields = tuple[tuple[str, str], ...]
_PERSONAL = re.compile(rf"\b([{ALPHABET}]{{4}}) ([{ALPHABET}]{{4}})\b")
_FILES = re.compile(r'"(/static/[^"]+)"')


@dataclass(slots=True)
class Sent:
    """Something that was sent, and what became of it."""

    action: str
    run: int
    fields: Fields
    """What somebody filled in."""
    told: Fields
    """What the page adds of itself."""
    key: str
    twice: bool = False
    """Sent once more after it was kept, as if the acknowledgement had been lost."""
    tries: int = 0
    kept: str = ""
    """How it was acknowledged: `kept`, `late` or `beside`; empty: it was not."""
    ref: str = ""
    """What it became part of; empty where it said no more than what stood already."""
    took: float = 0.0
    """Seconds from the first try to the acknowledgement."""
    refused: str = ""
    """Why it was not taken."""


@dataclass(slots=True)
class Phone:
    """One phone. `random` is its chance: of keys, and of how long it waits between two tries."""

    browser: Browser
    random: Random
    heard: Heard
    code: Callable[[], str]
    """The code on the screen, as it stands when it is typed."""
    name: str = ""
    group: str = "any"
    whole: bool = False
    joined: bool = False
    following: bool = False
    connections: int = 0
    """How often it began to follow."""
    returns: int = 0
    """How often it came back with the personal code."""
    joining: float = 0.0
    """Seconds that joining took, pages and files included."""
    sent: list[Sent] = field(default_factory=list)
    personal: str = ""
    _counter: int = 0
    _there: asyncio.Event = field(default_factory=asyncio.Event)
    _outbox: asyncio.Queue[Sent] = field(default_factory=asyncio.Queue)

    async def live(self) -> None:
        """Join, then follow and send, until cancelled."""
        self._there.set()
        await self.join()
        async with asyncio.TaskGroup() as both:
            both.create_task(self._follow())
            both.create_task(self._deliver())

    async def join(self) -> None:
        """Join as somebody new, as often as it takes."""
        begun = time.perf_counter()
        for wait in self._waits():
            with suppress(*LOST):
                self.joined = await self._try_to_join()
            if self.joined:
                break
            await asyncio.sleep(wait)
        self.joining = time.perf_counter() - begun

    async def _try_to_join(self) -> bool:
        code = self.code()
        await self.browser.get(f"/j/{code}")
        fields = [("code", code), ("group", self.group), ("name", self.name)]
        if self.whole:
            fields.append(("whole", "yes"))
        reply = await self.browser.post("/join", fields, script=False)
        return reply.status == 303 and await self._look_at_page()

    async def _look_at_page(self) -> bool:
        page = await self.browser.get("/")
        if page.status != 200:
            return False
        found = _PERSONAL.findall(page.text)
        self.personal = "".join(found[-1]) if found else ""
        for file in sorted(set(_FILES.findall(page.text))):
            await self.browser.get(file)
        return True

    async def _follow(self) -> None:
        waits = self._waits()
        while True:
            await self._there.wait()
            before = self.connections
            with suppress(*LOST):
                await self.browser.follow("/stream", self._hear)
            self.following = False
            if self.connections > before:
                waits = self._waits()
            await asyncio.sleep(next(waits))

    def _hear(self, event: str, data: dict[str, Any]) -> None:
        if not self.following:
            self.following = True
            self.connections += 1
        self.heard(event, data)

    def _waits(self) -> Iterator[float]:
        """Seconds between tries: longer and longer, and not the same for all phones."""
        wait = 0.2
        while True:
            yield wait * self.random.uniform(0.5, 1.5)
            wait = min(wait * 1.7, 5.0)

    # Being away

    def leave(self) -> None:
        """Have no network any more."""
        self._there.clear()
        self.browser.drop()

    def find_network(self) -> None:
        """Have network again."""
        self._there.set()

    async def return_by_code(self) -> None:
        """Come back as a phone that remembers nothing, by the personal code."""
        known, self.browser.cookies = self.browser.cookies, {}
        self.browser.drop()
        with suppress(*LOST):
            reply = await self.browser.post("/back", [("personal", self.personal)], script=False)
            if reply.status == 303 and await self._look_at_page():
                self.returns += 1
                return
        self.browser.cookies = known

    # Sending

    def send(
        self, action: str, run: int, fields: Fields, told: Fields = (), *, twice: bool = False
    ) -> Sent:
        """Put something into the outbox, from where it goes until it is kept."""
        sent = self.note(action, run, fields, told)
        sent.twice = twice
        self._outbox.put_nowait(sent)
        return sent

    def note(self, action: str, run: int, fields: Fields, told: Fields = ()) -> Sent:
        """Give something a key of its own, as the outbox does."""
        self._counter += 1
        key = f"{self.random.getrandbits(128):032x}"
        head = (("run", str(run)), ("key", key), ("counter", str(self._counter)))
        sent = Sent(action, run, fields, (*head, *told), key)
        self.sent.append(sent)
        return sent

    async def empty_outbox(self) -> None:
        """Wait until everything is kept or refused."""
        await self._outbox.join()

    async def tell(self, action: str, fields: Fields) -> Reply | None:
        """Send what need not arrive; None if it did not."""
        if self._there.is_set():
            with suppress(*LOST):
                return await self.browser.post(action, fields)
        return None

    async def _deliver(self) -> None:
        while True:
            sent = await self._outbox.get()
            await self._there.wait()
            begun = time.perf_counter()
            for wait in self._waits():
                await self._there.wait()
                if await self.attempt(sent):
                    break
                await asyncio.sleep(wait)
            sent.took = time.perf_counter() - begun
            if sent.twice:
                await self.attempt(sent)
            self._outbox.task_done()

    async def attempt(self, sent: Sent) -> bool:
        """Send it once; whether that settled it."""
        sent.tries += 1
        try:
            reply = await self.browser.post(sent.action, (*sent.told, *sent.fields))
            values = reply.values
        except (*LOST, ValueError):
            return False
        if reply.status == 200:
            sent.kept, sent.ref = values.get("said", ""), values.get("ref", "")
        elif reply.status not in {401, 429} and reply.status < 500:
            sent.refused = str(values.get("line", reply.status))
        return bool(sent.kept or sent.refused)
