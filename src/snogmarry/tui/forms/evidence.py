"""Which lessons a response shows."""

from __future__ import annotations

from textual.app import ComposeResult

from snogmarry.session.answered import group_name, seen_words
from snogmarry.session.commands import Command, LinkEvidence
from snogmarry.session.state import Response
from snogmarry.tui.forms.fields import Choices, Label
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.learning_point import lesson_choices


class EvidenceForm(Form):
    """Links a response to lessons, directly, and takes such links away."""

    hint = "number keys pick · enter keep · esc leave"

    def __init__(self, pen: Pen, *, response: Response) -> None:
        super().__init__(pen)
        self.response = response
        self.before = [lesson for number, lesson in pen.session.links if number == response.number]
        group = group_name(pen.session, response.group)
        self.heading = f"{response.ref} of {group}: what does it show?"

    def fields(self) -> ComposeResult:
        words = seen_words(self.session, self.response, public=self.public)
        yield Label(words, classes="context")
        yield Choices(lesson_choices(self.session), "any", id="lessons", picked=self.before)

    def commands(self) -> list[Command]:
        picked = self.field("lessons", Choices).picked
        number = self.response.number
        links = [LinkEvidence(number, lesson) for lesson in picked if lesson not in self.before]
        dropped = [
            LinkEvidence(number, lesson, linked=False)
            for lesson in self.before
            if lesson not in picked
        ]
        return [*links, *dropped]
