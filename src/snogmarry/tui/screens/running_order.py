"""The running order: every step, where the room is, how the time stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.scenario.models import Step
from snogmarry.session.commands import Again, Jump, MendStepTime, Refused
from snogmarry.session.rules import decide
from snogmarry.session.tally import offer
from snogmarry.session.timing import remaining
from snogmarry.tui import notices
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.lists import ListScreen
from snogmarry.tui.forms.mend import MendForm
from snogmarry.tui.order import mark_of, took, totals
from snogmarry.tui.words import clock


class RunningOrderScreen(ListScreen[None]):
    """Enter goes to a step, `a` begins it anew, `m` mends it before it has run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "new take"),
        Binding("m", "mend", "mend"),
        Binding("j", "leave", "leave", show=False),
    ]
    heading = "Running order"
    runs = True
    hint = "enter go there · a new take · m mend · esc leave"

    def __init__(self, pen: Pen, *, now: Callable[[], int]) -> None:
        super().__init__(pen)
        self.now = now

    def lines(self) -> list[tuple[str, Content]]:
        run = self.session.run
        offered = None if run is None else offer(self.session, run)
        return [(step.id, self._line(step, step.id == offered)) for step in self.session.steps]

    def _line(self, step: Step, offered: bool) -> Content:
        runs = self.session.runs_of(step.id)
        run = self.session.run
        notes = [took(runs, self.now())]
        if step.aside:
            notes.append("aside")
        if offered:
            notes.append("OFFERED by the vote")
        if run is not None and run.step == step.id and self.session.phase == "live":
            notes.append(f"{clock(remaining(run, self.now()))} left")
        return Content.from_markup(
            "$mark $do $time  [b]$title[/b]  $notes",
            mark=mark_of(self.session, step),
            do=f"{step.do:<7}",
            time=f"{clock(step.time):>6}",
            title=step.title,
            notes=" · ".join(note for note in notes if note),
        )

    def above(self) -> str:
        return totals(self.session, self.now())

    def first(self) -> str | None:
        """The step that is offered, else the one the room is in."""
        run = self.session.run
        if run is None:
            return None
        return offer(self.session, run) or run.step

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id is not None:
            await self._go(Jump(event.option.id))

    async def action_again(self) -> None:
        step, run = self.chosen, self.session.run
        if step is not None:
            here = self.session.phase == "live" and run is not None and run.step == step
            await self._go(Again() if here else Jump(step, again=True))

    async def _go(self, command: Jump | Again) -> None:
        if await self.pen.carry_out(command) is not None:
            self.dismiss(None)

    def action_mend(self) -> None:
        if self.chosen is None:
            return
        step = self.session.step_of(self.chosen)
        try:
            decide(self.session, MendStepTime(step.id, step.time), self.session.at)
        except Refused as refused:
            notices.say(self.app, str(refused), "refused")
            return
        self.app.push_screen(MendForm(self.pen, step=step), self._mended)

    def _mended(self, kept: bool | None) -> None:
        if kept:
            self.draw()
