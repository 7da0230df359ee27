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

    def compose(self) -> ComposeResult:
        yield Static(classes="too-small")

    def on_resize(self) -> None:
        line = (
            f"This window is {self.size.width}x{self.size.height}. Make it at least "
            f"{LEAST.width}x{LEAST.height}, or the letters smaller. The session goes on."
        )
        self.query_one(Static).update(Content(line))
