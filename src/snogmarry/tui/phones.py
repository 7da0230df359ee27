"""What this window knows of the phones of its room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from snogmarry.journal.errors import JournalError
from snogmarry.journal.protocol import Scratch
from snogmarry.phones import addresses, invitation, presence, serving
from snogmarry.phones.addresses import ONLY_HERE, Reach
from snogmarry.phones.invitation import Invitation
from snogmarry.phones.presence import NOBODY, Presence
from snogmarry.phones.serving import Held
from snogmarry.phones.upkeep import Upkeep
from snogmarry.room import Room, RoomClosed
from snogmarry.tui.words import MINUTE

AROUND = 5.0
"""Seconds between two looks at this machine's addresses."""
HELD_UP: dict[Held, str] = {
    "": "",
    "one": "Wrong codes from one address: it has to wait a minute. Others can join.",
    "all": "Wrong codes: nobody can join now. Who is in goes on. shift+p, c: new code",
}
"""What to say while wrong codes are tried."""
NOBODY_YET = "Nobody has joined yet. Shift+w says what to try."


@dataclass(frozen=True, slots=True)
class Serve:
    """How phones are served: the address that they are given (None: the best) and the port.

    Without a port it is the one that the session had last.
    """

    host: str | None = None
    port: int | None = None


@dataclass(frozen=True, slots=True)
class There:
    """How many have joined, and how many of them are connected now."""

    joined: int
    connected: int

    @property
    def line(self) -> str:
        return f"{self.joined} joined, {self.connected} connected"

    @property
    def short(self) -> str:
        return f"{self.connected} of {self.joined} phones"


