"""Any amount of time, given or taken."""

from __future__ import annotations

from textual.app import ComposeResult

from snogmarry.session.commands import Command, Extend
from snogmarry.tui.forms.fields import Label, LineField
from snogmarry.tui.forms.form import Form
from snogmarry.tui.forms.reading import read_extension


class ExtendForm(Form):
    """One line with an amount of time."""

    heading = "More time, or less"
    hint = "enter keep · esc leave"

    def fields(self) -> ComposeResult:
        yield Label("Minutes, such as 5 or -2, or a time such as 90s or 1m30s")
        yield LineField(id="by")

    def commands(self) -> list[Command]:
        return [Extend(read_extension(self.field("by", LineField).given))]
