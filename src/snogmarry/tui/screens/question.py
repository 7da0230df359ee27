"""A question to the facilitator before something that is felt in the room."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from snogmarry.tui.forms.overlay import Overlay


class Question(Overlay[bool]):
    """Enter or y: yes. Esc or n: no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", "yes"),
        Binding("n", "dismiss(False)", "no"),
    ]

    def __init__(self, question: str, more: str) -> None:
        super().__init__()
        self._question = question
        self._more = more

    def compose(self) -> ComposeResult:
        with Vertical(classes="question"):
            yield Static(Content(self._question), classes="heading")
            yield Static(Content(self._more))
            yield Static(
                Content.assemble(
                    ("enter", "bold $primary"), " yes   ", ("esc", "bold $primary"), " no"
                ),
                classes="hint",
            )
