"""What stands in place of the program in a window that is too small for it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 20)
"""The smallest window that the screens are made for."""


def too_small(size: Size) -> bool:
    """Whether the screens would be garbled in a window of that size."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmall(ModalScreen[None]):
    """Covers all until the window has grown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.leave", show=False)]

    _gone = False

    def compose(self) -> ComposeResult:
        yield Static(classes="too-small")

    def on_resize(self) -> None:
        self._look()

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        if not too_small(self.app.size):
            if self.is_current and not self._gone:
                self._gone = True
                self.dismiss()
            return
        line = (
            f"This window is {self.app.size.width}x{self.app.size.height}. Make it at least "
            f"{LEAST.width}x{LEAST.height}, or the letters smaller. The session goes on."
        )
        self.query_one(Static).update(Content(line))
