"""A learning point: what was learned, who drew it, which lessons, what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from snogmarry.session.answered import first_line, group_name, seen_words
from snogmarry.session.commands import ChangePoint, Command, DrawPoint, Refused
from snogmarry.session.events import Verdict
from snogmarry.session.state import LearningPoint, Session
from snogmarry.text import ANSWER_LIMIT
from snogmarry.tui import words
from snogmarry.tui.forms.fields import Choice, Choices, Label, TextField
from snogmarry.tui.forms.form import Form, Pen

ROOM = "room"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new point comes from."""

    group: int | None = None
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()


class LearningPointForm(Form):
    """Draws a point, or changes one."""

    hint = "tab next field · number keys pick · ctrl+s keep · esc leave"
    enter_keeps = False
    dense = True

    def __init__(
        self, pen: Pen, *, point: LearningPoint | None = None, origin: Origin | None = None
    ) -> None:
        super().__init__(pen)
        self.point = point
        if point is not None:
            origin = Origin(point.group, point.lessons, point.responses)
        self.origin = origin or Origin()
        self.heading = "A learning point" if point is None else f"Mend {point.ref}"
        self.draft_key = "point new" if point is None else f"point {point.number}"

    def fields(self) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Label("What was learned")
            yield Label(id="text-count", classes="count")
        text = "" if self.point is None else self.point.text
        yield TextField(text, id="text", limit=ANSWER_LIMIT)
        with Horizontal(classes="columns"):
            with Vertical(classes="who"):
                yield Label("Who drew it")
                yield Choices(list(self._who()), "one", id="who", picked=[_key(self.origin.group)])
                yield Label("It is")
                verdict = "improve" if self.point is None else self.point.verdict
                yield Choices(VERDICTS, "one", id="verdict", picked=[verdict])
            with Vertical(classes="lessons"):
                yield Label(LESSONS_LABEL)
                yield Choices(
                    lesson_choices(self.session), "any", id="lessons", picked=self.origin.lessons
                )
        responses = response_choices(self.session, self.origin.responses, public=self.public)
        if responses:
            yield Label("What shows it (space or its key picks)")
            picked = [str(number) for number in self.origin.responses]
            yield Choices(responses, "any", id="responses", picked=picked)

    def _who(self) -> Iterator[Choice]:
        yield Choice(ROOM, "The room as a whole")
        for group in self.session.groups.values():
            yield Choice(str(group.number), group.name)

    def commands(self) -> list[Command]:
        text = self.field("text", TextField).given
        if not text:
            raise Refused("There is nothing typed yet: what was learned?")
        who = self._one("who", "Pick who drew it.")
        group = None if who == ROOM else int(who)
        verdict = self._verdict()
        lessons = tuple(self.field("lessons", Choices).picked)
        shown = self.query("#responses").results(Choices)
        responses = tuple(int(number) for choices in shown for number in choices.picked)
        if self.point is not None:
            return [
                ChangePoint(self.point.number, text, verdict, group, lessons, responses),
            ]
        return [DrawPoint(text, verdict, group, lessons, responses)]

    def _verdict(self) -> Verdict:
        picked = self._one("verdict", "Pick whether to do it again or otherwise.")
        return "strength" if picked == "strength" else "improve"

    def _one(self, name: str, missing: str) -> str:
        picked = self.field(name, Choices).picked
        if not picked:
            raise Refused(missing)
        return picked[0]


LESSONS_LABEL = "Which lessons (* of this step)"
VERDICTS = tuple(Choice(found, words.verdict(found)) for found in get_args(Verdict))


def _key(group: int | None) -> str:
    return ROOM if group is None else str(group)


def lesson_choices(session: Session) -> list[Choice]:
    """The lessons, to pick from; those that the current step exercises are marked."""
    step = session.step
    exercised = step.lessons if step is not None else ()
    return [
        Choice(lesson.id, ("* " if lesson.id in exercised else "") + lesson.title)
        for lesson in session.lessons.lessons
    ]


def response_choices(session: Session, first: tuple[int, ...], *, public: bool) -> list[Choice]:
    """The responses, to pick from: those picked already, then the newest."""
    given = [r for r in session.responses.values() if not r.withdrawn]
    given.sort(key=lambda r: (r.number not in first, -r.number))
    return [
        Choice(
            str(r.number),
            f"{r.ref} {group_name(session, r.group)}: "
            f"{first_line(seen_words(session, r, public=public))}",
        )
        for r in given
    ]
