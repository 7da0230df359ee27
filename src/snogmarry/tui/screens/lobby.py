"""The lobby: who plays what, where and under which rules, before the first step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from snogmarry.scenario.models import Step
from snogmarry.session import commands as c
from snogmarry.session.events import Recorded
from snogmarry.session.state import Group
from snogmarry.text import SafeText
from snogmarry.tui import lobby_rows
from snogmarry.tui.forms.details import RULES, DetailsForm
from snogmarry.tui.forms.group import GroupForm
from snogmarry.tui.keys import bindings_of, keys_of
from snogmarry.tui.session_screen import SessionScreen
from snogmarry.tui.widgets.feed_view import FeedView, Passage
from snogmarry.tui.widgets.invite import Invite, words
from snogmarry.tui.widgets.key_line import KeyLine
from snogmarry.tui.widgets.pane import Line
from snogmarry.tui.words import count, length

WIDE = 120
"""From so many columns on, the QR code stands beside what is to come."""
SETTINGS, CODE = 41, 36
"""Columns that the settings need beside a QR code, and what that needs with its margins."""
HIDDEN = "What comes is not listed while the room sees this screen; j shows it."


class LobbyScreen(SessionScreen):
    """A list of all that can be set, with what is to come beside it."""

    CSS_PATH = "../styles/lobby.tcss"
    place = "lobby"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lobby")]

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Horizontal(id="halves"):
            with Vertical(id="settings"):
                yield OptionList(id="rows", compact=True)
                yield Line(id="word")
            yield Invite(id="join")
            with Vertical(id="coming"):
                yield Line(id="way")
                yield Static(id="total", classes="heading")
                yield FeedView(id="order")
        yield KeyLine(tuple(keys_of("lobby")))

    async def on_mount(self) -> None:
        if not self.session.details.seqs and not self.room.read_only:
            empty = self.session.details.event
            await self.carry_out(c.SetDetails(empty, empty, empty, RULES))

    def room_moved(self, events: tuple[Recorded, ...]) -> None:  # noqa: ARG002
        scenario = self.session.scenario
        self.query_one("#title", Static).update(
            Content.assemble(" EXERCISE  ", (scenario.title, "bold"))
        )
        self._show_rows()
        self._show_coming()
        self._show_phones()
        people = sum(group.people for group in self.session.groups.values())
        groups = count(len(self.session.groups), "group")
        self.query_one(KeyLine).tell(f"{groups} · {count(people, 'person', 'people')}")

    def _show_rows(self) -> None:
        rows = self.query_one("#rows", OptionList)
        marked = self.marked
        # Prompts are replaced one by one where the list is as it was, so that nothing jumps.
        wanted = list(lobby_rows.rows(self.session, self.phones))
        if [option.id for option in rows.options] == [of for of, _ in wanted]:
            for of, content in wanted:
                rows.replace_option_prompt(of, content)
            return
        rows.clear_options()
        rows.add_options(Option(content, id=of) for of, content in wanted)
        ids = [of for of, _ in wanted]
        rows.highlighted = ids.index(marked) if marked in ids else 0

    def _show_coming(self) -> None:
        steps = self.session.steps
        main = [step for step in steps if not step.aside]
        total = f"{count(len(main), 'step')}, {length(sum(step.time for step in main))}"
        asides = len(steps) - len(main)
        order = self.query_one("#order", FeedView)
        if self.public:
            rules = self.session.details.ground_rules
            order.show([Passage(text, Content(text)) for text in (HIDDEN, rules) if text])
        else:
            total += f"; {count(asides, 'aside')}" if asides else ""
            order.show([Order(tuple((_time(step), step.title) for step in steps))])
        self.query_one("#total", Static).update(Content(total))

    def on_resize(self) -> None:
        self._show_phones()

    def tick(self) -> None:
        if self.phones.on:
            self._show_rows()
            self._show_phones()

    def _show_phones(self) -> None:
        """The QR code, if the room sees it or there is space; else in words."""
        way = self.phones.invitation
        said = words(way, self.phones.there.line)
        width = self.app.size.width
        self.set_class(bool(said) and (self.public or width >= WIDE), "-joining")
        self.set_class(bool(said) and self.public, "-public")
        settings = min(max(SETTINGS, 2 * width // 5), width - CODE) if said else None
        self.query_one("#settings").styles.width = settings if self.public else None
        self.query_one("#join", Invite).show(way, said)
        self.query_one("#way", Line).show(Content("\n").join(said))
        self.query_one("#way").display = bool(said) and not self.has_class("-joining")
        self.query_one("#word", Line).show(Content(self.phones.word))
        self.query_one("#word").display = bool(self.phones.word)

    @property
    def marked(self) -> str:
        """What the marked line is of."""
        rows = self.query_one("#rows", OptionList)
        if rows.highlighted is None:
            return ""
        return rows.get_option_at_index(rows.highlighted).id or ""

    def _marked_group(self) -> Group | None:
        of, _, number = self.marked.partition(" ")
        return self.session.groups.get(int(number)) if of == "group" else None

    # What keys do

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_choose()

    async def action_choose(self) -> None:
        """Change what is marked."""
        of, _, which = self.marked.partition(" ")
        group = self._marked_group()
        if of == "shared":
            await self.carry_out(c.ShareScreen(not self.session.screen_shared))
        elif of == "joining":
            await self.carry_out(c.OpenJoining(not self.session.joining))
        elif of == "address":
            await self.give_another_address()
        elif group is not None:
            self.app.push_screen(GroupForm(self.pen, group=group))
        elif of == "side":
            await self.carry_out(c.AddGroup(which))
        elif of:
            self.app.push_screen(DetailsForm(self.pen, first=of))

    async def action_more(self) -> None:
        await self._change_by(1)

    async def action_fewer(self) -> None:
        await self._change_by(-1)

    async def _change_by(self, by: int) -> None:
        of, _, which = self.marked.partition(" ")
        group = self._marked_group()
        if group is not None:
            await self.carry_out(c.SetHeadcount(group.number, max(0, group.people + by)))
        elif of == "side" and by > 0:
            await self.carry_out(c.AddGroup(which))
        elif of == "side":
            groups = [g.number for g in self.session.groups.values() if g.side == which]
            if groups:
                await self.carry_out(c.RemoveGroup(groups[-1]))


@dataclass(frozen=True, slots=True)
class Order:
    """Every step on a line of its own, with its time."""

    key: tuple[tuple[str, SafeText], ...]
    """Time and title of each."""

    def lines(self, width: int) -> list[Content]:
        lines = (Content.assemble((f"{time:>6}  ", "$quiet"), title) for time, title in self.key)
        return [line.truncate(width, ellipsis=True) for line in lines]


def _time(step: Step) -> str:
    return "aside" if step.aside else length(step.time)
