"""A list of lines to choose from."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Lines(OptionList):
    """Lines to choose from; none is parsed as markup."""

    def __init__(self, *, id: str = "lines") -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)

    def show(self, lines: list[tuple[str, Content]]) -> None:
        """Show these lines, each by its id; what was highlighted, or is in its place, stays so."""
        now = [Option(line, id=name) for name, line in lines]
        if [(o.id, o.prompt) for o in self.options] == [(o.id, o.prompt) for o in now]:
            return
        was, place = self.chosen, self.highlighted
        unpicked = bool(self.options) and place is None
        self.set_options(now)
        if was is not None and place is not None and was not in {name for name, _ in lines}:
            self.highlighted = min(place, len(now) - 1) if now else None
        elif not unpicked:
            self.choose(was)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted line."""
        option = self.highlighted_option
        return None if option is None else option.id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # A list may have the focus while it is hidden, and then knows nothing of its pages.
        if action.startswith("page_") and not self.scrollable_content_region:
            return False
        return super().check_action(action, parameters)

    def unpick(self) -> None:
        """Highlight none, until an arrow is pressed."""
        self.highlighted = None

    def choose(self, name: str | None) -> None:
        """Highlight the line of that id, or the first."""
        if not self.options:
            return
        ids = [option.id for option in self.options]
        self.highlighted = ids.index(name) if name in ids else 0
