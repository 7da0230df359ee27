"""The injects of the step: what has arrived, what will, what waits for a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.scenario.models import Inject, injects_of
from snogmarry.session.answered import first_line
from snogmarry.session.commands import ReleaseInject
from snogmarry.session.state import Run
from snogmarry.tui import notices
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.lists import ListScreen
from snogmarry.tui.injects import when, who


class InjectsScreen(ListScreen[None]):
    """Enter lets one arrive now."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "leave", "leave", show=False)]
    heading = "Injects of this step"
    runs = True
    hint = "enter lets it arrive now · esc leave"
    empty = "This step has no injects. With w you can post as one of the cast."

    def __init__(self, pen: Pen, *, run: Run, now: Callable[[], int]) -> None:
        super().__init__(pen)
        self.run = run
        self.now = now

    def _injects(self) -> tuple[Inject, ...]:
        return injects_of(self.session.step_of(self.run.step))

    def lines(self) -> list[tuple[str, Content]]:
        return [
            (
                inject.id,
                Content.from_markup(
                    "[b]$when[/b]  $held$who: $text",
                    when=when(self.session, self.run, inject, self.now()),
                    # Notes name by its id what comes only by key.
                    held=f'"{inject.id}"  ' if inject.held else "",
                    who=who(self.session, inject),
                    text=first_line(inject.text),
                ),
            )
            for inject in self._injects()
        ]

    def first(self) -> str | None:
        waiting = [i for i in self._injects() if i.id not in self.run.arrived]
        return next((i.id for i in waiting if i.held), waiting[0].id if waiting else None)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id is None:
            return
        recorded = await self.pen.carry_out(ReleaseInject(event.option.id))
        if recorded is not None:
            notices.say(self.app, entered(recorded, self.session) or "It is in the feed.")
            self.dismiss(None)
