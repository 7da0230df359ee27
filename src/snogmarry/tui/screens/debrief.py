"""The debrief: what was learned, by whom, and what no one touched."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, OptionList

from snogmarry.report import beside
from snogmarry.report.finality import adopting, marking
from snogmarry.report.words import written
from snogmarry.session import commands as c
from snogmarry.session.commands import Command, Refused
from snogmarry.session.coverage import Cell, Row, unplaced
from snogmarry.session.events import Recorded
from snogmarry.text import SafeText
from snogmarry.tui import debrief_text, notices
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.follow_up import ActionForm
from snogmarry.tui.forms.learning_point import LearningPointForm
from snogmarry.tui.forms.summary import SummaryForm
from snogmarry.tui.keys import bindings_of, foot_of
from snogmarry.tui.screens.cell import CellScreen
from snogmarry.tui.screens.export import ExportScreen
from snogmarry.tui.screens.joining import JoiningScreen
from snogmarry.tui.screens.reading import ReadingScreen
from snogmarry.tui.session_screen import SessionScreen
from snogmarry.tui.widgets.key_line import KeyLine
from snogmarry.tui.widgets.lines import Lines
from snogmarry.tui.widgets.matrix import Matrix
from snogmarry.tui.widgets.pane import Line

_FOOT = ("learning_point", "follow_up", "note", "export", "summary_words", "final", "end", "leave")


class DebriefScreen(SessionScreen):
    """The matrix of lessons and groups; below it what fits no lesson, actions and notes."""

    CSS_PATH = "../styles/debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("debrief")]
    place = "debrief"

    def compose(self) -> ComposeResult:
        with Horizontal(id="debrief-top"):
            yield Line(id="debrief-headline")
            yield Line(id="debrief-time")
        yield Matrix(id="debrief-matrix")
        yield Line(id="debrief-cell")
        with Horizontal(id="debrief-lists"):
            for name in ("points", "actions", "notes"):
                with Vertical():
                    yield Line(id=f"debrief-{name}-title", classes="list-title")
                    yield Lines(id=f"debrief-{name}")
        yield KeyLine(foot_of("debrief", _FOOT))

    def on_mount(self) -> None:
        self.query_one(Matrix).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_matrix)

    # Bringing it up to date

    def room_moved(self, events: tuple[Recorded, ...]) -> None:  # noqa: ARG002
        s = self.session
        self._line("headline", debrief_text.headline(s))
        self._line("time", debrief_text.time_line(s))
        loose = unplaced(s)
        self._list(
            "points",
            f"Without a lesson: {len(loose)}",
            [(str(p.number), debrief_text.point_line(s, p)) for p in loose],
        )
        actions = [action for action in s.actions.values() if not action.withdrawn]
        self._list(
            "actions",
            f"Actions: {len(actions)}",
            [(str(a.number), debrief_text.action_line(a)) for a in actions],
        )
        self._list(
            "notes",
            f"Private notes: {len(s.notes)}",
            [
                (str(n.number), debrief_text.note_line(n, public=self.public))
                for n in s.notes.values()
            ],
        )
        self._show_matrix()

    def _line(self, name: str, text: Content) -> None:
        self.query_one(f"#debrief-{name}", Line).show(text)

    def _list(self, name: str, title: str, lines: list[tuple[str, Content]]) -> None:
        self._line(f"{name}-title", Content(title))
        self.query_one(f"#debrief-{name}", Lines).show(lines)

    def _show_matrix(self) -> None:
        self.query_one(Matrix).show(self.session)
        self._show_cell()

    def _show_cell(self) -> None:
        picked = self.query_one(Matrix).picked
        if picked is not None:
            row, cell = picked
            self._line("cell", debrief_text.cell_line(self.session, row, cell))

    def on_data_table_cell_highlighted(self) -> None:
        self._show_cell()

    # Opening what is picked

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        picked = self.query_one(Matrix).picked
        if picked is not None:
            self._open(*picked)

    def _open(self, row: Row, cell: Cell | None) -> None:
        if cell is not None:
            self.app.push_screen(CellScreen(self.pen, lesson=row.lesson, group=cell.group))
            return
        lesson = debrief_text.lesson_of(self.session, row.lesson)
        origin = "of the original list" if lesson.origin == "original" else "drawn"
        text = SafeText(f"{lesson.text}\n\n({origin}) {lesson.drawn_from or ''}")
        self.app.push_screen(ReadingScreen(lesson.title, text))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        number, s = int(event.option.id or 0), self.session
        match event.option_list.id:
            case "debrief-points":
                self.app.push_screen(LearningPointForm(self.pen, point=s.points[number]))
            case "debrief-actions":
                today = datetime.now().astimezone().date()
                form = ActionForm(self.pen, today=today, action=s.actions[number])
                self.app.push_screen(form)
            case "debrief-notes":
                note = s.notes[number]
                reading = ReadingScreen(f"{note.ref}, a private note", note.text)
                await self.in_private("a note is private", lambda: self.app.push_screen(reading))

    # Acting

    async def action_withdraw(self) -> None:
        """Withdraw the learning point or the action under the cursor, after a question."""
        for name, kind in (("points", c.WithdrawPoint), ("actions", c.WithdrawAction)):
            lines = self.query_one(f"#debrief-{name}", Lines)
            if lines.has_focus and lines.chosen is not None:
                command: Command = kind(int(lines.chosen))
                await self.program.ask(
                    "Withdraw it?",
                    "It is kept in the journal, but it is not in the summary.",
                    partial(self._act, command),
                )
                return
        self._refuse("Tab to a learning point or an action first; notes stay.")

    async def _act(self, command: Command) -> None:
        recorded = await self.carry_out(command)
        if recorded:
            notices.say(self.app, entered(recorded, self.session) or "Done.")

    async def action_end(self) -> None:
        """Go back into the steps."""
        await self._go_back(c.ReopenSession())

    async def action_undo(self) -> None:
        deeds = self.session.deeds
        if deeds and deeds[-1].kind == "end":
            await self._go_back(c.Undo())
        else:
            await super().action_undo()

    async def _go_back(self, command: Command) -> None:
        """Go back into the steps; where the summary is final, after a question."""
        if not self.session.final:
            await self.carry_out(command)
            return
        await self.program.ask(
            "Go back into the steps?",
            "The summary is final; it will say that the course of the session changed since, until "
            "shift+f in the debrief fixes it anew.",
            partial(self.carry_out, command),
        )

    async def action_final(self) -> None:
        """Fix the summary as it stands, with the words of the file beside it; or take it back."""
        fixed = self.session.finality
        if fixed is None:
            await self._make_final()
        elif self.session.changed_since_final:
            await self.program.ask(
                "Fix the summary anew?",
                f"It was final as of {written(fixed.wall)} and has changed since, which it says. "
                "It becomes final as it stands, with a new date.",
                self._make_final,
            )
        else:
            await self.program.ask(
                "Make the summary a draft again?",
                f"It is final as of {written(fixed.wall)}. That is taken back: what is exported "
                "from now on says draft, and shift+f fixes it with a new date.",
                self._make_draft,
            )

    async def _make_final(self) -> None:
        try:
            adopted = adopting(self.session, beside.read(self.room.path))
        except (beside.CannotRead, Refused) as error:
            self._refuse(str(error))
            return
        for command in adopted:
            if await self.carry_out(command) is None:
                return
        if await self.carry_out(marking(self.room.events)) is not None:
            notices.say(self.app, "The summary is final.")

    async def _make_draft(self) -> None:
        if await self.carry_out(c.MarkSummary(final=False)) is not None:
            notices.say(self.app, "It is a draft again.")

    def action_summary_words(self) -> None:
        self.app.push_screen(SummaryForm(self.pen))

    async def action_show_joining(self) -> None:
        """Let phones in: show the QR code over this screen and the stage, until it is left."""
        if self.phones.never:
            self._refuse(self.phones.unserved)
        elif not self.session.joining:
            self._refuse("Joining is closed. shift+p, o: open it again")
        else:
            self.phones.call()
            await self.put_on_stage(shown=True)
            self.app.push_screen(JoiningScreen(self.phones), self._joining_left)

    async def _joining_left(self, _: None) -> None:
        await self.put_on_stage(shown=False)

    def action_export(self) -> None:
        self.app.push_screen(ExportScreen(self.pen, self.room))
