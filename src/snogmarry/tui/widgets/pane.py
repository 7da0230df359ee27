"""Parts of the desk."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """One line; nothing in it is parsed as markup."""

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self._shown: Content | None = None

    @property
    def length(self) -> int:
        """The columns that it takes."""
        return 0 if self._shown is None else self._shown.cell_length

    def show(self, text: Content) -> None:
        """Show this text instead."""
        if text != self._shown:
            layout = self._shown is None or text.cell_length != self._shown.cell_length
            self._shown = text
            self.update(text, layout=layout)


class Pane(VerticalScroll):
    """A title and a text that scrolls; nothing in it is parsed as markup."""

    def __init__(self, title: str, *, id: str, hint: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._hint = hint
        self._shown: Content | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(classes="pane-head"):
            yield Static(Content(self._title), classes="pane-title", markup=False)
            yield Static(Content(self._hint), classes="pane-hint", markup=False)
        yield Static(classes="pane-text", markup=False)

    def show(self, text: Content) -> None:
        """Show this text instead."""
        if text != self._shown:
            layout = self._shown is None or _shape(text) != _shape(self._shown)
            self._shown = text
            self.query_one(".pane-text", Static).update(text, layout=layout)


def _shape(text: Content) -> tuple[int, int]:
    # A countdown changes its figures every second, and hardly ever the lines it takes.
    return len(text.plain), text.plain.count("\n")
