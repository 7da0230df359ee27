"""The desk: what only the facilitator may see."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.scenario.models import Act, Learn
from snogmarry.session import commands as c
from snogmarry.session.answered import asked_run
from snogmarry.session.commands import Command
from snogmarry.session.events import Recorded
from snogmarry.session.state import Response, Run
from snogmarry.session.tally import offer
from snogmarry.tui import desk_text, notices
from snogmarry.tui.board import board
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.scribe import ScribeForm
from snogmarry.tui.inbox import detail, inbox, line
from snogmarry.tui.keys import bindings_of, foot_of
from snogmarry.tui.session_screen import SessionScreen
from snogmarry.tui.widgets.key_line import KeyLine
from snogmarry.tui.widgets.lines import Lines
from snogmarry.tui.widgets.pane import Line, Pane

PANES = ("notes", "injects", "order")

_FOOT = ("scribe", "release", "release_group", "aloud", "hands", "next", "pause", "desk")
_FOOT_OF_HARVEST = ("learning_point", "follow_up", "note", "next", "pause", "desk")


class DeskScreen(SessionScreen):
    """Groups and their answers on the left; notes, injects and the running order beside them."""

    CSS_PATH = "../styles/desk.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (130, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (29, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("desk"),
        *(Binding(str(n), f"pick_group({n})", show=False) for n in range(1, 10)),
    ]
    place = "desk"

    def compose(self) -> ComposeResult:
        with Horizontal(id="desk-top"):
            yield Line(id="desk-headline")
            yield Line(id="desk-time")
        with Horizontal(id="desk-second"):
            yield Line(id="desk-flags")
            yield Line(id="desk-last")
        yield Line(id="desk-offer")
        with Horizontal(id="desk-body"):
            with Vertical(id="desk-left"):
                yield Line(id="desk-board-title", classes="pane-title")
                yield Lines(id="desk-board")
                yield Line(id="desk-inbox-title", classes="pane-title")
                yield Lines(id="desk-inbox")
                yield Pane("", id="desk-detail")
            with Container(id="desk-right"):
                yield Pane("For you alone", id="desk-notes", hint="p injects")
                with Vertical(id="desk-side"):
                    yield Pane("Injects", id="desk-injects", hint="p order")
                    yield Pane("Running order", id="desk-order", hint="p notes")
        yield KeyLine(foot_of("desk", _FOOT))

    def on_mount(self) -> None:
        self._show_pane(PANES[0])
        self.query_one("#desk-inbox").focus()

    # What is picked

    def picked_group(self) -> int | None:
        chosen = self.query_one("#desk-board", Lines).chosen
        return None if chosen is None or asked_run(self.session) is None else int(chosen)

    def picked_response(self) -> Response | None:
        """The response that is highlighted in the inbox; None while the inbox is hidden."""
        chosen = self.query_one("#desk-inbox", Lines).chosen
        if chosen is None or asked_run(self.session) is None:
            return None
        return self.session.responses.get(int(chosen))

    def action_pick_group(self, place: int) -> None:
        groups = list(self.session.groups)
        if place <= len(groups):
            self.query_one("#desk-board", Lines).choose(str(groups[place - 1]))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.id == "desk-inbox":
            response = self.picked_response()
            self.query_one("#desk-detail", Pane).show(detail(self.session, response))
            if response is not None:
                self.query_one("#desk-board", Lines).choose(str(response.group))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_list.id == "desk-inbox":
            self.action_correct()
        elif (run := asked_run(self.session)) is not None and event.option.id:
            self._scribe(run, int(event.option.id))

    # Acting on answers

    async def _act(self, command: Command) -> None:
        recorded = await self.carry_out(command)
        if recorded:
            notices.say(self.app, entered(recorded, self.session) or "Done.")

    def _nothing_picked(self) -> None:
        self._refuse("No response is picked; the arrows pick one in the inbox.")

    async def action_release(self) -> None:
        """Release the response that is picked."""
        response = self.picked_response()
        if response is None:
            self._refuse("Nothing waits to be released here.")
        elif not response.waiting:
            self._refuse(f"{response.ref} is on the stage already.")
        else:
            await self._act(c.Release((response.number,)))

    async def action_release_group(self) -> None:
        group = self.picked_group()
        if group is not None:
            await self.release_all(group)

    async def action_release_everything(self) -> None:
        await self.release_all()

    async def action_hide(self) -> None:
        """Hide the response that is picked."""
        await self._on_picked(c.Hide)

    async def action_admit(self) -> None:
        await self._on_picked(c.Admit)

    async def _on_picked(self, command: type[c.Hide | c.Admit]) -> None:
        response = self.picked_response()
        if response is None:
            self._nothing_picked()
        else:
            await self._act(command(response.number))

    async def action_withdraw(self) -> None:
        """Withdraw the response that is picked, after a question."""
        response = self.picked_response()
        if response is None:
            self._nothing_picked()
            return
        await self.program.ask(
            f"Withdraw {response.ref}?",
            "It is kept in the journal, but not counted and not shown.",
            lambda: self._act(c.Withdraw(response.number)),
        )

    def action_correct(self) -> None:
        response = self.picked_response()
        if response is None:
            self._nothing_picked()
            return
        run: Run = self.session.runs[response.run - 1]
        self.app.push_screen(ScribeForm(self.pen, run=run, group=response.group, response=response))

    async def action_take_offer(self) -> None:
        run = self.session.run
        target = None if run is None else offer(self.session, run)
        if target is None:
            self._refuse("No step is offered now.")
        else:
            await self.carry_out(c.Jump(target))

    # Panes

    def action_pane(self) -> None:
        shown = next(pane for pane in PANES if self.query_one("#desk-right").has_class(f"-{pane}"))
        self._show_pane(PANES[(PANES.index(shown) + 1) % len(PANES)])

    def _show_pane(self, wanted: str) -> None:
        for pane in PANES:
            self.query_one("#desk-right").set_class(pane == wanted, f"-{pane}")

    # Bringing it up to date

    def room_moved(self, events: tuple[Recorded, ...]) -> None:
        last = entered(events, self.session)
        if last is not None:
            self._line("last", Content(last))
        run = asked_run(self.session)
        self.query_one("#desk-body").set_class(run is None, "-no-answers")
        self._show_board(run)
        self._show_inbox(run)
        self.query_one("#desk-notes", Pane).show(desk_text.notes(self.session.step))
        self._show_offer()
        harvest = isinstance(self.session.step, Learn | Act)
        first = _FOOT_OF_HARVEST if harvest else _FOOT
        self.query_one(KeyLine).tell("", foot_of("desk", first))
        self.tick()

    def _show_board(self, run: Run | None) -> None:
        if run is None:
            return
        sides = self.session.scenario
        groups = board(self.session, run)
        self._line("board-title", Content(desk_text.board_title(groups)))
        lines = [
            (str(group.group), desk_text.board_line(number, group, sides.side(group.side).name))
            for number, group in enumerate(groups, start=1)
        ]
        self.query_one("#desk-board", Lines).show(lines)

    def _show_inbox(self, run: Run | None) -> None:
        responses = inbox(self.session, run)
        waiting = sum(r.waiting and not r.late for r in responses)
        title = f"Answers: {waiting} waiting, {len(responses)} in all"
        self._line("inbox-title", Content(title))
        lines = [(str(r.number), line(self.session, r, run)) for r in responses]
        self.query_one("#desk-inbox", Lines).show(lines)
        self.query_one("#desk-detail", Pane).show(detail(self.session, self.picked_response()))

    def _show_offer(self) -> None:
        offered = desk_text.offered(self.session)
        self.query_one("#desk-offer").display = offered is not None
        self._line("offer", offered or Content(""))

    def _line(self, name: str, text: Content) -> None:
        self.query_one(f"#desk-{name}", Line).show(text)

    def tick(self) -> None:
        now = self.room.now()
        self._line("headline", desk_text.headline(self.session))
        self._line("time", desk_text.time_line(self.session, now))
        flags = desk_text.flags(self.session, asked_run(self.session), now)
        self._line("flags", Content(flags))
        self.query_one("#desk-injects", Pane).show(desk_text.injects_text(self.session, now))
        self.query_one("#desk-order", Pane).show(desk_text.order_text(self.session, now))
