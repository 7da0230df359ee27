"""Keys in turn: each is handed on once the one before has done all that it does.

Textual gives a key to what has the focus when it comes in. What is typed while a field is left or a
form opens would land in the field before, or be taken for commands of the screen beneath.
"""

from __future__ import annotations

from collections import deque

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

_AGAIN = 0.5
"""Seconds until it is asked again, as what is taken off the screen in between does not answer."""


class Settled(Message):
    """Comes up to the app by the way of the last key, behind it."""


class InTurn(App[int]):
    """An app that is typed into faster than it follows, and loses nothing of the order."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Key | Paste] = deque()
        self._asked: MessagePump | None = None
        self._last: Settled | None = None
        self._again: Timer | None = None

    async def on_event(self, event: Event) -> None:
        """Keep what is typed until its turn; all else goes its way."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if len(self._typed) == 1:
            self._ask()

    async def on_settled(self, settled: Settled) -> None:
        """Hand on the next, if what would have it has heard all before it."""
        if settled is not self._last:
            return
        if self._asked is not self._next():
            self._ask()
            return
        self._last = None
        if self._again is not None:
            self._again.stop()
        await super().on_event(self._typed.popleft())
        if self._typed:
            self._ask()

    def _next(self) -> MessagePump:
        return self.focused or self.screen

    def _ask(self) -> None:
        if self._again is not None:
            self._again.stop()
        self._asked, self._last = self._next(), Settled()
        self._asked.post_message(self._last)
        self._again = self.set_timer(_AGAIN, self._ask)
