"""The actions that help phones to join, on every screen of a session."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from snogmarry.journal.errors import JournalError
from snogmarry.phones import findings, probe, serving
from snogmarry.room import RoomClosed
from snogmarry.text import clean
from snogmarry.tui import notices
from snogmarry.tui.room_screen import RoomScreen

T = TypeVar("T")


class HelpsToJoin(RoomScreen[T]):
    """Shows the way, and what may be in it."""

    async def action_show_joining(self) -> None:
        """Put the QR code over the stage, in every window, or take it away."""
        shown = serving.is_on_stage(self.room.scratch)
        if not shown and self.phones.invitation is None:
            why = self.phones.word or "Phones cannot join now."
            notices.say(self.app, why, "refused")
            return
        await self.put_on_stage(shown=not shown)
        if self.place == "desk":
            line = (
                "The stage is back." if shown else "The stage shows the QR code; Q takes it away."
            )
            notices.say(self.app, line)

    async def put_on_stage(self, *, shown: bool) -> None:
        """Have every stage show the QR code, or no more."""
        try:
            await self.phones.show_on_stage(shown)
        except (JournalError, RoomClosed) as error:
            notices.say(self.app, str(error), "failed")

    async def give_another_address(self) -> None:
        """Give phones another address of this machine."""
        try:
            line = await self.phones.give_another_address()
        except (JournalError, RoomClosed) as error:
            notices.say(self.app, str(error), "failed")
        else:
            notices.say(self.app, line)

    def action_what_to_try(self) -> None:
        """Look at network and port, and say what to try; that takes some seconds."""
        notices.say(self.app, "Looking at the network …")
        self.run_worker(self._look_at_network(), exclusive=True, exit_on_error=False)

    async def _look_at_network(self) -> None:
        from snogmarry.tui.screens.reading import ReadingScreen

        port, host = self.phones.served_at
        facts = await asyncio.to_thread(probe.look, port, host)
        found = findings.lines(findings.findings(facts))
        trouble = [self.phones.trouble, ""] if self.phones.trouble else []
        lines = [*trouble, *found, "", *findings.WHEN_PHONES_CANNOT_REACH_IT]
        text = clean("\n".join(lines))
        self.app.push_screen(ReadingScreen("When phones cannot join", text))
