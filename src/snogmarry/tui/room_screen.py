"""A screen that shows a room and may act in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from snogmarry.journal.errors import JournalError
from snogmarry.room import Room, RoomClosed
from snogmarry.session.commands import Command, Refused
from snogmarry.session.events import Recorded
from snogmarry.session.state import Session
from snogmarry.tui import notices
from snogmarry.tui.keys import Place
from snogmarry.tui.phones import Phones

if TYPE_CHECKING:
    from snogmarry.tui.app import SnogmarryApp

T = TypeVar("T")


class RoomScreen(Screen[T]):
    """Reads `session`, sends commands with `carry_out`, and redraws when it is told."""

    place: Place | None = None
    """Which keys hold here; None on a screen with keys of its own."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    @property
    def session(self) -> Session:
        """The committed state; read it only on the event loop, and never change it."""
        return self.room.state

    @property
    def program(self) -> SnogmarryApp:
        """The app, by its own type."""
        return cast("SnogmarryApp", self.app)

    @property
    def phones(self) -> Phones:
        """The phones of the room."""
        assert self.program.phones is not None  # noqa: S101 - a room was opened
        return self.program.phones

    def room_moved(self, events: tuple[Recorded, ...]) -> None:
        """Something happened in the room; () when the screen comes into view."""

    def tick(self) -> None:
        """A second of the run's clock has passed while this screen was in view."""

    async def carry_out(self, command: Command) -> tuple[Recorded, ...] | None:
        """Do it, and give what was recorded; None if it was not done, which has been said."""
        try:
            return await self.room.do(command)
        except Refused as refused:
            notices.say(self.app, str(refused), "refused")
        except (JournalError, RoomClosed) as error:
            notices.say(self.app, str(error), "failed")
        except Exception as error:  # noqa: BLE001 - nothing in the room ends the program
            self.program.mishap(error)
        return None

    def on_screen_resume(self) -> None:
        self.program.in_view(self)
