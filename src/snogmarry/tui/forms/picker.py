"""Which group: one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from snogmarry.session.answered import asked_groups
from snogmarry.session.state import Run, Session
from snogmarry.tui.board import Standing, standing
from snogmarry.tui.forms.fields import Choice, Choices, Label
from snogmarry.tui.forms.overlay import Overlay


def _note(group: Standing) -> str:
    return f"{group.line} after {group.time}" if group.time else group.line


class GroupPicker(Overlay[int]):
    """Gives the number of the group that was picked by its key, or with the arrows and Enter."""

    def __init__(self, session: Session, run: Run, heading: str, first: int | None = None) -> None:
        super().__init__()
        self.heading = heading
        self.groups = asked_groups(session, run)
        self.choices = [
            Choice(
                str(group.number),
                group.name,
                _note(standing(session, run, group.number)),
            )
            for group in self.groups
        ]
        silent = [
            g.number for g in self.groups if standing(session, run, g.number).state == "silent"
        ]
        self.first = first if first is not None else next(iter(silent), None)

    def compose(self) -> ComposeResult:
        with Vertical(classes="form"):
            yield Label(self.heading, classes="heading")
            yield Choices(self.choices, "key", id="groups")
            yield Label("a key picks the group · esc leave", classes="hint")

    def on_mount(self) -> None:
        numbers = [group.number for group in self.groups]
        groups = self.query_one(Choices)
        groups.highlighted = numbers.index(self.first) if self.first in numbers else 0

    def on_choices_picked(self, event: Choices.Picked) -> None:
        self.dismiss(int(event.choice))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.groups[event.option_index].number)
