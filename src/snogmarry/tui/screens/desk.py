"""The desk: what only the facilitator may see."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.room import Room
from snogmarry.scenario.models import Act, Learn
from snogmarry.session import commands as c
from snogmarry.session.answered import asked_run
from snogmarry.session.events import Recorded
from snogmarry.session.public import progress
from snogmarry.session.state import Run
from snogmarry.session.tally import offer
from snogmarry.tui import desk_text
from snogmarry.tui.board import board
from snogmarry.tui.deciding import DecidesOnPieces
from snogmarry.tui.entered import entered
from snogmarry.tui.inbox import Piece, beside_elsewhere, inbox, run_of, waits
from snogmarry.tui.inbox_text import detail, line, title
from snogmarry.tui.keys import bindings_of, foot_of
from snogmarry.tui.widgets.key_line import KeyLine
from snogmarry.tui.widgets.lines import Lines
from snogmarry.tui.widgets.pane import Line, Pane

PANES = ("notes", "injects", "order")

_FOOT = ("scribe", "release", "release_group", "aloud", "hands", "next", "pause", "desk")
_FOOT_OF_HARVEST = ("learning_point", "follow_up", "note", "next", "pause", "desk")


class DeskScreen(DecidesOnPieces):
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
    AUTO_FOCUS = ""
    place = "desk"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._drawn: tuple[int, Run | None] | None = None
        """The head of the session and the run that the inbox was drawn for."""
        self._home: tuple[int | None, str] | None = None
        """The run that the room is in, and the list that had the arrows at first."""
        self._followed: str | None = None
        """The piece whose group was picked with it."""

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
                yield Line(id="desk-columns")
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

    # What is picked

    def picked_group(self) -> int | None:
        chosen = self._board.chosen
        return None if chosen is None or asked_run(self.session) is None else int(chosen)

    def picked(self) -> Piece | None:
        """What is highlighted in the inbox; None while the inbox is hidden."""
        return self.pieces.get(self._inbox.chosen or "")

    def pick_next(self) -> None:
        """Highlight the next piece that waits, from the one picked on and around; else stay.

        Those of other steps come last.
        """
        listed, ids = self._inbox, list(self.pieces)
        if listed.chosen in self.pieces:
            here, run = ids.index(listed.chosen) + 1, self._asked
            waiting = [i for i in ids[here:] + ids[:here] if waits(self.pieces[i])]
            waiting.sort(key=lambda i: run_of(self.pieces[i]) not in {run, None})
            listed.choose(waiting[0] if waiting else listed.chosen)

    def action_pick_group(self, place: int) -> None:
        groups = list(self.session.groups)
        if place <= len(groups):
            self._board.choose(str(groups[place - 1]))
            self._pick_of_group()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list is self._inbox:
            self._follow_piece()
        elif self._board.has_focus:
            self._pick_of_group()

    def _follow_piece(self) -> None:
        """Show in full what is picked, and pick its group with it."""
        piece = self.picked()
        self.query_one("#desk-detail", Pane).show(detail(self.session, piece))
        picked = None if piece is None else piece.id
        if picked != self._followed:  # a list that is drawn anew picks no group
            self._followed = picked
            if piece is not None and piece.group is not None:
                self._board.choose(str(piece.group))

    def _pick_of_group(self) -> None:
        """Pick what the group picked gave, so that no key acts on what another gave."""
        group, piece = self.picked_group(), self.picked()
        if group is None or (piece is not None and piece.group == group):
            return
        theirs = [
            one for one in self.pieces.values() if (one.group, run_of(one)) == (group, self._asked)
        ]
        first = next(filter(waits, theirs), theirs[0] if theirs else None)
        self._followed = None if first is None else first.id
        if first is None:
            self._inbox.unpick()
        else:
            self._inbox.choose(first.id)
        self._follow_piece()

    @property
    def _asked(self) -> int | None:
        """The number of the run whose answers are asked for."""
        run = asked_run(self.session)
        return None if run is None else run.number

    @property
    def _board(self) -> Lines:
        return self.query_one("#desk-board", Lines)

    @property
    def _inbox(self) -> Lines:
        return self.query_one("#desk-inbox", Lines)

    def _give_arrows(self) -> None:
        """Give the arrows to the list that is there, unless Tab gave them away in this step."""
        lists = "desk-notes" if asked_run(self.session) is None else "desk-board"
        home = (self.session.current, "desk-inbox" if self.pieces else lists)
        if home == self._home:
            return
        moved = self._home is None or self._home[0] != home[0]
        stayed = self.focused is None or self._home is None or self.focused.id == self._home[1]
        self._home = home
        if moved or stayed:
            there = self.query_one(f"#{home[1]}")
            self.set_focus(there)  # for keys that were typed ahead
            # What is hidden still, or not hidden yet, would take it or lose it.
            self.call_after_refresh(self.set_focus, there)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_list is self._inbox:
            self.action_correct()
        elif (run := asked_run(self.session)) is not None and event.option.id:
            self._scribe(run, int(event.option.id))

    # Acting

    def show_pieces(self) -> None:
        self._show_inbox(asked_run(self.session), moved=False)

    async def action_release_group(self) -> None:
        group = self.picked_group()
        if group is not None:
            await self.release_all(group)

    async def action_release_everything(self) -> None:
        await self.release_all()

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
        if self._drawn != (self.session.head, run):
            moved = self._drawn is None or self._drawn[1] is not run
            self._drawn = (self.session.head, run)
            self._show_inbox(run, moved=moved)
        self._show_board(run)
        self._give_arrows()
        self.query_one("#desk-notes", Pane).show(desk_text.notes(self.session.step))
        self._show_offer()
        self.tick()

    def _show_board(self, run: Run | None) -> None:
        for part in ("board", "board-title", "columns"):
            self.query_one(f"#desk-{part}").display = run is not None
        if run is None:
            return
        sides = self.session.scenario
        groups = board(self.session, run, self.phones.presence)
        board_title = desk_text.board_title(groups, progress(self.session, run))
        self._line("board-title", Content(board_title))
        self.query_one("#desk-columns").display = any(group.pace for group in groups)
        self._line("columns", Content(desk_text.COLUMNS))
        lines = [
            (str(group.group), desk_text.board_line(number, group, sides.side(group.side).name))
            for number, group in enumerate(groups, start=1)
        ]
        self._board.show(lines)

    def _show_inbox(self, run: Run | None, *, moved: bool) -> None:
        pieces = [piece for piece in inbox(self.session, run) if piece.id not in self.put_away]
        nothing = run is None and not pieces
        self.query_one("#desk-body").set_class(nothing, "-no-answers")
        number = None if run is None else run.number
        first = not any(run_of(piece) == number for piece in self.pieces.values())
        self.pieces = {piece.id: piece for piece in pieces}
        elsewhere = [b for b in beside_elsewhere(self.session, run) if b.id not in self.put_away]
        self._line("inbox-title", Content(title(pieces, len(elsewhere))))
        lines = [(piece.id, line(self.session, piece, run)) for piece in pieces]
        self._inbox.show(lines)
        if moved or first:  # the first answers of a step are marked, not old ones
            self._inbox.choose(None)
        elif self.picked() is None:
            self._pick_of_group()
        self.query_one("#desk-detail", Pane).show(detail(self.session, self.picked()))

    def _show_offer(self) -> None:
        offered = desk_text.offered(self.session)
        self.query_one("#desk-offer").display = offered is not None
        self._line("offer", offered or Content(""))

    def _show_foot(self) -> None:
        harvest = isinstance(self.session.step, Learn | Act)
        first = _FOOT_OF_HARVEST if harvest else _FOOT
        if harvest and self.pieces:
            first = ("release", "release_everything", *first)
        there = self.phones.there.short if self.phones.on else ""
        self.query_one(KeyLine).tell(there, foot_of("desk", first))

    def _line(self, name: str, text: Content) -> None:
        self.query_one(f"#desk-{name}", Line).show(text)

    def tick(self) -> None:
        now = self.room.now()
        self._line("headline", desk_text.headline(self.session))
        self._line("time", desk_text.time_line(self.session, now))
        flags = desk_text.flags(self.session, asked_run(self.session), now)
        word, showing = self.phones.word, "QR CODE ON THE STAGE" if self.phones.on_stage else ""
        flags = " · ".join(part for part in (word, showing, flags) if part)
        self._line("flags", Content(flags))
        self._show_foot()
        self.query_one("#desk-injects", Pane).show(desk_text.injects_text(self.session, now))
        self.query_one("#desk-order", Pane).show(desk_text.order_text(self.session, now))
