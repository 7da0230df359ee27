"""The facilitator's running sheet: every event of the scenario in its place (an MSEL)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time

from snogmarry.report.handouts.numbering import began_as, numbered, prompt_ref, swapped
from snogmarry.report.words import length
from snogmarry.scenario.models import (
    Act,
    Ask,
    CastPost,
    Discuss,
    Inject,
    Learn,
    LessonList,
    Post,
    Scenario,
    Show,
    Step,
    Swap,
    Vote,
    asked_sides,
    ballot,
    injects_of,
    phases,
    question,
)
from snogmarry.session.rules.answers import limit_in, options_of

EVERYONE = "Everyone"
YOU = "You"
STAGE = "Stage"
_DAY = 24 * 60 * 60
_DONE: dict[type[Step], str] = {
    Learn: "Learning points, each with its lesson.",
    Act: "Actions, each with an owner and a date.",
}
_OVER = "Each group takes the other side’s card and plays it."
_HOME = "Each group takes its own side’s card back and plays it again."
_ANSWERS = {
    "text": "A text",
    "post": "A post",
    "choice": "One choice",
    "choices": "Any number of choices",
    "scale": "A point on the scale",
    "rank": "An order",
    "number": "A number",
    "words": "Single words",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the players are to do: how they answer, with which options."""

    how: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Good:
    """What a good answer has in it, to prompts of those numbers."""

    prompts: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event: planned when, from whom, to whom, where, and what it says."""

    planned: str
    """`14:06`, `+6 min`, or `Held`."""
    text: str
    number: str = ""
    held: str | None = None
    """The id by which notes name it, if it comes only when it is released."""
    detail: str = ""
    """When in the step, as plans slip: `2 min in`."""
    unless: str | None = None
    """The side whose answer keeps it from coming."""
    sender: str = YOU
    to: str = EVERYONE
    began: str | None = None
    """The side as which those began whom it is for, where they play the other one."""
    channel: str = STAGE
    expected: Expected | None = None
    good: Good | None = None
    """Stands beneath the line, over its whole width: it is for all prompts of the step."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The option of a vote that leads, and the step that is offered then."""

    option: str
    step: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step with its events."""

    id: str
    number: str
    planned: str
    title: str
    kind: str
    length: str
    aside: bool
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    shows: str | None
    """The step whose answers are shown."""
    lessons: tuple[str, ...]
    objectives: tuple[str, ...]
    notes: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet; `start` is the time of day at which it begins, if that is planned."""

    title: str
    summary: str
    start: str | None
    ends: str
    rows: tuple[Row, ...]
    ours: tuple[str, ...] = (YOU, EVERYONE, STAGE)
    """What stands for a name and is not in the language of the scenario."""


