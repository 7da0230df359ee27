"""Home: scenarios to play, sessions to go on with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from snogmarry.tui import notices, offers
from snogmarry.tui.keys import Place, bindings_of, keys_of
from snogmarry.tui.offers import Offer
from snogmarry.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from snogmarry.tui.app import SnogmarryApp


AGAIN = 3.0
"""Seconds until sessions are looked at again."""


class HomeScreen(Screen[None]):
    """One list: what is under way first, then scenarios, then the other sessions."""

    CSS_PATH = "../styles/home.tcss"
    place: Place = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("home")]

    def __init__(self) -> None:
        super().__init__()
        self._offers: dict[str, Offer] = {}

    @property
    def program(self) -> SnogmarryApp:
        """The app, by its own type."""
        return cast("SnogmarryApp", self.app)

    def compose(self) -> ComposeResult:
        yield Static(
            Content.assemble((" snogmarry", "bold"), "  workshops on the clash of two sides"),
            id="title",
        )
        yield OptionList(id="offers", compact=True)
        yield KeyLine(tuple(keys_of("home")))

    def on_mount(self) -> None:
        self.query_one("#offers", OptionList).focus()
        self._look()

    async def _fill(self) -> None:
        doors = self.program.doors
        scenarios = await asyncio.to_thread(offers.scenarios)
        sessions = await asyncio.to_thread(offers.sessions, doors.sessions, doors.clock)
        self._show(scenarios, sessions)
        if any(offer.open_elsewhere for offer in sessions):
            # A window that has just died looks alive for some seconds more.
            self.set_timer(AGAIN, self._look)

    def _look(self) -> None:
        self.run_worker(self._fill(), exclusive=True, exit_on_error=False)

    def _show(self, scenarios: list[Offer], sessions: list[Offer]) -> None:
        rows = self.query_one("#offers", OptionList)
        marked, first = self._marked(), next(iter(self._offers.values()), None)
        rows.clear_options()
        self._offers.clear()
        under_way = [offer for offer in sessions if offer.under_way]
        others = [offer for offer in sessions if not offer.under_way]
        self._section(rows, "Under way: go on where you were", "session", under_way)
        self._section(rows, "Play a scenario", "scenario", scenarios)
        self._section(rows, "Go on with a session, or export it", "session", others)
        # Whoever has not moved the mark wants what comes first, and that may only now be known.
        same = marked[1].path if marked and marked[1] is not first else None
        paths = [name for name, offer in self._offers.items() if offer.path == same]
        name = next(iter([*paths, *self._offers]), None)
        rows.highlighted = None if name is None else rows.get_option_index(name)

    def _section(self, rows: OptionList, heading: str, kind: str, those: list[Offer]) -> None:
        if not those:
            return
        if rows.option_count:
            rows.add_option(Option(Content(""), disabled=True))
        rows.add_option(Option(Content.assemble((heading, "bold $primary")), disabled=True))
        for offer in those:
            name = f"{kind} {len(self._offers)}"
            self._offers[name] = offer
            mark = "  " if offer.sound else "! "
            more = f"\n    {offer.more}"
            rows.add_option(Option(Content.assemble(mark, (offer.title, "bold"), more), id=name))

    def _marked(self) -> tuple[str, Offer] | None:
        rows = self.query_one("#offers", OptionList)
        if rows.highlighted is None:
            return None
        name = rows.get_option_at_index(rows.highlighted).id or ""
        offer = self._offers.get(name)
        return None if offer is None else (name.split()[0], offer)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_choose()

    async def action_choose(self) -> None:
        """Play the scenario, or go on with the session."""
        marked = self._marked()
        if marked is None:
            return
        kind, offer = marked
        if not offer.sound:
            notices.say(self.app, offer.more, "refused")
        elif kind == "scenario":
            await self.program.play(offer.path)
        else:
            await self.program.go_on(offer.path)

    async def action_export(self) -> None:
        marked = self._marked()
        if marked is None or marked[0] != "session" or not marked[1].sound:
            notices.say(
                self.app, "Mark a session first; its summary is what is written.", "refused"
            )
            return
        await self.program.go_on(marked[1].path)
        self.program.call_later(self.program.export)

    def action_help(self) -> None:
        from snogmarry.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.place))

    async def action_leave(self) -> None:
        await self.program.ask_to_leave()
