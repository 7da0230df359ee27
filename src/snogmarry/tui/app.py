"""The program on the terminal: which screen is in view, and what reaches it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Resize
from textual.message import Message
from textual.screen import ModalScreen, Screen

from snogmarry.journal.errors import JournalError
from snogmarry.scenario.reader import CannotLoad
from snogmarry.session.events import Recorded
from snogmarry.session.timing import remaining, ticking
from snogmarry.tui import boundary, notices, places
from snogmarry.tui.doors import Doors
from snogmarry.tui.forms.drafts import Drafts
from snogmarry.tui.keys import Place
from snogmarry.tui.leaving import heed_signals
from snogmarry.tui.palette import commands_of
from snogmarry.tui.room_screen import RoomScreen
from snogmarry.tui.themes import THEMES
from snogmarry.tui.visible import Visible
from snogmarry.tui.widgets.failure_bar import FailureBar
from snogmarry.tui.widgets.too_small import TooSmall, too_small

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.filter import LineFilter

    from snogmarry.room import Room


GAVE_UP = 70
"""The exit status after too many unexpected errors."""
_VISIBLE = Visible()


class RoomMoved(Message):
    """Something was recorded; what it was waits in the app."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, RoomMoved)


class SnogmarryApp(App[int]):
    """Shows one room at a time, or none: then home."""

    CSS_PATH = "styles/base.tcss"
    TITLE = "snogmarry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
    ]

    def __init__(
        self, room: Room | None = None, *, follow: bool = False, doors: Doors | None = None
    ) -> None:
        """Open in `room`, or at home. `follow`: show its stage alone, without commands."""
        super().__init__()
        self.doors = doors or Doors()
        self.room = room
        self.follow = follow
        self.drafts = Drafts()
        self.mishaps = boundary.Mishaps(self)
        self._moved: list[Recorded] = []
        self._unwatch: Callable[[], None] | None = None
        self._interrupted = False
        self._generation = 0
        self._shared = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def _first_screen(self) -> Screen[Any]:
        if self.room is None:
            return places.home()
        if self.follow:
            return places.stage_alone(self.room)
        return self._screen(places.opening(self.room.state.phase))

    async def on_mount(self) -> None:
        heed_signals(self)
        await self.push_screen(self._first_screen())
        self._attend_room()
        self._tick()

    # The room

    async def play(self, scenario: Path) -> None:
        """Begin a session of that scenario."""
        await self._enter(self.doors.play(scenario))

    async def go_on(self, session: Path) -> None:
        """Go on with the session in that file."""
        await self._enter(self.doors.go_on(session))

    async def _enter(self, opening: Awaitable[Room]) -> None:
        try:
            self.room = await opening
        except (CannotLoad, JournalError) as error:
            notices.say(self, str(error), "failed")
            return
        self._attend_room()
        # Not awaited: the screen that asked for this is one that it takes away.
        self.switch_screen(self._first_screen())

    def export(self) -> None:
        """Offer to write the summary of the room."""
        from snogmarry.tui.screens.export import ExportScreen
        from snogmarry.tui.session_screen import SessionScreen

        screen = self.screen
        if isinstance(screen, SessionScreen):
            folder = screen.room.path.with_name(f"{screen.room.path.stem}-summary")
            self.push_screen(ExportScreen(screen.pen, folder=folder))

    def _attend_room(self) -> None:
        if self.room is not None and self._unwatch is None:
            self._unwatch = self.room.watch(self._note)

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

    # Time

    def _tick(self) -> None:
        """Once a second, just after the run's clock has changed to the next one."""
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

    # Leaving

    def action_interrupt(self) -> None:
        """Ctrl-C leaves, the second time."""
        if self._interrupted:
            self.exit(0)
        self._interrupted = True
        notices.say(self, "Press q to leave, or Ctrl-C once more. All that was entered is kept.")
        self.set_timer(5, partial(setattr, self, "_interrupted", False))

    async def action_leave(self) -> None:
        await self.ask_to_leave()

    async def ask_to_leave(self) -> None:
        """Leave; while a step runs, after a question."""
        if self.follow or self.room is None or self.room.state.phase != "live":
            self.exit(0)
            return
        await self.ask(
            "Leave the session here?",
            "It is kept; `snogmarry resume` goes on with the time that was left.",
            lambda: self.exit(0),
        )

    async def ask(
        self, question: str, more: str, then: Callable[[], Awaitable[object] | None]
    ) -> None:
        """Put a question, and do `then` if the answer is yes."""
        from snogmarry.tui.screens.question import Question

        async def answered(yes: bool | None) -> None:
            if yes and (doing := then()) is not None:
                await doing

        await self.push_screen(Question(question, more), answered)

    # Bad days

    def on_resize(self, event: Resize) -> None:
        small = isinstance(self.screen, TooSmall)
        if too_small(event.size) and not small:
            self.push_screen(TooSmall())
        elif small and not too_small(event.size):
            self.pop_screen()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:  # noqa: BLE001 - what a key does ends nothing
            self.mishap(error)
            return True

    def _handle_exception(self, error: Exception) -> None:
        # Textual ends the program here. What broke is put up anew instead, as often as it helps.
        if not self.is_running or self._exit:
            super()._handle_exception(error)
        elif not self.mishaps.renew(error):
            self.exit(GAVE_UP, GAVE_UP)

    async def renew_screens(self) -> None:
        """Put new screens in place of all that are there."""
        place = next((s.place for s in self.screen_stack if isinstance(s, RoomScreen)), None)
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        self._generation += 1
        if self.room is None:
            await self.switch_screen(places.home())
        elif self.follow or place is None:
            await self.switch_screen(self._first_screen())
        else:
            await self.switch_screen(self._screen(place))

    def mishap(self, error: Exception) -> None:
        """Something unexpected went wrong: log it and say so in a line."""
        self.mishaps.note(error)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from commands_of(self, screen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [_VISIBLE, *super().get_line_filters()]