def running_sheet(scenario: Scenario, lessons: LessonList, start: time | None = None) -> Sheet:
    """All that the facilitator needs, and that no group may see."""
    titles = {lesson.id: lesson.title for lesson in lessons.lessons}
    return Sheet(
        title=scenario.title,
        summary="\n\n".join(filter(None, (scenario.suits, scenario.summary))),
        start=None if start is None else f"{start:%H:%M}",
        ends=_Plan(start, sum(step.time for step in scenario.steps if not step.aside)).at(0),
        rows=tuple(
            _row(scenario, titles, _Plan(start, begins), number, step)
            for number, begins, step in numbered(scenario)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Planned moments of a step that begins so long after the first (None: nobody knows when)."""

    start: time | None
    begins: int | None

    def at(self, after: int) -> str:
        """A moment in the step, as a time of day if the start is one."""
        if self.begins is None:
            return "If offered"
        ms = self.begins + after
        if self.start is None:
            return f"+{length(ms)}" if ms else "Start"
        seconds = (self.start.hour * 60 + self.start.minute) * 60 + ms // 1_000
        minutes, rest = divmod(seconds % _DAY, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")


def _row(
    scenario: Scenario, titles: Mapping[str, str], plan: _Plan, number: str, step: Step
) -> Row:
    objectives = {objective.id: objective.text for objective in scenario.objectives}
    return Row(
        id=step.id,
        number=number,
        planned=plan.at(0),
        title=step.title,
        kind=step.do,
        length=length(step.time),
        aside=step.aside,
        lines=tuple(_lines(scenario, plan, number, step)),
        offers=_offers(scenario, step) if isinstance(step, Vote) else (),
        shows=scenario.step(step.of).title if isinstance(step, Show) else None,
        lessons=tuple(titles[lesson] for lesson in step.lessons if lesson in titles),
        objectives=tuple(objectives[one] for one in step.objectives if one in objectives),
        notes=step.notes,
    )


def _lines(scenario: Scenario, plan: _Plan, number: str, step: Step) -> Iterator[Line]:
    """The events of a step: what opens it, the prompts, then what comes by time, what is held."""
    opening = getattr(step, "text", None)
    done = _done(scenario, step)
    told = [_said(plan, 0, opening or step.title, done)] if opening or done else []
    if isinstance(step, Post):
        told += [_posted(scenario, post, plan.at(0)) for post in step.posts]
    timed = [(inject.after, _inject(scenario, plan, inject)) for inject in injects_of(step)]
    if isinstance(step, Discuss):
        begun = 0
        for phase in phases(step):
            timed.append((begun, _said(plan, begun, f"{phase.title} ({length(phase.time)})")))
            begun += phase.time
    timed.sort(key=lambda one: (one[0] is None, one[0] or 0))
    coming = [line for _, line in timed]
    for place, line in enumerate(told, 1):
        yield replace(line, number=f"{number}.{place}")
    if isinstance(step, Ask | Vote):
        yield from _prompts(scenario, plan, number, step)
    for place, line in enumerate(coming, 1 + len(told)):
        yield replace(line, number=f"{number}.{place}")


def _done(scenario: Scenario, step: Step) -> str | None:
    if isinstance(step, Swap):
        return _HOME if swapped(scenario, step) else _OVER
    return _DONE.get(type(step))


def _prompts(scenario: Scenario, plan: _Plan, number: str, step: Ask | Vote) -> Iterator[Line]:
    asked = asked_sides(step, scenario)
    on = scenario.channel(step.on).name if isinstance(step, Ask) and step.on else STAGE
    refs = tuple(prompt_ref(scenario, number, side) for side in asked)
    expect = step.expect if isinstance(step, Ask) else None
    good = Good(refs, expect) if expect else None
    for ref, side in zip(refs, asked, strict=True):
        yield Line(
            number=ref,
            planned=plan.at(0),
            to=scenario.side(side).name,
            began=began_as(scenario, step, side),
            channel=on,
            text=question(step, side) or "",
            expected=_expected(scenario, step),
            good=good if ref == refs[-1] else None,
        )


def _said(plan: _Plan, after: int, text: str, done: str | None = None) -> Line:
    return Line(
        planned=plan.at(after),
        detail=_detail(after),
        text=text,
        expected=Expected(done) if done else None,
    )


def _posted(scenario: Scenario, post: CastPost, planned: str) -> Line:
    return Line(
        planned=planned,
        sender=scenario.character(post.author).name,
        channel=scenario.channel(post.on).name,
        text=post.text,
    )


def _inject(scenario: Scenario, plan: _Plan, inject: Inject) -> Line:
    if inject.after is None:
        held = _posted(scenario, inject, "Held")
        return replace(held, held=inject.id, detail="when you release it")
    line = replace(_posted(scenario, inject, plan.at(inject.after)), detail=_detail(inject.after))
    if inject.unless_answered is None:
        return line
    return replace(line, unless=scenario.side(inject.unless_answered).name)


def _detail(after: int) -> str:
    return f"{length(after)} in" if after else ""


def _expected(scenario: Scenario, step: Ask | Vote) -> Expected:
    each = "each person" if step.by == "each" else "each group"
    options = tuple(option.text for option in options_of(step))
    if isinstance(step, Vote):
        how = f"A vote of {each}{', with one line on why' if step.reason else ''}"
        return Expected(_ending(how, step), options)
    how = f"{_ANSWERS[step.answer]} of {each}"
    if step.answer in {"text", "post"}:
        how += f", at most {limit_in(scenario, step):,} characters"
    if step.scale is not None:
        how += f", from {step.scale.low} to {step.scale.high}"
    if step.expect_within is not None:
        how += f", within {length(step.expect_within)}"
    return Expected(_ending(how, step), options)


def _ending(how: str, step: Ask | Vote) -> str:
    if step.release == "at-once":
        how += "; shown at once"
    return how + ("; closes at time." if step.closes == "time" else ".")


def _offers(scenario: Scenario, vote: Vote) -> tuple[Offer, ...]:
    texts = {option.id: option.text for option in ballot(vote)}
    return tuple(
        Offer(texts.get(option, option), scenario.step(offered).title)
        for option, offered in vote.then.items()
    )
