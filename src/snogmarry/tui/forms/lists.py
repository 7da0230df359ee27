"""Lists that are opened over a screen: a heading, lines to choose from, a hint."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from snogmarry.tui.forms.fields import Label
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.widgets.lines import Lines

R = TypeVar("R")


class ListScreen(Overlay[R]):
    """A list over another screen. It is drawn anew after each thing it carries out."""

    heading: str = ""
    hint: str = ""
    empty: str = "There is nothing here."
    runs: bool = False
    """Whether the list holds times that go on while it is open."""

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self.pen = pen
        self.session = pen.session

    def lines(self) -> list[tuple[str, Content]]:
        """Each line by its id."""
        raise NotImplementedError

    def first(self) -> str | None:
        """What is highlighted at the start."""
        return None

    def compose(self) -> ComposeResult:
        with Vertical(classes="form -tall"):
            yield Label(self.heading, id="heading", classes="heading")
            yield Label(id="above", classes="context")
            yield Lines()
            yield Label(self.hint, id="hint", classes="hint")

    def on_mount(self) -> None:
        self.draw()
        self.query_one(Lines).choose(self.first())
        if self.runs:
            self.set_interval(1.0, self.draw)

    def draw(self) -> None:
        """Bring the list up to date."""
        lines = self.lines()
        self.query_one("#above", Label).say(self.above() if lines else self.empty)
        self.query_one(Lines).show(lines)

    def above(self) -> str:
        """A line above the list."""
        return ""

    @property
    def chosen(self) -> str | None:
        return self.query_one(Lines).chosen
