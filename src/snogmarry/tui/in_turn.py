"""Keys in turn: each is handed on once the one before has done what it does.

Textual gives a key to what has the focus when it comes in. What is typed while a field is left or a
form opens would land in the field before, or be taken for commands of the screen beneath.
"""

from __future__ import annotations

from collections import deque

from textual.app import App, ScreenStackError
from textual.events import Event, Key, MouseDown, MouseUp, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

_AGAIN = 0.5
"""Seconds until it is asked again, as what is taken off the screen in between does not answer."""
_ROUNDS = 3
"""How often it is asked: what a key does may be done by messages that it sends, and by theirs."""


class Settled(Message):
    """Comes up to the app by the way of the last key, behind it."""

    def __init__(self, before: Event, asked: MessagePump, rounds: int) -> None:
        """`before`: what waits for it; `rounds`: how many are left, this one too."""
        super().__init__()
        self.before = before
        self.asked = asked
        self.rounds = rounds


class InTurn(App[int]):
    """An app that may be typed into faster than it follows: all comes where it was meant to."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Event] = deque()
        self._again: Timer | None = None

    async def on_event(self, event: Event) -> None:
        """Keep what is typed until its turn, and clicks behind it; all else goes its way."""
        typed = isinstance(event, Key | Paste)
        clicked = isinstance(event, MouseDown | MouseUp) and bool(self._waiting)
        if not (typed or clicked) or event.is_forwarded:
            await super().on_event(event)
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            self._begin()

    async def on_settled(self, settled: Settled) -> None:
        """Hand on the next, once what would have it has heard all before it."""
        if not self._waiting or settled.before is not self._waiting[0]:
            return
        rounds = settled.rounds - 1 if settled.asked is self._next() else _ROUNDS
        if rounds:
            self._ask(rounds)
            return
        event = self._waiting.popleft()
        try:
            await super().on_event(event)
        finally:
            self._begin()

    def _begin(self) -> None:
        if self._again is not None:
            self._again.stop()
            self._again = None
        if self._waiting:
            self._again = self.set_timer(_AGAIN, self._begin)
            self._ask(_ROUNDS)

    def _ask(self, rounds: int) -> None:
        asked = self._next()
        asked.post_message(Settled(self._waiting[0], asked, rounds))

    def _next(self) -> MessagePump:
        try:
            return self.focused or self.screen
        except ScreenStackError:
            return self
