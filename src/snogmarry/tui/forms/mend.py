"""Mending a step that has not run: its title, time, texts and prompts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult

from snogmarry.scenario.models import Ask, Step, Vote, written
from snogmarry.session.commands import Command, MendStep, MendStepTime
from snogmarry.session.events import StepPart
from snogmarry.session.rules.steps import PART_LIMITS
from snogmarry.session.state import Session
from snogmarry.text import SafeText
from snogmarry.tui.forms.fields import Label, LineField, TextField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.reading import read_time


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a step."""

    id: str
    part: StepPart
    label: str
    text: str
    side: str | None = None


def parts_of(session: Session, step: Step) -> Iterator[Part]:
    """The texts of a step below its title, as they stand."""
    yield Part("text", "text", "Text on the stage", step.text or "")
    if isinstance(step, Ask | Vote):
        if isinstance(step.ask, str):
            yield Part("ask", "ask", "Prompt for both sides", step.ask)
        else:
            for side, prompt in step.ask.items():
                name = session.scenario.side(side).name
                yield Part(f"ask-{side}", "ask", f"Prompt for {name}", prompt, side)
    yield Part("notes", "notes", "Notes, for you alone", step.notes or "")


class MendForm(Form):
    """Each text in a field of its own; what was changed is mended."""

    hint = "tab next field · ctrl+s keep · esc leave"
    enter_keeps = False
    dense = True

    def __init__(self, pen: Pen, *, step: Step) -> None:
        super().__init__(pen)
        self.step = step
        self.parts = list(parts_of(pen.session, step))
        self.heading = f"Mend: {step.title}"
        self.draft_key = f"mend {step.id}"

    def fields(self) -> ComposeResult:
        yield Label("Title")
        yield LineField(self.step.title, id="title")
        yield Label("Time, such as 6m or 1m30s")
        yield LineField(written(self.step.time), id="time")
        for part in self.parts:
            yield Label(part.label)
            yield TextField(part.text, id=part.id, limit=PART_LIMITS[part.part])

    def commands(self) -> list[Command]:
        mends: list[Command] = []
        title = self.field("title", LineField).given
        if title != self.step.title:
            mends.append(MendStep(self.step.id, "title", title))
        time = read_time(self.field("time", LineField).given)
        if time != self.step.time:
            mends.append(MendStepTime(self.step.id, time))
        for part in self.parts:
            text: SafeText = self.field(part.id, TextField).given
            if text != part.text:
                mends.append(MendStep(self.step.id, part.part, text, part.side))
        return mends
