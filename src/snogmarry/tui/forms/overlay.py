"""What is opened over a screen and left with Esc."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

R = TypeVar("R")


class Overlay(ModalScreen[R | None]):
    """Gives None when it is left."""

    CSS_PATH = "../styles/forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", priority=True)]

    VERTICAL_BREAKPOINTS = [(0, "-short"), (29, "-tall")]  # noqa: RUF012 - as Textual declares it

    left = False
    """Whether it has given its result."""
    _waiting: tuple[R | None] | None = None

    def action_leave(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close this one and no other.

        Keys that come in a burst ask twice, and would close the screen beneath; a window that
        became too small lies above, and would be closed in its place.
        """
        if self.left:
            return AwaitComplete()
        if not self.is_current:
            self._waiting = (result,)
            return AwaitComplete()
        self.left = True
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        if self._waiting is not None:
            self.dismiss(*self._waiting)
