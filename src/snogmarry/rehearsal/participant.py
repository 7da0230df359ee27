"""A simulated participant: does with a phone what was decided."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from snogmarry.rehearsal import deciding
from snogmarry.rehearsal.browser import Browser
from snogmarry.rehearsal.deciding import Act, Person, Setting
from snogmarry.rehearsal.phone import Phone
from snogmarry.rehearsal.prompt import Prompt, read
from snogmarry.rehearsal.words import Examples, fill

_DRAWS = 5
"""How often it is tried to find another answer than the one before."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What everybody who is in the room can see."""

    code: Callable[[], str]
    """The code on the screen."""
    table: Callable[[int], int]
    """How many people have come to a group."""


class Participant:
    """Somebody in the room, with a phone."""

    def __init__(
        self,
        person: Person,
        setting: Setting,
        examples: Examples,
        browser: Browser,
        sight: Sight,
    ) -> None:
        self._person, self._seed, self._speed = person, setting.seed, setting.speed
        self._examples, self._sight = examples, sight
        self.phone = Phone(
            browser,
            deciding.chance(setting.seed, person.number, "phone"),
            self._hear,
            sight.code,
            name=person.name,
            whole=person.whole,
        )
        self._left = 0
        self._side, self._group = "", 0
        self._ours: dict[str, Any] = {}
        self._pen: int | None = None
        """The version of the draft since this phone took the pen."""
        self._runs: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def live(self) -> None:
        """Come, and take part until cancelled."""
        await self._pass(self._person.arrives)
        try:
            await self.phone.live()
        finally:
            self.sit_back()

    def sit_back(self) -> None:
        """Begin nothing more."""
        for task in self._tasks:
            task.cancel()

    # What the phone shows

    def _hear(self, event: str, data: dict[str, Any]) -> None:
        if event == "clock":
            self._left = data.get("left") or 0
        elif event == "ours":
            self._ours = data
        elif event == "region" and data["name"] == "card":
            self._side, _, group = data["key"].rpartition("-")
            self._group = int(group)
        elif event == "region" and data["name"] == "prompt":
            self._see(read(data["html"]))

    def _see(self, prompt: Prompt | None) -> None:
        if prompt is not None and prompt.run not in self._runs:
            self._runs.add(prompt.run)
            self._pen = None
            self._begin(self._take_part(prompt, self._left))

    # What is done about it

    async def _take_part(self, prompt: Prompt, left: int) -> None:
        gone = 0
        for act in deciding.plan(self._seed, self._person, prompt, left):
            await self._pass(act.at - gone)
            gone = act.at
            await self._do(prompt, act)

    async def _do(self, prompt: Prompt, act: Act) -> None:
        match act.deed:
            case "write":
                await self.phone.tell("/writing", (("run", str(prompt.run)),))
            case "take":
                if self._ours.get("holder") is None:
                    await self._change_draft(prompt, ("take", "yes"))
            case "draft":
                if self._pen is not None:
                    await self._change_draft(prompt, ("text", "Sorry for the notice. It"))
            case "leave" | "lose":
                self._begin(self._be_away(act))
            case "step in":
                if not self._ours.get("versions"):
                    self._answer(prompt, act.text)
            case _:
                self._answer(prompt, act.text, twice=act.deed == "twice")

    async def _change_draft(self, prompt: Prompt, change: tuple[str, str]) -> None:
        version = self._ours.get("version", 0) if self._pen is None else self._pen
        fields = (("run", str(prompt.run)), ("version", str(version)), change)
        reply = await self.phone.tell("/pen", fields)
        self._pen = None
        if reply is not None and reply.status == 200:
            with suppress(ValueError):
                self._pen = reply.values["version"]

    def _answer(self, prompt: Prompt, text: int, *, twice: bool = False) -> None:
        examples = self._examples.of(prompt, self._side)
        fields: tuple[tuple[str, str], ...] = ()
        for draw in range(_DRAWS):
            random = deciding.draw(self._seed, self._person, prompt, text * _DRAWS + draw)
            fields = fill(prompt, random, examples, max(1, self._sight.table(self._group)))
            if not any(
                sent.run == prompt.run and sent.fields == fields for sent in self.phone.sent
            ):
                break
        told = (("seen", str(self._ours.get("versions", 0))),) if prompt.by == "group" else ()
        self.phone.send(prompt.action, prompt.run, fields, told, twice=twice)

    async def _be_away(self, act: Act) -> None:
        self.phone.leave()
        try:
            await self._pass(act.lasts)
        finally:
            self.phone.find_network()
        if act.deed == "lose":
            await self.phone.return_by_code()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pass(self, ms: int) -> None:
        """Let session time pass."""
        await asyncio.sleep(ms / 1_000 / self._speed)
