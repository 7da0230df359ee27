"""Which lessons a response speaks for or against."""

from __future__ import annotations

from textual.app import ComposeResult

from snogmarry.session.answered import group_name, seen_words
from snogmarry.session.commands import Command, LinkEvidence
from snogmarry.session.harvest_words import WAYS
from snogmarry.session.state import Response
from snogmarry.tui.forms.fields import Choices, Label
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.learning_point import lesson_choices


class EvidenceForm(Form):
    """Links a response to lessons, directly, and takes such links away."""

    legend = WAYS
    hint = "number keys pick · enter keep · esc leave"

    def __init__(self, pen: Pen, *, response: Response) -> None:
        super().__init__(pen)
        self.response = response
        self.before = {
            lesson: link.against
            for (number, lesson), link in pen.session.links.items()
            if number == response.number
        }
        group = group_name(pen.session, response.group)
        self.heading = f"{response.ref} of {group}: what does it show?"

    def fields(self) -> ComposeResult:
        words = seen_words(self.session, self.response, public=self.public)
        yield Label(words, classes="context")
        against = [lesson for lesson, against in self.before.items() if against]
        yield Choices(
            lesson_choices(self.session), "ways", id="lessons", picked=self.before, against=against
        )

    def commands(self) -> list[Command]:
        field = self.field("lessons", Choices)
        number, picked = self.response.number, field.picked
        ways = {lesson: lesson in field.against for lesson in picked}
        links = [
            LinkEvidence(number, lesson, against=against)
            for lesson, against in ways.items()
            if self.before.get(lesson) is not against
        ]
        dropped = [
            LinkEvidence(number, lesson, linked=False)
            for lesson in self.before
            if lesson not in picked
        ]
        return [*links, *dropped]
