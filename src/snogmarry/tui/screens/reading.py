"""A text in full."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from snogmarry.text import SafeText
from snogmarry.tui.forms.fields import Label
from snogmarry.tui.forms.overlay import Overlay


class ReadingScreen(Overlay[None]):
    """A heading and a text that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", "leave", show=False)]

    def __init__(self, heading: str, text: SafeText) -> None:
        super().__init__()
        self.heading = heading
        self.text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="form"):
            yield Label(self.heading, classes="heading")
            with VerticalScroll(id="reading"):
                yield Static(Content(self.text), markup=False)
            yield Label("esc leave", classes="hint")

    def on_mount(self) -> None:
        self.query_one("#reading").focus()
