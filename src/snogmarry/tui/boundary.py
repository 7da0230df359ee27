"""What goes wrong unexpectedly ends neither the program nor the session."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from snogmarry.tui import notices

if TYPE_CHECKING:
    from snogmarry.tui.app import SnogmarryApp

BORNE = 4
"""Broken screens in a row after which the program leaves."""
WITHIN = 20.0
"""Seconds that make them a row."""


class Mishaps:
    """The unexpected errors of one run of the program."""

    def __init__(self, app: SnogmarryApp) -> None:
        self._app = app
        self.noted: list[Exception] = []
        self._renewed: deque[float] = deque(maxlen=BORNE)

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
        """Put up a new screen in place of the broken one; False if that has not helped."""
        self.note(error)
        now = monotonic()
        if not self._app.is_running:
            return False
        if len(self._renewed) == BORNE and now - self._renewed[0] < WITHIN:
            return False
        self._renewed.append(now)
        self._app.call_later(self._app.renew_screens)
        return True
