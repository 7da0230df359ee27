"""Which group: one key."""

from __future__ import annotations

from collections.abc import Sequence

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


class Picker(Overlay[int]):
    """Gives the number of what was picked by its key, or with the arrows and Enter."""

    def __init__(self, heading: str, choices: Sequence[Choice], first: int | None = None) -> None:
        super().__init__()
        self.heading = heading
        self.choices = choices
        self.first = first

    def compose(self) -> ComposeResult:
        with Vertical(classes="form"):
            yield Label(self.heading, classes="heading")
            yield Choices(self.choices, "key", id="groups")
            yield Label("a key picks the group · esc leave", classes="hint")

    def on_mount(self) -> None:
        ids = [choice.id for choice in self.choices]
        first = str(self.first)
        self.query_one(Choices).highlighted = ids.index(first) if first in ids else 0

    def on_choices_picked(self, event: Choices.Picked) -> None:
        self.dismiss(int(event.choice))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(self.choices[event.option_index].id))


class GroupPicker(Picker):
    """A picker of the groups that are asked in a run, at the first that is silent."""

    def __init__(self, session: Session, run: Run, heading: str, first: int | None = None) -> None:
        numbers = [group.number for group in asked_groups(session, run)]
        groups = [standing(session, run, number) for number in numbers]
        choices = [Choice(str(group.group), group.name, _note(group)) for group in groups]
        silent = (group.group for group in groups if group.state == "silent")
        super().__init__(heading, choices, next(silent, None) if first is None else first)
