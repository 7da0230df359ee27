"""A group: its side, its name, how many people it has."""

from __future__ import annotations

from textual.app import ComposeResult

from snogmarry.session.commands import AddGroup, Command, Refused, RenameGroup, SetHeadcount
from snogmarry.session.state import Group
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.reading import read_headcount


class GroupForm(Form):
    """Adds a group, or renames and counts one."""

    hint = "enter next field · ctrl+s keep · esc leave"
    enter_keeps = False

    def __init__(self, pen: Pen, *, group: Group | None = None) -> None:
        super().__init__(pen)
        self.group = group
        self.heading = "Another group" if group is None else group.name

    def fields(self) -> ComposeResult:
        if self.group is None:
            yield Label("Which side it plays")
            sides = [Choice(side.id, side.name) for side in self.session.scenario.sides]
            yield Choices(sides, "one", id="side")
        yield Label("Its name" + (" (empty: one is made up)" if self.group is None else ""))
        yield LineField("" if self.group is None else self.group.name, id="name", replace=True)
        yield Label("How many people")
        yield LineField(
            "0" if self.group is None else str(self.group.people), id="people", replace=True
        )

    def commands(self) -> list[Command]:
        name = self.field("name", LineField).given
        people = read_headcount(self.field("people", LineField).given)
        if self.group is not None:
            number = self.group.number
            return [RenameGroup(number, name), SetHeadcount(number, people)]
        side = self.field("side", Choices).picked
        if not side:
            raise Refused("Pick which side it plays.")
        return [AddGroup(side[0], name, people)]
