"""Sheets for what is gathered at the end: learning points and actions, one on each.

They ask for what the facilitator's forms ask for, in the same order and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from snogmarry.report.handouts.numbering import harvest_ref
from snogmarry.scenario.models import Act, Learn, LessonList
from snogmarry.session import harvest_words as words
from snogmarry.session.events import Verdict

_SHOWN_BY = "the number of a sheet, or a few words (may stay empty); the scribe finds its R- or V-"
_TICK_ONE = "Tick one."
_WAYS = (
    "Tick + if it bears the lesson out, whether the lesson was kept or missed. Tick - if it speaks "
    "against the lesson itself."
)
_NAMED = "this name stands in the summary for participants"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: on a line beside its label, on lines beneath it, or by ticking."""

    label: str
    hint: str = ""
    lines: int = 0
    options: tuple[str, ...] = ()
    ways: bool = False
    """Each option is for (+) or against (-)."""
    ours: bool = False
    """The options are no words of the scenario or of its lessons."""


@dataclass(frozen=True, slots=True)
class Form:
    """Room for one learning point, or for one action."""

    ref: str
    """`14.1`, as on the running sheet."""
    step: str
    asks: str
    prompt: str
    fields: tuple[Field, ...]
    scribe: str


def learning_point(number: str, step: Learn, lessons: LessonList) -> Form:
    """The sheet for a learning point of a step."""
    return Form(
        ref=harvest_ref(number),
        step=step.title,
        asks="A sheet for each learning point",
        prompt=step.text or "",
        fields=(
            Field(words.LEARNED, lines=5),
            Field(words.DRAWN_BY, f"your group, or: {words.EVERYBODY.lower()}"),
            Field(words.VERDICT, _TICK_ONE, options=tuple(_verdicts()), ours=True),
            _lessons(step, lessons, ways=True),
            Field(words.SHOWN_BY, _SHOWN_BY, lines=2),
        ),
        scribe="For the scribe: typed with l as L-",
    )


def action(number: str, step: Act, lessons: LessonList) -> Form:
    """The sheet for an action of a step."""
    return Form(
        ref=harvest_ref(number),
        step=step.title,
        asks="A sheet for each action",
        prompt=step.text or "",
        fields=(
            Field(words.TO_DO, lines=5),
            Field(words.OWNER, _NAMED),
            _dated(words.BY_WHEN),
            _lessons(step, lessons, ways=False),
            _dated(words.FROM_WHEN),
        ),
        scribe="For the scribe: typed with f as A-",
    )


def _verdicts() -> Iterator[str]:
    for found in get_args(Verdict):
        yield f"{words.verdict(found)} · {words.in_summaries(found)}"


def _lessons(step: Learn | Act, lessons: LessonList, *, ways: bool) -> Field:
    label = f"{words.LESSONS} {words.MARKED}" if step.lessons else words.LESSONS
    titles = tuple(words.lesson_title(lesson, step) for lesson in lessons.lessons)
    return Field(label, _WAYS if ways else "", options=titles, ways=ways)


def _dated(asked: str) -> Field:
    label, _, hint = asked.partition(": ")
    return Field(label, hint)
