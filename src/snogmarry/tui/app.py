"""The program on the terminal: which screen is in view, and what reaches it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from snogmarry.journal.errors import JournalError
from snogmarry.scenario.reader import CannotLoad
from snogmarry.tui import notices
from snogmarry.tui.doors import Doors
from snogmarry.tui.forms.drafts import Drafts
from snogmarry.tui.forms.form import Form
from snogmarry.tui.leaving import heed_signals
from snogmarry.tui.palette import commands_of
from snogmarry.tui.room_app import RoomApp
from snogmarry.tui.themes import THEMES
from snogmarry.tui.visible import Visible

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.filter import LineFilter

    from snogmarry.room import Room


GAVE_UP = 70
"""The exit status after too many unexpected errors."""
_EXPORT = "export"
_VISIBLE = Visible()


class SnogmarryApp(RoomApp):
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
        self.doors = doors or Doors()
        super().__init__(room, follow=follow, serve=self.doors.serve)
        self.drafts = Drafts()
        self._interrupted = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    async def on_mount(self) -> None:
        heed_signals(self)

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
        self.attend_room()
        # Not awaited: the screen that asked for this is one that it takes away.
        self.switch_screen(self.first_screen())

    def export(self) -> None:
        """Offer to write the summary of the room."""
        from snogmarry.tui.screens.export import ExportScreen
        from snogmarry.tui.session_screen import SessionScreen

        screen = self.screen
        if isinstance(screen, SessionScreen):
            self.push_screen(ExportScreen(screen.pen, screen.room))

    def export_beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Have a summary written, whatever screen is in view meanwhile."""
        self.run_worker(work, group=_EXPORT, exit_on_error=False)

    @property
    def exporting(self) -> bool:
        """Whether a summary is being written."""
        return any(work.group == _EXPORT and not work.is_finished for work in self.workers)

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
        """Leave; while a step runs, or phones read the summary, after a question."""
        more = self._felt_by_leaving()
        if more is None:
            self.exit(0)
        else:
            await self.ask("Leave the session here?", more, lambda: self.exit(0))

    def _felt_by_leaving(self) -> str | None:
        """What leaving now would mean; None if nobody would miss anything."""
        if any(isinstance(screen, Form) and screen.unkept for screen in self.screen_stack):
            return "What stands in the form is NOT kept yet, and would be lost. All else is kept."
        if self.exporting:
            return "A summary is still being written. Leaving stops that; no part of it is left."
        if self.follow or self.room is None:
            return None
        if self.room.state.phase != "live":
            return None if self.phones is None else self.phones.lost_by_leaving
        kept = "It is kept; `snogmarry resume` goes on with the time that was left."
        if self.phones is None or not self.phones.there.connected:
            return kept
        return f"{kept} Until then phones wait, and keep what people write on them."

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

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from commands_of(self, screen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [_VISIBLE, *super().get_line_filters()]
