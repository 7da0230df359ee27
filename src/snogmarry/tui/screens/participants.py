"""Who has joined: moving, removing, joining, the code, the summary."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.phones.code import new_code, spaced
from snogmarry.phones.presence import Presence
from snogmarry.report import beside
from snogmarry.session import commands as c
from snogmarry.session.answered import group_name
from snogmarry.session.state import Participant
from snogmarry.text import SafeText
from snogmarry.tui import notices
from snogmarry.tui.forms.fields import Choice, Label
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.lists import ListScreen
from snogmarry.tui.forms.picker import Picker
from snogmarry.tui.phones import Phones
from snogmarry.tui.screens.question import Question

PRIVATE = SafeText("(name not shown)")


class ParticipantsScreen(ListScreen[None]):
    """Names stand here alone, and only while the room does not look on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "remove", "remove"),
        Binding("o", "joining", "open or close joining"),
        Binding("c", "code", "new code"),
        Binding("s", "share", "share the summary"),
        Binding("P,shift+p", "leave", "leave", show=False),
    ]
    heading = "Participants"
    runs = True
    hint = "enter move · delete remove · o joining · c code · s summary · esc"
    empty = "Nobody has joined with a phone yet."

    def __init__(self, pen: Pen, phones: Phones) -> None:
        super().__init__(pen)
        self.phones = phones

    def _taking_part(self) -> list[Participant]:
        people = [one for one in self.session.participants.values() if not one.removed]
        order = {group: place for place, group in enumerate(self.session.groups)}
        return sorted(people, key=lambda one: (order.get(one.group, 0), one.number))

    def lines(self) -> list[tuple[str, Content]]:
        presence = self.phones.presence
        return [(str(one.number), self._line(one, presence)) for one in self._taking_part()]

    def _line(self, one: Participant, presence: Presence) -> Content:
        return Content.assemble(
            (one.ref, "bold"),
            f"  {_state(one, presence):<12}  ",
            (group_name(self.session, one.group), "bold"),
            " · one phone for all" if one.whole else "",
            f" · {self._called(one)}" if one.name else "",
        )

    def _called(self, one: Participant) -> SafeText:
        return PRIVATE if self.pen.public else one.name

    def draw(self) -> None:
        super().draw()
        if not self.phones.there.joined:
            self.query_one("#above", Label).say(f"{self.empty} {self.above()}")

    def above(self) -> str:
        there, unserved = self.phones.there.line, self.phones.unserved
        if not self.session.summary_shared:
            also = f" · {unserved}" if unserved else ""
            return f"{there} · {self._joining()} · summary not shared{also}"
        shared = f"cannot be seen: {unserved}" if unserved else "shared, while this is open"
        return f"{there} · {self._joining()} · summary {shared}"

    def _joining(self) -> str:
        if not self.session.joining:
            return "joining closed"
        way = self.phones.invitation
        if way is not None:
            return f"joining open: {way.page} and the code {way.spaced}"
        return f"joining open, {spaced(self.session.code)}" if self.session.code else "joining open"

    @property
    def picked(self) -> Participant | None:
        """Whose line is highlighted."""
        return None if self.chosen is None else self.session.participants.get(int(self.chosen))

    async def _act(self, command: c.Command, said: str, tone: notices.Tone = "plain") -> None:
        if await self.pen.carry_out(command) is not None:
            notices.say(self.app, said, tone)
        self.draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        one = self.picked
        if one is None:
            return
        choices = [Choice(str(g.number), g.name) for g in self.session.groups.values()]
        picker = Picker(f"Move {one.ref} to which group?", choices, one.group)
        self.app.push_screen(picker, partial(self._move, one))

    async def _move(self, one: Participant, to: int | None) -> None:
        if to is None or to == one.group:
            return
        await self._act(
            c.MoveParticipant(one.number, to),
            f"{one.ref} is in {group_name(self.session, to)} now. Earlier answers stay as given.",
        )

    def action_remove(self) -> None:
        one = self.picked
        if one is None:
            return
        more = "What it gave stays. A new code (c) or closed joining (o) keeps it from coming back."
        self.app.push_screen(
            Question(f"Remove {one.ref} from the session?", more), partial(self._remove, one)
        )

    async def _remove(self, one: Participant, yes: bool | None) -> None:
        if yes:
            await self._act(c.RemoveParticipant(one.number), f"{one.ref} is removed.")

    async def action_joining(self) -> None:
        opened = not self.session.joining
        said = "Joining is closed. Whoever has joined stays."
        if opened:
            self.phones.call()
            said = f"Phones may join. {self.phones.unserved}".strip()
        await self._act(c.OpenJoining(opened), said)

    async def action_code(self) -> None:
        code = new_code()
        said = f"The code is {spaced(code)} now. Whoever has joined stays."
        await self._act(c.SetCode(code), said)

    async def action_share(self) -> None:
        shared = not self.session.summary_shared
        if shared and self.phones.never:
            line = f"Nobody could see the summary. {self.phones.unserved}"
            notices.say(self.app, line, "refused")
            return
        if not shared:
            await self._act(c.ShareSummary(False), "Phones show no summary.")
            return
        said = "Phones show the summary at the end, while this program is open."
        tone: notices.Tone = "plain"
        try:
            beside.read(self.phones.room.path)
        except beside.CannotRead as unread:
            said, tone = f"{said} It lacks your own words: {unread}", "failed"
        await self._act(c.ShareSummary(True), said, tone)


def _state(one: Participant, presence: Presence) -> str:
    if one.number not in presence.connected:
        return "not here"
    return "writing" if one.number in presence.writing else "connected"
