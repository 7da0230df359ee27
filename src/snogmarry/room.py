"""A live session: state and journal. The only way to make anything happen."""

from __future__ import annotations

import asyncio
import contextvars
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from snogmarry.clock import Clock, SystemClock
from snogmarry.journal.codec import redacted
from snogmarry.journal.errors import JournalError
from snogmarry.journal.protocol import Jotted, Jotting, Journal, Kind, Scratch
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.journal.wishes import Carried, Delivery, Jot, Purge, Waiting, Wish
from snogmarry.journal.writer import Writer
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.commands import Command, OpenSession, Redact
from snogmarry.session.events import Recorded, Redacted
from snogmarry.session.fold import fold, folded
from snogmarry.session.state import Session
from snogmarry.session.timing import session_time

_PATIENCE = 10.0
"""Seconds that closing waits for another process to give the journal up."""

Watcher = Callable[[Carried], None]


class RoomClosed(Exception):
    """The room takes no more commands; says why in one line."""


class Room:
    """A session that is open in this process. Used from one event loop."""

    def __init__(self, path: Path, clock: Clock, *, read_only: bool) -> None:
        """Use `create` or `open` instead."""
        self.path = path
        self.state = Session()
        """All that is committed. Changes only on the event loop."""
        self.scratch: dict[str, Scratch] = {}
        """What processes share and is no history, by name. Changes only on the event loop."""
        self.events: list[Recorded] = []
        """What the state is a fold of, in order, without the words that were redacted."""
        self.failed: str | None = None
        """Why nothing more is accepted, in one line; None while all is well."""
        self.attended_elsewhere: list[Kind] = []
        """What the other processes are that keep the session alive."""
        self.read_only = read_only
        self._clock = clock
        self._boot = clock.boot()
        self._loop = asyncio.get_running_loop()
        self._wishes: Waiting = queue.SimpleQueue()
        self._watchers: dict[object, tuple[Watcher, contextvars.Context]] = {}
        self._awaited: set[asyncio.Future[Any]] = set()
        self._started: asyncio.Future[None] = self._loop.create_future()
        self._closing = False
        self._closed = asyncio.Event()

    @classmethod
    async def create(
        cls,
        path: Path,
        scenario: Scenario,
        lessons: LessonList,
        *,
        clock: Clock | None = None,
        speed: float = 1.0,
    ) -> Room:
        """Make a session file and attend the session. Raises `JournalError`.

        `speed`: how much faster than real time the session runs, for as long as there is one.
        """
        room = cls(path, clock or SystemClock(), read_only=False)
        opening = OpenSession(path.stem, scenario, lessons, speed)
        await room._start(lambda: SqliteJournal.create(path), "desk", opening)
        return room

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        kind: Kind = "desk",
        read_only: bool = False,
    ) -> Room:
        """Open a session file; attend the session unless `read_only`. Raises `JournalError`."""
        room = cls(path, clock or SystemClock(), read_only=read_only)
        await room._start(lambda: SqliteJournal.open(path, read_only=read_only), kind, None)
        return room

    def now(self) -> int:
        """Session time, ms."""
        now = session_time(self.state, self._boot, self._clock.monotonic())
        return self.state.at if now is None else now

    async def do(self, command: Command) -> Carried:
        """Carry out a command; once this returns it is on the disk and in `state`.

        Raises `Refused`, `JournalError` if it could not be kept, or `RoomClosed`.
        """
        self._check_open()
        wall = round(self._clock.wall().timestamp() * 1_000)
        answer: asyncio.Future[Carried] = self._answer()
        self._wishes.put(Wish(command, self._clock.monotonic(), wall, answer))
        return await answer

    async def redact(self, ref: str) -> Carried:
        """Remove the words of `ref`; returns once no byte of them is left in the session's files.

        Raises as `do` does.
        """
        carried = await self.do(Redact(ref))
        self._check_open()
        gone: asyncio.Future[None] = self._answer()
        self._wishes.put(Purge(gone))
        await gone
        return carried

    async def jot(self, name: str, value: str | None, expected: int | None = None) -> Jotted:
        """Share a value under a name, or take it away; once this returns it is in `scratch`.

        With `expected`, only if that is the version that stands. Raises ValueError if it is too
        long, `JournalError` if it could not be kept, or `RoomClosed`.
        """
        jotting = Jotting(name, value, expected)
        self._check_open()
        answer: asyncio.Future[Jotted] = self._answer()
        self._wishes.put(Jot(jotting, answer))
        return await answer

    def watch(self, callback: Watcher) -> Callable[[], None]:
        """Call back, on the event loop, with events that have just become part of `state`.

        With none, something else changed: `scratch`, who else is there, or that the room failed.
        Gives what ends the watching.
        """
        key = object()
        self._watchers[key] = (callback, contextvars.copy_context())

        def unwatch() -> None:
            self._watchers.pop(key, None)

        return unwatch

    async def close(self) -> None:
        """Finish what was asked before, and let go of the session file."""
        self._leave()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), _PATIENCE)

    def _leave(self) -> None:
        if not self._closing:
            self._closing = True
            self._wishes.put(None)

    def _answer(self) -> asyncio.Future[Any]:
        answer: asyncio.Future[Any] = self._loop.create_future()
        self._awaited.add(answer)
        answer.add_done_callback(self._awaited.discard)
        return answer

    def _check_open(self) -> None:
        if self.failed is not None:
            raise RoomClosed(self.failed)
        if self._closing:
            raise RoomClosed("The session is closed in this window. Nothing was lost.")
        if self.read_only:
            raise RoomClosed("This window only shows the session. Use the facilitator's window.")

    # The thread

    async def _start(
        self, journal: Callable[[], Journal], kind: Kind, opening: OpenSession | None
    ) -> None:
        work = threading.Thread(
            target=self._work, args=(journal, kind, opening), name="journal", daemon=True
        )
        work.start()
        try:
            await self._started
        except asyncio.CancelledError:
            self._leave()
            raise

    def _work(
        self, open_journal: Callable[[], Journal], kind: Kind, opening: OpenSession | None
    ) -> None:
        attending = None if self.read_only else kind
        # Inside too, because a failure is told before closing, which may take its time.
        with self._telling(), _closing(open_journal()) as journal, self._telling():
            writer = Writer(journal, self._clock, attending, self._hand_over)
            events = writer.start(opening)
            self._on_loop(self._begin, events, folded(events))
            writer.run(self._wishes)
        self._on_loop(self._end)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell the room of a failure, which ends here."""
        try:
            yield
        except JournalError as error:
            self._on_loop(self._fail, error)
        except Exception as error:  # noqa: BLE001 - the room has to say that it stopped
            line = f"{self.path}: a fault in the program stopped the session ({error!r}). "
            self._on_loop(self._fail, RoomClosed(line + "All that was confirmed is kept."))

    def _on_loop(self, what: Callable[..., None], *args: object) -> None:
        with suppress(RuntimeError):  # the loop ended first: there is nobody left to tell
            self._loop.call_soon_threadsafe(what, *args)

    def _hand_over(self, delivery: Delivery) -> None:
        self._on_loop(self._receive, delivery)

    # On the event loop

    def _begin(self, events: list[Recorded], state: Session) -> None:
        self.events, self.state = events, state
        if not self._started.done():
            self._started.set_result(None)

    def _receive(self, delivery: Delivery) -> None:
        for recorded in delivery.news:
            self._add(recorded)
        if delivery.elsewhere is not None:
            self.attended_elsewhere = list(delivery.elsewhere)
        for entry in delivery.scratch:
            if entry.value is None:
                self.scratch.pop(entry.name, None)
            else:
                self.scratch[entry.name] = entry
        if delivery.news or delivery.scratch or delivery.elsewhere is not None:
            self._tell_watchers(delivery.news)
        for answer, outcome in (*delivery.answers, *delivery.jotted):
            if answer is not None:
                _settle(answer, outcome)
        for gone in delivery.purged:
            _settle(gone, None)

    def _add(self, recorded: Recorded) -> None:
        fold(self.state, recorded)
        self.events.append(recorded)
        if isinstance(recorded.event, Redacted):
            for seq in recorded.event.seqs:
                entry = self.events[seq - 1]
                self.events[seq - 1] = replace(entry, event=redacted(entry.event))

    def _tell_watchers(self, news: Carried) -> None:
        for key, (_, context) in self._watchers.items():
            # Each on its own, so that one that fails keeps no other from hearing.
            self._loop.call_soon(self._tell, key, news, context=context)

    def _tell(self, key: object, news: Carried) -> None:
        if key in self._watchers:
            self._watchers[key][0](news)

    def _fail(self, error: Exception) -> None:
        if not self._started.done():
            self._started.set_exception(error)
        elif self.failed is None:
            self.failed = str(error)
            self._tell_watchers(())
            self._settle_all(error)

    def _end(self) -> None:
        self._settle_all(RoomClosed("The session was closed before this could be kept."))
        self._closed.set()

    def _settle_all(self, reason: Exception) -> None:
        for answer in tuple(self._awaited):
            _settle(answer, reason)


def _settle(answer: asyncio.Future[Any], outcome: object) -> None:
    if answer.done():
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)


@contextmanager
def _closing(journal: Journal) -> Iterator[Journal]:
    try:
        yield journal
    finally:
        journal.close()
