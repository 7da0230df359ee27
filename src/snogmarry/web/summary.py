"""The summary, once the facilitator shares it: what the room was allowed to see, and no more."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import os
import re
import sys
import traceback
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from snogmarry.journal.reading import read_events
from snogmarry.report import beside as words_beside
from snogmarry.report import html, profiles
from snogmarry.report.finality import holds
from snogmarry.room import Room
from snogmarry.session.fold import folded
from snogmarry.web.forms import BadForm
from snogmarry.web.guard import policy

REST = 3.0
"""Seconds, at least, that nothing is tried after a page could not be made."""
_TOLD = 4_000
"""Characters, at most, that the log has of why it could not."""
_CANNOT = "The summary cannot be shown just now. Try again in a while; what you sent is kept."
_GOES_ON = "The workshop goes on. The summary is here again once it has ended."
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


log = logging.getLogger(__name__)


class _NotMade(Exception):
    """Says why, in words for the log."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it is sent."""

    body: bytes
    zipped: bytes
    policy: str
    """Its own: it has the style in it, and by its digest that one style is let in."""


class SummaryPage:
    """Made for all who wait, one at a time, by a process of its own.

    A thread would hold the server up: so much work leaves others no turn.
    """

    def __init__(self) -> None:
        self._of = (-1, 0)
        """The head of the session, and the stamp of the words beside it, that it was made of."""
        self._made: Made | None = None
        self._making = asyncio.Lock()
        self._rested = 0.0
        self._failed = False

    async def of(self, room: Room) -> Made:
        """The page, no older than this moment. Raises `BadForm` while it is not to be had.

        Whoever asks while one is being made gets the next one, the same as all who wait with
        them. After each there is a rest for as long as it took; after one that could not be
        made all who ask are told so until then.
        """
        wanted = room.state.head
        while True:
            if not room.state.summary_shared:
                raise BadForm("There is no summary here yet.", HTTPStatus.NOT_FOUND)
            if room.state.phase != "debrief":
                raise BadForm(_GOES_ON, HTTPStatus.NOT_FOUND)
            if self._made is not None and self._serves(room, wanted):
                return self._made
            async with self._making:
                if not self._serves(room, wanted):
                    await self._make(room)

    def _serves(self, room: Room, wanted: int) -> bool:
        head, stamp = self._of
        return head >= wanted and stamp == _stamp(room)

    async def _make(self, room: Room) -> None:
        clock = asyncio.get_running_loop().time
        if self._failed and clock() < self._rested:
            raise BadForm(_CANNOT, HTTPStatus.SERVICE_UNAVAILABLE)
        await asyncio.sleep(self._rested - clock())
        of, began = (room.state.head, _stamp(room)), clock()
        try:
            page = await _written(room.path)
        except _NotMade as error:
            log.error("the summary was not made: %s", error)  # noqa: TRY400 - it says where
            self._failed = True
            self._rested = clock() + max(REST, clock() - began)
            raise BadForm(_CANNOT, HTTPStatus.SERVICE_UNAVAILABLE) from error
        self._made = await asyncio.to_thread(_made, page)
        self._of, self._failed = of, False
        self._rested = 2 * clock() - began


def _stamp(room: Room) -> int:
    """When the words beside the session were last written, ns; 0 if there are none."""
    try:
        return words_beside.file_of(room.path).stat().st_mtime_ns
    except OSError:
        return 0


async def _written(path: Path) -> bytes:
    command = (sys.executable, "-P", "-m", "snogmarry.web.summary", str(path))
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    try:
        writing = await asyncio.create_subprocess_exec(
            *command, stdin=nowhere, stdout=pipe, stderr=pipe
        )
    except OSError as error:
        raise _NotMade(f"no process for it ({error.strerror})") from error
    try:
        page, why = await writing.communicate()
    finally:
        if writing.returncode is None:
            writing.kill()
    if writing.returncode:
        told = why.decode(errors="replace")[-_TOLD:]
        raise _NotMade(f"its process ended with {writing.returncode}\n{told}")
    return page


def _made(body: bytes) -> Made:
    head, _, _ = body.partition(b"</head>")
    digests = [
        f"'sha256-{b64encode(hashlib.sha256(style).digest()).decode()}'"
        for style in _STYLE.findall(head)
    ]
    zipped = gzip.compress(body, compresslevel=5, mtime=0)
    return Made(body, zipped, policy(style=" ".join(digests)))


def main(path: Path) -> None:
    """Write the page of a session, as of what is on the disk."""
    events = read_events(path)
    session = folded(events)
    try:
        own = words_beside.read(path)
    except words_beside.CannotRead:
        own = {}  # an export says what is wrong with it
    summary = profiles.for_participants(
        session, session.wall, own=own, holds=holds(session, events)
    )
    sys.stdout.buffer.write(html.render(summary, home="/").encode())


if __name__ == "__main__":
    with suppress(AttributeError, OSError):
        os.nice(10)  # answers come first
    try:
        main(Path(sys.argv[1]))
    except Exception as error:  # noqa: BLE001 - the server writes it into the log
        # Not the message, which may quote people.
        stack = "".join(traceback.format_tb(error.__traceback__))
        sys.exit(f"{type(error).__name__}\n{stack}")
