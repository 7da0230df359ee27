"""One server for a room's phones, kept alive by the desk and never waited for."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from snogmarry.journal.errors import JournalError
from snogmarry.phones import serving
from snogmarry.phones.findings import beside
from snogmarry.room import Room, RoomClosed
from snogmarry.session.state import Session

LOG = logging.getLogger("snogmarry")

PROGRAM = (sys.executable, "-P", "-m", "snogmarry", "serve")
"""What is started. `-P`: whatever lies in the folder where the desk was opened is not imported."""

LOOK = 0.5
"""Seconds between two looks."""
FIRST, MOST = 1.0, 30.0
"""Seconds until a server that ended is started again, the first time and at most."""
PROVEN = 60.0
"""Seconds of life after which an earlier end counts no more."""
SLOW = 15.0
"""Seconds in which a server should have come up."""
FRESH = 24 * 3_600_000
"""Ms after the last step within which phones may still bring what they hold."""


def wanted(session: Session, wall: int) -> bool:
    """Whether phones may have something to do in the session, at that UTC ms.

    Once the steps are over they still bring answers that were written out of reach, show the
    end, and the summary for as long as it is shared; but a session that is opened the week after
    to be exported needs no open port.
    """
    if session.phase != "debrief" or session.summary_shared:
        return True
    run = session.run
    return bool(session.participants) and run is not None and wall - run.started_wall < FRESH


def launch(program: Sequence[str], session: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server apart from this terminal, so that it outlives the desk. Raises OSError."""
    command = [*program, str(session.resolve()), "--port", str(port)]
    nowhere = subprocess.DEVNULL
    if sys.platform == "win32":
        apart = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(  # noqa: S603
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, creationflags=apart
        )
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )


@dataclass
class Upkeep:
    """Sees to it that one server of the room's phones lives for as long as a desk does."""

    room: Room
    wanted_port: int | None = None
    """The port to serve on; None: the one that the session had last."""
    program: Sequence[str] = PROGRAM
    trouble: str = ""
    """Why phones cannot join, in one line with what to do; empty while all is well."""
    called: bool = False
    """The facilitator lets phones in, whether or not the steps are over."""
    process: subprocess.Popen[bytes] | None = None
    _dead: int | None = None
    """The pid of the last server of ours that ended; it may look alive for seconds more."""
    _ends: int = 0
    """Ends in a row."""
    _next: float = 0.0
    """When a server may be started."""
    _since: float = 0.0
    """When ours was started."""
    _before: int = 0
    """The version of what servers had said of themselves when ours was started."""
    _left: bool = False
    _claim: int | None = None
    """The version of the last saying of any desk that it starts a server."""

    @property
    def port(self) -> int:
        """The port that a server is started with."""
        return serving.port(self.room.scratch, self.wanted_port)

    @property
    def living(self) -> bool:
        """Whether a server attends the room."""
        said = serving.serving(self.room.scratch)
        here = "server" in self.room.attended_elsewhere
        return here and said is not None and said.pid != self._dead

    @property
    def due(self) -> bool:
        """Whether a server is to live now."""
        return self.called or wanted(self.room.state, round(time.time() * 1_000))

    async def run(self) -> None:
        """Look after the server until cancelled, or until the room closes."""
        while self.room.failed is None and not self._left:
            try:
                await self.look(time.monotonic())
            except RoomClosed:
                return
            except JournalError as error:  # busy: the next look is soon
                LOG.warning("phones' server: %s", type(error).__name__)
            await asyncio.sleep(LOOK)

    async def look(self, now: float) -> None:
        """See how the server is at that second, and start one if it is time to."""
        self._heed_others(now)
        status = None if self.process is None else self.process.poll()
        if status is not None:
            self._note_end(status, now)
        if self.living:
            await self._note_life(now)
        elif self.process is not None:
            if now - self._since > SLOW:
                self.trouble = "The phones' server does not answer. Others can go on; so can you."
        elif now >= self._next and self.due:
            await self._start(now)

    async def leave(self) -> None:
        """Ask the server to end once no desk is there; another desk may take that back."""
        self._left = True
        said = serving.serving(self.room.scratch)
        pid = said.pid if said is not None and self.living else None
        if pid is None and self.process is not None:
            pid = self.process.pid  # it comes up, and will find that it is not wanted
        if pid is not None:
            with suppress(RoomClosed, JournalError):
                await self.room.jot(serving.STOP, str(pid))

    def _heed_others(self, now: float) -> None:
        """While another desk's server comes up, none is started here."""
        claim = self._version(serving.START)
        if claim != self._claim:
            # What stood there at the opening may be a week old.
            if self._claim is not None:
                self._next = max(self._next, now + SLOW)
            self._claim = claim

    async def _note_life(self, now: float) -> None:
        if now - self._since > PROVEN:
            self._ends = 0
        said = serving.serving(self.room.scratch)
        if said is None:
            return
        self.trouble = said.failed
        if serving.asked_to_stop(self.room.scratch, said.pid) and not self._left:
            await self.room.jot(serving.STOP, None)  # the desk that asked was not the last

    def _note_end(self, status: int, now: float) -> None:
        assert self.process is not None  # noqa: S101 - it has ended
        self._dead, self.process = self.process.pid, None
        self._fail(now)
        said = serving.serving(self.room.scratch)
        if self._version(serving.SERVER) > self._before and said is not None and said.failed:
            self.trouble = f"{said.failed} {self._remedy}"
        else:
            self.trouble = f"The phones' server ended ({status}). It is started again by itself."

    def _fail(self, now: float) -> None:
        self._ends += 1
        self._next = now + min(MOST, FIRST * 2.0 ** (self._ends - 1))

    @property
    def _remedy(self) -> str:
        another = f"snogmarry resume --port {beside(self.port)}"
        return f"Close that program, or quit and use another port: {another}"

    def _version(self, name: str) -> int:
        entry = self.room.scratch.get(name)
        return 0 if entry is None else entry.version

    async def _start(self, now: float) -> None:
        claimed = await self.room.jot(
            serving.START, str(self.port), expected=self._version(serving.START)
        )
        if not claimed.taken:
            return
        self._claim, self._since, self._before = (
            claimed.now.version,
            now,
            self._version(serving.SERVER),
        )
        # The system may give the pid that was once asked to end to the server that is started.
        await self.room.jot(serving.STOP, None)
        try:
            # Not in a thread: cancelled meanwhile, it would leave a server that nobody knows of.
            self.process = launch(self.program, self.room.path, self.port)
        except OSError as error:
            self._fail(now)
            self.trouble = f"The phones' server could not be started: {error.strerror}."
