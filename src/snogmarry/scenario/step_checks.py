"""What is wrong or doubtful in one step: the names it uses, its answers, its times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from snogmarry.scenario.example_checks import fits, of_examples
from snogmarry.scenario.finding import Finding, Path, unknown
from snogmarry.scenario.models import (
    Ask,
    CastPost,
    Discuss,
    Inject,
    LessonList,
    Post,
    Scenario,
    Show,
    Step,
    Vote,
    asked_sides,
    ballot,
    injects_of,
    written,
)
from snogmarry.scenario.problems import did_you_mean
from snogmarry.text import ANSWER_LIMIT

_WITH_OPTIONS = ("choice", "choices", "rank")
_WITH_LIMIT = ("text", "post")


@dataclass(frozen=True)
class Names:
    """What can be named, by kind; lessons are None while their list cannot be read."""

    sides: tuple[str, ...]
    cast: tuple[str, ...]
    channels: dict[str, int | None]
    objectives: tuple[str, ...]
    lessons: tuple[str, ...] | None

    @classmethod
    def of(cls, scenario: Scenario, lessons: LessonList | None) -> Names:
        return cls(
            sides=tuple(side.id for side in scenario.sides),
            cast=tuple(character.id for character in scenario.cast),
            channels={channel.id: channel.limit for channel in scenario.channels},
            objectives=tuple(objective.id for objective in scenario.objectives),
            lessons=tuple(lesson.id for lesson in lessons.lessons) if lessons else None,
        )


def of_step(index: int, scenario: Scenario, names: Names) -> Iterator[Finding]:
    """Check the step at that index against the rest of the scenario."""
    step = scenario.steps[index]
    path: Path = ("steps", index)
    yield from _references(step, path, names)
    if isinstance(step, Ask | Vote):
        yield from _asked(step, path, scenario, names)
    if isinstance(step, Ask):
        yield from _ask(step, path, scenario, names)
    elif isinstance(step, Post):
        for at, post in enumerate(step.posts):
            yield from _posted(post, (*path, "posts", at), names)
    elif isinstance(step, Show):
        yield from _shown(step, index, scenario)
    elif isinstance(step, Vote):
        yield from _vote(step, path, scenario)
    elif isinstance(step, Discuss):
        yield from _phases(step, path)
    for at, inject in enumerate(injects_of(step)):
        yield from _inject(inject, step, (*path, "injects", at), scenario, names)


def _references(step: Step, path: Path, names: Names) -> Iterator[Finding]:
    if names.lessons is not None:
        yield from _listed((*path, "lessons"), step.lessons, names.lessons, "lesson")
    yield from _listed((*path, "objectives"), step.objectives, names.objectives, "objective")


def _listed(path: Path, named: Sequence[str], known: Sequence[str], what: str) -> Iterator[Finding]:
    for index, name in enumerate(named):
        if name not in known:
            yield unknown((*path, index), name, known, what)
        elif name in named[:index]:
            yield Finding("warning", (*path, index), f'"{name}" is named twice')


def _sides_named(path: Path, named: Iterable[str], names: Names) -> Iterator[Finding]:
    for side in named:
        if side not in names.sides:
            yield unknown((*path, side), side, names.sides, "side", key=True)


def _asked(step: Ask | Vote, path: Path, scenario: Scenario, names: Names) -> Iterator[Finding]:
    if isinstance(step.ask, str):
        return
    yield from _sides_named((*path, "ask"), step.ask, names)
    asked = asked_sides(step, scenario)
    for side in scenario.sides:
        if asked and side.id not in asked:
            message = f'side "{side.id}" has nothing to do in this step'
            yield Finding("warning", (*path, "ask"), message, "it waits and watches", key=True)


def _ask(step: Ask, path: Path, scenario: Scenario, names: Names) -> Iterator[Finding]:
    yield from _belongs(step, path)
    if step.on is not None and step.on not in names.channels:
        yield unknown((*path, "on"), step.on, tuple(names.channels), "channel")
    if step.scale is not None:
        yield from _scale(step, (*path, "scale"))
    if step.expect_within is not None and step.expect_within > step.time:
        message = f"answers are hoped for within more than the step's {written(step.time)}"
        yield Finding("warning", (*path, "expect_within"), message)
    yield from _sides_named((*path, "examples"), step.examples, names)
    yield from _limits(step, path, names)
    asked = asked_sides(step, scenario)
    for side in step.examples:
        if side in names.sides and side not in asked:
            message = f'side "{side}" is not asked, so its examples are never given'
            yield Finding("warning", (*path, "examples", side), message, key=True)


def _belongs(step: Ask, path: Path) -> Iterator[Finding]:
    """What each kind of answer needs, and may not have."""
    rules = (
        ("options", step.options is not None, _WITH_OPTIONS, True),
        ("scale", step.scale is not None, ("scale",), True),
        ("on", step.on is not None, ("post",), True),
        ("limit", step.limit is not None, _WITH_LIMIT, False),
    )
    for key, given, answers, required in rules:
        if given and step.answer not in answers:
            message = f'"{key}" is for answers that are {" or ".join(answers)}, not {step.answer}'
            yield Finding("error", (*path, key), message, f'remove "{key}"', key=True)
        if required and not given and step.answer in answers:
            message = f'answer: {step.answer} needs "{key}"'
            yield Finding("error", (*path, "answer"), message, f'add "{key}:" to the step')


def _scale(step: Ask, path: Path) -> Iterator[Finding]:
    scale = step.scale
    if scale is None:
        return
    points = scale.high - scale.low + 1
    if points < 2:
        yield Finding("error", (*path, "to"), '"to" must be more than "from"')
    elif points > 21:
        yield Finding("warning", path, f"a scale of {points} points is hard to answer", key=True)
    if points >= 2 and len(scale.labels) not in (0, 2, points):
        message = f"{len(scale.labels)} labels for {points} points"
        mend = f"give none, 2 for the ends, or {points}"
        yield Finding("error", (*path, "labels"), message, mend, key=True)


def _limits(step: Ask, path: Path, names: Names) -> Iterator[Finding]:
    channel = names.channels.get(step.on) if step.on else None
    if step.limit and channel and step.limit > channel:
        message = f'"{step.on}" takes at most {channel} characters'
        yield Finding("error", (*path, "limit"), message, f"write {channel} or less")
    limit = min((bound for bound in (step.limit, channel) if bound), default=ANSWER_LIMIT)
    yield from of_examples(step, path, limit)


def _posted(post: CastPost, path: Path, names: Names) -> Iterator[Finding]:
    if post.author not in names.cast:
        yield unknown((*path, "from"), post.author, names.cast, "cast member")
    if post.on not in names.channels:
        yield unknown((*path, "on"), post.on, tuple(names.channels), "channel")
    elif limit := names.channels[post.on]:
        yield from fits(post.text, limit, (*path, "text"))


def _shown(step: Show, index: int, scenario: Scenario) -> Iterator[Finding]:
    earlier = [one.id for one in scenario.steps[:index] if isinstance(one, Ask | Vote)]
    if step.of in earlier:
        return
    path: Path = ("steps", index, "of")
    if step.of not in [one.id for one in scenario.steps]:
        yield unknown(path, step.of, earlier, "earlier ask or vote")
    else:
        message = f'"{step.of}" is not an ask or a vote that comes earlier'
        yield Finding("error", path, message, did_you_mean(step.of, earlier, "steps to show"))


def _vote(step: Vote, path: Path, scenario: Scenario) -> Iterator[Finding]:
    options = [option.id for option in ballot(step)]
    steps = {one.id: one for one in scenario.steps}
    for option, target in step.then.items():
        at = (*path, "then", option)
        if option not in options:
            yield unknown(at, option, options, "option", key=True)
        if target not in steps:
            yield unknown(at, target, tuple(steps), "step")
        elif not steps[target].aside:
            message = f'step "{target}" runs in any case'
            yield Finding("error", at, message, f'add "aside: true" to step "{target}"')


def _phases(step: Discuss, path: Path) -> Iterator[Finding]:
    if step.pattern is None or isinstance(step.pattern, str):
        return
    total = sum(phase.time for phase in step.pattern)
    if total != step.time:
        message = f"the phases take {written(total)}, the step takes {written(step.time)}"
        mend = f'make them the same, for instance "time: {written(total)}"'
        yield Finding("error", (*path, "pattern"), message, mend, key=True)


def _inject(
    inject: Inject, step: Step, path: Path, scenario: Scenario, names: Names
) -> Iterator[Finding]:
    yield from _posted(inject, path, names)
    if inject.held == (inject.after is not None):
        has = "has both" if inject.held else "must have either"
        message = f'inject "{inject.id}" {has} "after" {"and" if inject.held else "or"} "held"'
        mend = 'write "after: 2m" for a time, or "held: true" for the facilitator to release it'
        yield Finding("error", (*path, "id"), message, mend)
    if inject.after is not None and inject.after >= step.time:
        message = f"it arrives after the step's {written(step.time)}, if the step lasts that long"
        yield Finding("warning", (*path, "after"), message)
    if inject.unless_answered is not None:
        yield from _silence(inject, inject.unless_answered, step, path, scenario)


def _silence(
    inject: Inject, side: str, step: Step, path: Path, scenario: Scenario
) -> Iterator[Finding]:
    at = (*path, "unless_answered")
    sides = tuple(one.id for one in scenario.sides)
    if inject.after is None:
        message = '"unless_answered" needs "after": by when is the side to have answered?'
        yield Finding("error", at, message, 'add "after: 4m"', key=True)
    if side not in sides:
        yield unknown(at, side, sides, "side")
    elif not isinstance(step, Ask | Vote) or side not in asked_sides(step, scenario):
        message = f'side "{side}" is not asked anything in this step, so it stays silent'
        yield Finding("error", at, message, 'remove "unless_answered", or ask that side')
