"""A private note of the facilitator."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from snogmarry.session.commands import Command, Refused, TakeNote
from snogmarry.session.rules.harvest import NOTE_LIMIT
from snogmarry.tui.forms.fields import Label, TextField
from snogmarry.tui.forms.form import Form


class NoteForm(Form):
    """Takes a note, with the time and the step."""

    heading = "A private note"
    hint = "ctrl+s keep · esc leave"
    draft_key = "note"

    def fields(self) -> ComposeResult:
        step = self.session.step
        with Horizontal(classes="line"):
            yield Label("Never on the stage" + (f" · {step.title}" if step else ""))
            yield Label(id="text-count", classes="count")
        yield TextField(id="text", limit=NOTE_LIMIT)

    def commands(self) -> list[Command]:
        text = self.field("text", TextField).given
        if not text:
            raise Refused("There is nothing typed yet.")
        return [TakeNote(text)]
