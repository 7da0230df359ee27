"""An action: what, who owns it, by when."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input

from snogmarry.session.commands import AgreeAction, ChangeAction, Command, Refused
from snogmarry.session.state import Action
from snogmarry.tui.forms.dates import in_full, read_date
from snogmarry.tui.forms.fields import Choices, Label, LineField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.learning_point import LESSONS_LABEL, lesson_choices

BY_WHEN = "By when: 1 Dec, Friday, in 2 weeks … (may stay empty)"


class ActionForm(Form):
    """Agrees an action, or changes one."""

    hint = "enter next field · ctrl+s keep · esc leave"
    enter_keeps = False
    dense = True

    def __init__(self, pen: Pen, *, today: date, action: Action | None = None) -> None:
        super().__init__(pen)
        self.today = today
        self.action = action
        self.heading = "An action" if action is None else f"Mend {action.ref}"
        self.draft_key = "action new" if action is None else f"action {action.number}"

    def fields(self) -> ComposeResult:
        action = self.action
        yield Label("What is to be done")
        yield LineField("" if action is None else action.text, id="text")
        yield Label("Who sees to it")
        yield LineField("" if action is None else action.owner, id="owner")
        yield Label(BY_WHEN, id="due-read")
        due = "" if action is None or action.due is None else action.due.isoformat()
        yield LineField(due, id="due")
        yield Label(LESSONS_LABEL)
        picked = () if action is None else action.lessons
        yield Choices(lesson_choices(self.session), "any", id="lessons", picked=picked)

    def commands(self) -> list[Command]:
        text = self.field("text", LineField).given
        if not text:
            raise Refused("There is nothing typed yet: what is to be done?")
        owner = self.field("owner", LineField).given
        due = read_date(self.field("due", LineField).given, self.today)
        lessons = tuple(self.field("lessons", Choices).picked)
        if self.action is not None:
            return [ChangeAction(self.action.number, text, owner, due, lessons)]
        return [AgreeAction(text, owner, due, lessons)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say back which date was understood."""
        if event.input.id == "due":
            self.query_one("#due-read", Label).say(self._understood(event.value))

    def _understood(self, written: str) -> str:
        try:
            due = read_date(written, self.today)
        except Refused:
            due = None
        return BY_WHEN if due is None else f"By when: {in_full(due)}"
