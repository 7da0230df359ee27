"""Lists that are opened over a screen: a heading, lines to choose from, a hint."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from snogmarry.tui.forms.fields import Label
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.overlay import Overlay

R = TypeVar("R")


class Lines(OptionList):
    """Lines to choose from; none is parsed as markup."""

    def __init__(self, *, id: str = "lines") -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)

    def show(self, lines: list[tuple[str, Content]]) -> None:
        """Show these lines, each by its id; what was highlighted stays so if it is still there."""
        now = [Option(line, id=name) for name, line in lines]
        if [(o.id, o.prompt) for o in self.options] == [(o.id, o.prompt) for o in now]:
            return
        was = self.chosen
        self.set_options(now)
        self.choose(was)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted line."""
        option = self.highlighted_option
        return None if option is None else option.id

    def choose(self, name: str | None) -> None:
        """Highlight the line of that id, or the first."""
        if not self.options:
            return
        ids = [option.id for option in self.options]
        self.highlighted = ids.index(name) if name in ids else 0


class ListScreen(Overlay[R]):
    """A list over another screen. It is drawn anew after each thing it carries out."""

    heading: str = ""
    hint: str = ""
    empty: str = "There is nothing here."

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
