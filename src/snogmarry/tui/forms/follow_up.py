"""An action: what, who owns it, by when."""

from __future__ import annotations

from datetime import date
from typing import get_args

from textual.app import ComposeResult
from textual.widgets import Input

from snogmarry.session.commands import AgreeAction, ChangeAction, Command, Refused
from snogmarry.session.events import Status
from snogmarry.session.harvest_words import BY_WHEN, FROM_WHEN, OWNER, TO_DO
from snogmarry.session.state import Action
from snogmarry.tui.forms.dates import in_full, read_date
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.learning_point import LESSONS_LABEL, lesson_choices

STATUSES = (
    Choice("open", "Still to be done"),
    Choice("done", "Done"),
    Choice("dropped", "Dropped"),
)


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
        yield Label(TO_DO)
        yield LineField("" if action is None else action.text, id="text")
        yield Label(OWNER)
        yield LineField("" if action is None else action.owner, id="owner")
        yield Label(BY_WHEN, id="due-read")
        due = "" if action is None or action.due is None else action.due.isoformat()
        yield LineField(due, id="due")
        yield Label(LESSONS_LABEL)
        picked = () if action is None else action.lessons
        yield Choices(lesson_choices(self.session), "any", id="lessons", picked=picked)
        yield Label(FROM_WHEN, id="start-read")
        start = "" if action is None or action.start is None else action.start.isoformat()
        yield LineField(start, id="start")
        if action is not None:
            yield Label("It is")
            yield Choices(STATUSES, "one", id="status", picked=[action.status])

    def commands(self) -> list[Command]:
        text = self.field("text", LineField).given
        if not text:
            raise Refused("There is nothing typed yet: what is to be done?")
        owner = self.field("owner", LineField).given
        due = read_date(self.field("due", LineField).given, self.today)
        start = read_date(self.field("start", LineField).given, self.today)
        lessons = tuple(self.field("lessons", Choices).picked)
        if self.action is not None:
            number = self.action.number
            return [ChangeAction(number, text, owner, due, lessons, start, self._status())]
        return [AgreeAction(text, owner, due, lessons, start)]

    def _status(self) -> Status:
        picked = self.field("status", Choices).picked
        return next(status for status in get_args(Status) if status in picked)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say back which date was understood."""
        asked = {"due": BY_WHEN, "start": FROM_WHEN}.get(event.input.id or "")
        if asked is not None:
            label = self.query_one(f"#{event.input.id}-read", Label)
            label.say(self._understood(asked, event.value))

    def _understood(self, asked: str, written: str) -> str:
        try:
            read = read_date(written, self.today)
        except Refused:
            read = None
        return asked if read is None else f"{asked.partition(':')[0]}: {in_full(read)}"