class Phones:
    """The server that is looked after from here, if any; the way to join; who is there."""

    def __init__(self, room: Room, serve: Serve | None, changed: Callable[[], object]) -> None:
        """Nothing is started before `begin`. `changed` is called when addresses have changed."""
        self.room = room
        self._changed = changed
        self.serve = serve
        self.upkeep = None if serve is None else Upkeep(room, serve.port)
        self.reach: Reach | None = None
        """The addresses of this machine; None before the first look."""
        self._tasks: list[asyncio.Task[None]] = []
        self._served: int | None = None
        """Since when the server lives, session time."""
        self._read: tuple[Scratch | None, Presence] | None = None

    # What goes on beside the screens

    def begin(self) -> None:
        """Look after the server, and at the addresses, from now on."""
        works: list[Coroutine[Any, Any, None]] = [self._look_around()]
        if self.upkeep is not None:
            works.append(self.upkeep.run())
        self._tasks = [asyncio.create_task(work) for work in works]

    def end(self) -> None:
        """Look no more. The server goes on."""
        for task in self._tasks:
            task.cancel()

    def call(self) -> None:
        """Let phones in from now on, even though the steps are over."""
        if self.upkeep is not None:
            self.upkeep.called = True

    async def leave(self) -> None:
        """The program is left in good order: so is the server, unless another desk is there."""
        if self.upkeep is not None:
            await self.upkeep.leave()

    async def _look_around(self) -> None:
        if self.serve is not None and self.serve.host is not None:
            with suppress(RoomClosed, JournalError):
                await self.room.jot(serving.HOST, self.serve.host)
        while True:
            reach = await asyncio.to_thread(addresses.look)
            if reach != self.reach:
                self.reach = reach
                self._changed()
            await asyncio.sleep(AROUND)

    # What screens show

    @property
    def on(self) -> bool:
        """Whether phones have a part in this session."""
        return self.upkeep is not None or self.living or bool(self.room.state.participants)

    @property
    def living(self) -> bool:
        """Whether the server lives; not once the session is lost, of which nothing is known."""
        if self.room.failed is not None:
            return False
        if self.upkeep is not None:
            return self.upkeep.living
        here = "server" in self.room.attended_elsewhere
        return here and serving.serving(self.room.scratch) is not None

    @property
    def invitation(self) -> Invitation | None:
        """How to join, if phones can."""
        if not self.living or self.reach is None:
            return None
        return invitation.invitation(self.room.state, self.room.scratch, self.reach)

    @property
    def on_stage(self) -> Invitation | None:
        """How to join, while the stage is to show that over all else."""
        return self.invitation if serving.is_on_stage(self.room.scratch) else None

    @property
    def presence(self) -> Presence:
        """Who is connected and who writes."""
        if not self.living:
            return NOBODY
        entry = self.room.scratch.get(presence.NAME)
        if self._read is None or self._read[0] is not entry:
            self._read = entry, presence.presence(self.room.scratch)
        return self._read[1]

    @property
    def there(self) -> There:
        """How many are there in all."""
        members = self.room.state.members.values()
        return self._count(frozenset().union(*members))

    def there_in(self, group: int) -> There:
        """How many are there of a group."""
        return self._count(self.room.state.members.get(group, frozenset()))

    def _count(self, members: AbstractSet[int]) -> There:
        return There(len(members), len(self.presence.connected & members))

    @property
    def trouble(self) -> str:
        """Why phones cannot join, and what to do, in a line; empty if they can."""
        if self.upkeep is not None and self.upkeep.trouble:
            return self.upkeep.trouble
        way = self.invitation
        if way is not None and not way.reaches:
            return f"{ONLY_HERE} Join a network, or make a hotspot on this laptop."
        return ""

    @property
    def never(self) -> bool:
        """Whether no phone is served, nor will be."""
        return self.upkeep is None and not self.living

    @property
    def unserved(self) -> str:
        """Why no phone is served now, in a line; empty if they are."""
        if self.trouble:
            return self.trouble
        if self.room.failed is not None:
            return "Phones are served no more. They keep what is written on them."
        if self.living:
            return ""
        if self.upkeep is None:
            return "Phones are not served (--no-phones)."
        return "Phones: getting ready …" if self.upkeep.due else "Phones are not served now."

    @property
    def lost_by_leaving(self) -> str | None:
        """What phones could read no more if this window closed after the steps; None: nothing."""
        elsewhere = "desk" in self.room.attended_elsewhere
        joined = self.there.joined
        if elsewhere or not (self.living and self.room.state.summary_shared and joined):
            return None
        phones = "1 phone" if joined == 1 else f"All {joined} phones"
        return f"{phones} can read the summary only while this program is open. It is kept here."

    @property
    def word(self) -> str:
        """What the facilitator should know about joining; empty if all is as usual."""
        if self.trouble or not self.on:
            return self.trouble
        if self.unserved:
            return self.unserved
        if not self.room.state.joining:
            return "Joining is closed."
        held = HELD_UP[serving.held(self.room.scratch)]
        if held:
            return held
        return NOBODY_YET if self._nobody_came() else ""

    def _nobody_came(self) -> bool:
        now = self.room.now()
        if self._served is None:
            self._served = now
        typed = self.room.state.responses or self.room.state.hands
        return not (typed or self.there.joined) and now - self._served >= MINUTE

    @property
    def address(self) -> str:
        """The address that phones are given, what it is, and how many there are to choose from."""
        if self.reach is None:
            return ""
        given = invitation.given(self.room.scratch, self.reach)
        kind = f", {given.kind}" if given.kind else ""
        others = len(self.reach.addresses)
        return f"{given.host}{kind}{f' (of {others})' if others > 1 else ''}"

    @property
    def served_at(self) -> tuple[int, str | None]:
        """The port, and the address that was chosen, if one was."""
        said = serving.serving(self.room.scratch)
        wanted = None if self.serve is None else self.serve.port
        port = said.port if said is not None and self.living else None
        port = port or serving.port(self.room.scratch, wanted)
        return port, serving.host(self.room.scratch)

    async def give_another_address(self) -> str:
        """Give phones the next address of this machine; say which, or why there is no other."""
        if self.reach is None or len(self.reach.addresses) < 2:
            return "This machine has no other address that phones can reach."
        await self.room.jot(serving.HOST, invitation.after(self.room.scratch, self.reach))
        return f"Phones are given {self.address}. The QR code has changed with it."

    async def show_on_stage(self, shown: bool) -> None:
        """Have the stage show how to join over all else, in every window; or no more."""
        await self.room.jot(serving.ON_STAGE, "" if shown else None)
