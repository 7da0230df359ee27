"""What goes wrong unexpectedly ends neither the program nor the session."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from snogmarry.tui import notices

if TYPE_CHECKING:
    from snogmarry.tui.room_app import RoomApp

BORNE = 4
"""Broken screens in a row after which the program leaves."""
WITHIN = 20.0
"""Seconds that make them a row."""
PAUSE = 0.3
"""Seconds before a new screen is put up."""


class Mishaps:
    """The unexpected errors of one run of the program."""

    def __init__(self, app: RoomApp) -> None:
        self._app = app
        self.noted: list[Exception] = []
        self._renewed: list[float] = []
        self._renewing = False

    @contextmanager
    def borne(self) -> Iterator[None]:
        """Whatever is raised in here is noted, and no more."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - this is the boundary
            self.note(error)

    def note(self, error: Exception) -> None:
        """Log where it happened, and tell the facilitator."""
        self.noted.append(error)
        # Not the error's own words: they may hold what people typed.
        where = "".join(traceback.format_tb(error.__traceback__))
        notices.LOG.error("%s\n%s", type(error).__name__, where)
        if self._app.is_running:
            notices.say(
                self._app,
                "Something went wrong in this program. All that was entered is kept; go on.",
                "failed",
            )

    def renew(self, error: Exception) -> bool:
        """Put up new screens in place of the broken one; False if that has not helped."""
        self.note(error)
        if self._renewing:
            return True
        now = monotonic()
        recent = [at for at in self._renewed if now - at < WITHIN]
        if len(recent) >= BORNE:
            return False
        self._renewed = [*recent, now]
        self._renewing = True
        # Each time a little later, so that what passes by itself has the time to.
        self._app.set_timer(PAUSE * (1 + len(recent)), self._renew)
        return True

    async def _renew(self) -> None:
        # What breaks from here on breaks in the new screens, which need renewing then.
        self._renewing = False
        await self._app.renew_screens()
