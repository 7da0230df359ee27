"""An app that shows a room: its screens, its events, its seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import ModalScreen, Screen

from snogmarry.session.events import Recorded
from snogmarry.session.timing import remaining, ticking
from snogmarry.tui import boundary, notices, places
from snogmarry.tui.forms.form import Form
from snogmarry.tui.in_turn import InTurn
from snogmarry.tui.keys import Place
from snogmarry.tui.phones import Phones, Serve
from snogmarry.tui.room_screen import RoomScreen
from snogmarry.tui.widgets.failure_bar import FailureBar
from snogmarry.tui.widgets.too_small import TooSmall, too_small

if TYPE_CHECKING:
    from snogmarry.room import Room


class RoomMoved(Message):
    """Something was recorded; what it was waits in the app."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, RoomMoved)


class RoomApp(InTurn):
    """Keeps the screens of a room up to date; without a room it shows home."""

    def __init__(self, room: Room | None, *, follow: bool, serve: Serve | None) -> None:
        super().__init__()
        self.room = room
        self.phones: Phones | None = None
        """Those of the room; None without a room."""
        self._serve = serve
        self.follow = follow
        """Show the room's stage alone, without commands."""
        self.mishaps = boundary.Mishaps(self)
        self._moved: list[Recorded] = []
        self._unwatch: Callable[[], None] | None = None
        self._generation = 0
        """How often all screens were put up anew."""
        self._shared = False

    async def on_mount(self) -> None:
        self.attend_room()
        await self.push_screen(self.first_screen())
        self._tick()

    def first_screen(self) -> Screen[Any]:
        """A screen to open with."""
        if self.room is None:
            return places.home()
        if self.follow:
            return places.stage_alone(self.room)
        return self._screen(places.opening(self.room.state.phase))

    def attend_room(self) -> None:
        """Hear of what happens in the room, and look after its phones once it is painted."""
        if self.room is not None and self._unwatch is None:
            self._unwatch = self.room.watch(self._note)
            serve = None if self.follow else self._serve
            self.phones = Phones(self.room, serve, partial(self._note, ()))
            self.call_after_refresh(self.phones.begin)

    def on_unmount(self) -> None:
        if self.phones is not None:
            self.phones.end()

    def _note(self, events: tuple[Recorded, ...]) -> None:
        # Called outside the app's own context, where only posting is safe.
        self._moved.extend(events)
        self.post_message(RoomMoved())

    def on_room_moved(self) -> None:
        events, self._moved = tuple(self._moved), []
        for screen in self.rooms_in_view():
            with self.mishaps.borne():
                screen.room_moved(events)
        with self.mishaps.borne():
            self._keep_to_phase()
            self._say_if_shared()

    def rooms_in_view(self) -> Iterator[RoomScreen[Any]]:
        """The screens that show the room, down to the first that covers all beneath it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, RoomScreen) and screen.is_mounted:
                yield screen
            if not isinstance(screen, ModalScreen):
                return

    def in_view(self, screen: RoomScreen[Any]) -> None:
        """A screen came into view: bring it up to date."""
        if not self.is_running:
            return
        with self.mishaps.borne():
            self._keep_to_phase()
            screen.room_moved(())
            screen.tick()
        self._warn_of_failure()

    def _keep_to_phase(self) -> None:
        """Change to the screen of the session's phase, once no form stands in front."""
        screen = self.screen
        if self.room is None or self.follow or not isinstance(screen, RoomScreen):
            return
        phase = self.room.state.phase
        if not places.belongs(screen.place, phase):
            self.show(places.opening(phase))

    def _say_if_shared(self) -> None:
        if self.room is None or self.follow or self._shared:
            return
        if "desk" in self.room.attended_elsewhere:
            self._shared = True
            line = "This session is also open in another window. Both show and do the same."
            notices.say(self, line, "refused")

    def show(self, place: Place) -> None:
        """Bring the screen of that name to the front."""
        self.switch_screen(self._screen(place))

    def _screen(self, place: Place) -> Screen[Any]:
        assert self.room is not None  # noqa: S101 - places of a room are shown in a room only
        name = f"{place}-{id(self.room)}-{self._generation}"
        if not self.is_screen_installed(name):
            self.install_screen(places.screen(place, self.room), name)
        return self.get_screen(name)

    # The window

    def on_resize(self) -> None:
        self._cover_if_too_small()

    def _cover_if_too_small(self) -> None:
        # Before there is a screen, or while one takes another's place, there is nothing to cover.
        covered = len(self.screen_stack) <= 1 or isinstance(self.screen, TooSmall)
        if too_small(self.size) and not covered:
            self.push_screen(TooSmall())

    # Time

    def _tick(self) -> None:
        """Once a second, just after the run's clock has changed to the next one."""
        self._cover_if_too_small()
        for screen in self.rooms_in_view():
            with self.mishaps.borne():
                screen.tick()
        self._warn_of_failure()
        self.set_timer(self._until_next_second(), self._tick)

    def _until_next_second(self) -> float:
        run = None if self.room is None else self.room.state.run
        if self.room is None or run is None or not ticking(run):
            return 1.0
        anchor = self.room.state.anchor
        left = remaining(run, self.room.now()) % 1_000 or 1_000
        return (left + 5) / 1_000 / (anchor.speed if anchor else 1.0)

    def _warn_of_failure(self) -> None:
        if self.room is None or self.room.failed is None:
            return
        for screen in self.screen_stack:
            if screen.is_mounted and not screen.query(FailureBar):
                screen.mount(FailureBar(self.room.failed))

    async def renew_screens(self) -> None:
        """Put new screens in place of all that are there."""
        place = next((s.place for s in self.screen_stack if isinstance(s, RoomScreen)), None)
        while len(self.screen_stack) > 2:
            if isinstance(self.screen, Form):
                with self.mishaps.borne():
                    self.screen.put_by()
            await self.pop_screen()
        self._generation += 1
        if self.room is None:
            await self.switch_screen(places.home())
        elif self.follow or place is None:
            await self.switch_screen(self.first_screen())
        else:
            await self.switch_screen(self._screen(place))

    def mishap(self, error: Exception) -> None:
        """Something unexpected went wrong: log it and say so in a line."""
        self.mishaps.note(error)
