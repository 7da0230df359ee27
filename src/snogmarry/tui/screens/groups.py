"""The groups: add, rename, count, remove."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.session.commands import RemoveGroup
from snogmarry.tui import notices
from snogmarry.tui.forms.group import GroupForm
from snogmarry.tui.forms.lists import ListScreen
from snogmarry.tui.words import count


class GroupsScreen(ListScreen[None]):
    """Groups may change at any moment; one that has answered stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add"),
        Binding("delete,backspace", "remove", "remove"),
    ]
    heading = "Groups"
    hint = "enter rename and count · a add · delete remove · esc leave"

    def lines(self) -> list[tuple[str, Content]]:
        scenario = self.session.scenario
        return [
            (
                str(group.number),
                Content.from_markup(
                    "$number  [b]$name[/b]  $people  $side",
                    number=f"{group.number:>2}",
                    name=group.name,
                    people=count(group.people, "person", "people") if group.people else "? people",
                    side="" if group.name == (side := scenario.side(group.side).name) else side,
                ),
            )
            for group in self.session.groups.values()
        ]

    def above(self) -> str:
        people = sum(group.people for group in self.session.groups.values())
        groups = count(len(self.session.groups), "group")
        return f"{groups}, {count(people, 'person', 'people')}"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        group = self.session.groups.get(int(event.option.id or 0))
        if group is not None:
            self.app.push_screen(GroupForm(self.pen, group=group), self._changed)

    def action_add(self) -> None:
        self.app.push_screen(GroupForm(self.pen), self._changed)

    async def action_remove(self) -> None:
        if self.chosen is not None and await self.pen.carry_out(RemoveGroup(int(self.chosen))):
            notices.say(self.app, "Removed the group.")
            self.draw()

    def _changed(self, kept: bool | None) -> None:
        if kept:
            self.draw()
