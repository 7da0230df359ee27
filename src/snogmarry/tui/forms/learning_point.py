"""A learning point: what was learned, who drew it, which lessons, what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from snogmarry.report.mixed import bare
from snogmarry.report.words import run_title
from snogmarry.session import harvest_words as words
from snogmarry.session.answered import first_line, group_name, seen_words
from snogmarry.session.commands import ChangePoint, Command, DrawPoint, Refused
from snogmarry.session.events import Verdict
from snogmarry.session.refs import cast_posts, result_refs, timing_refs
from snogmarry.session.state import LearningPoint, Run, Session
from snogmarry.text import ANSWER_LIMIT
from snogmarry.tui.forms.fields import Choice, Choices, Label, TextField
from snogmarry.tui.forms.form import Form, Pen

ROOM = "room"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new point comes from."""

    group: int | None = None
    lessons: tuple[str, ...] = ()
    responses: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def shown_by(self) -> list[str]:
        """The refs of all that shows the point."""
        return [*(f"R-{number:03}" for number in self.responses), *self.refs]


class LearningPointForm(Form):
    """Draws a point, or changes one."""

    legend = words.WAYS
    hint = "tab next · keys pick · ctrl+s keep · esc leave"
    enter_keeps = False
    dense = True

    def __init__(
        self, pen: Pen, *, point: LearningPoint | None = None, origin: Origin | None = None
    ) -> None:
        super().__init__(pen)
        self.point = point
        if point is not None:
            origin = Origin(point.group, point.lessons, point.responses, point.refs, point.against)
        self.origin = origin or Origin()
        self.heading = "A learning point" if point is None else f"Mend {point.ref}"
        self.draft_key = "point new" if point is None else f"point {point.number}"

    def fields(self) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Label(words.LEARNED)
            yield Label(id="text-count", classes="count")
        text = "" if self.point is None else self.point.text
        yield TextField(text, id="text", limit=ANSWER_LIMIT)
        with Horizontal(classes="columns"):
            with Vertical(classes="who"):
                yield Label(words.DRAWN_BY)
                yield Choices(list(self._who()), "one", id="who", picked=[_key(self.origin.group)])
                yield Label(words.VERDICT)
                verdict = "improve" if self.point is None else self.point.verdict
                yield Choices(VERDICTS, "one", id="verdict", picked=[verdict])
            with Vertical(classes="lessons"):
                yield Label(LESSONS_LABEL)
                yield Choices(
                    lesson_choices(self.session),
                    "ways",
                    id="lessons",
                    picked=self.origin.lessons,
                    against=self.origin.against,
                )
        shown_by = self.origin.shown_by
        evidence = evidence_choices(self.session, shown_by, public=self.public)
        if evidence:
            yield Label(f"{words.SHOWN_BY} (space or its key picks)")
            yield Choices(evidence, "any", id="evidence", picked=shown_by)

    def _who(self) -> Iterator[Choice]:
        yield Choice(ROOM, words.EVERYBODY)
        for group in self.session.groups.values():
            yield Choice(str(group.number), group.name)

    def commands(self) -> list[Command]:
        text = self.field("text", TextField).given
        if not text:
            raise Refused("There is nothing typed yet: what was learned?")
        who = self._one("who", "Pick who drew it.")
        group = None if who == ROOM else int(who)
        verdict = self._verdict()
        field = self.field("lessons", Choices)
        lessons = tuple(field.picked)
        against = tuple(lesson for lesson in lessons if lesson in field.against)
        shown = [ref for list_ in self.query("#evidence").results(Choices) for ref in list_.picked]
        responses = tuple(int(ref[2:]) for ref in shown if ref.startswith("R"))
        refs = tuple(ref for ref in shown if not ref.startswith("R"))
        if self.point is not None:
            number = self.point.number
            return [ChangePoint(number, text, verdict, group, lessons, responses, refs, against)]
        return [
            DrawPoint(text, verdict, group, lessons, responses, refs=refs, against=against),
        ]

    def _verdict(self) -> Verdict:
        picked = self._one("verdict", "Pick whether to do it again or otherwise.")
        return "strength" if picked == "strength" else "improve"

    def _one(self, name: str, missing: str) -> str:
        picked = self.field(name, Choices).picked
        if not picked:
            raise Refused(missing)
        return picked[0]


LESSONS_LABEL = f"{words.LESSONS} {words.MARKED}"
VERDICTS = tuple(
    Choice(found, words.verdict(found), note=words.in_summaries(found))
    for found in get_args(Verdict)
)


def _key(group: int | None) -> str:
    return ROOM if group is None else str(group)


def lesson_choices(session: Session) -> list[Choice]:
    """The lessons, to pick from; those that the current step exercises are marked."""
    return [
        Choice(lesson.id, words.lesson_title(lesson, session.step))
        for lesson in session.lessons.lessons
    ]


def evidence_choices(session: Session, first: list[str], *, public: bool) -> list[Choice]:
    """What a point can be shown by: what is picked already, then the newest responses, then
    results, answering times and what the cast posted."""
    given = [r for r in reversed(session.responses.values()) if not r.withdrawn]
    choices = [
        Choice(
            r.ref,
            f"{r.ref} {group_name(session, r.group)}: "
            f"{first_line(seen_words(session, r, public=public))}",
        )
        for r in given
    ]
    for what, of in (("result", result_refs(session)), ("answering times", timing_refs(session))):
        runs = [session.runs[number - 1] for number in of]
        choices += [
            Choice(of[run.number], f"{of[run.number]} {_title(session, run)}: {what}")
            for run in runs
            if not run.undone or of[run.number] in first
        ]
    choices += [
        Choice(ref, f"{ref} {author}: {first_line(post.text)}")
        for ref, post in cast_posts(session).items()
        for author in [session.scenario.character(post.character or "").name]
    ]
    return sorted(choices, key=lambda choice: choice.id not in first)


def _title(session: Session, run: Run) -> str:
    return bare(run_title(session.step_of(run.step).title, run.take))
