"""What needs two places of a file to see: names that must exist, times that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from snogmarry.scenario.models import (
    Ask,
    Discuss,
    Inject,
    LessonList,
    Option,
    Post,
    Scenario,
    Show,
    Step,
    Swap,
    Vote,
    asked_sides,
    ballot,
    injects_of,
    written,
)
from snogmarry.scenario.problems import Level, did_you_mean

Path = tuple[str | int, ...]
_WITH_OPTIONS = ("choice", "choices", "rank")
_WITH_LIMIT = ("text", "post", "words")


@dataclass(frozen=True)
class Finding:
    """Something wrong at a path of the data, or at its key."""

    level: Level
    path: Path
    message: str
    help: str | None = None
    key: bool = False


def of_scenario(scenario: Scenario, lessons: LessonList | None) -> tuple[Finding, ...]:
    """All that is wrong or doubtful in a scenario; without a list, its lessons go unchecked."""
    return tuple(_of_scenario(scenario, lessons))


def of_lessons(lessons: LessonList) -> tuple[Finding, ...]:
    """All that is wrong or doubtful in a lesson list."""
    return tuple(_of_lessons(lessons))


def unknown(
    path: Path, name: str, known: Sequence[str], what: str, *, key: bool = False
) -> Finding:
    """The finding that there is no `what` of that name."""
    mend = did_you_mean(name, known, f"{what}s")
    return Finding("error", path, f'there is no {what} "{name}"', mend, key)


def _of_lessons(lessons: LessonList) -> Iterator[Finding]:
    yield from _unique(("lessons",), [lesson.id for lesson in lessons.lessons], "lesson")
    for index, lesson in enumerate(lessons.lessons):
        if lesson.origin == "drawn" and lesson.drawn_from is None:
            message = f'lesson "{lesson.id}" is drawn, and does not say from what'
            yield Finding("warning", ("lessons", index, "origin"), message, 'add "drawn_from:"')


def _of_scenario(scenario: Scenario, lessons: LessonList | None) -> Iterator[Finding]:
    yield from _unique_ids(scenario)
    names = _Names.of(scenario, lessons)
    for index, step in enumerate(scenario.steps):
        path: Path = ("steps", index)
        yield from _references(step, path, names)
        if isinstance(step, Ask):
            yield from _ask(step, path, scenario, names)
        if isinstance(step, Ask | Vote):
            yield from _asked(step, path, scenario, names)
        if isinstance(step, Post):
            for at, post in enumerate(step.posts):
                yield from _posted(post.author, post.on, post.text, (*path, "posts", at), names)
        if isinstance(step, Show):
            yield from _shown(step, index, scenario)
        if isinstance(step, Vote):
            yield from _vote(step, path, scenario)
        if isinstance(step, Discuss):
            yield from _phases(step, path)
        for at, inject in enumerate(injects_of(step)):
            yield from _inject(inject, step, (*path, "injects", at), scenario, names)
    yield from _whole(scenario, lessons)


@dataclass(frozen=True)
class _Names:
    """What can be named, by kind; lessons are None while their list cannot be read."""

    sides: tuple[str, ...]
    cast: tuple[str, ...]
    channels: dict[str, int | None]
    objectives: tuple[str, ...]
    lessons: tuple[str, ...] | None

    @classmethod
    def of(cls, scenario: Scenario, lessons: LessonList | None) -> _Names:
        return cls(
            sides=tuple(side.id for side in scenario.sides),
            cast=tuple(character.id for character in scenario.cast),
            channels={channel.id: channel.limit for channel in scenario.channels},
            objectives=tuple(objective.id for objective in scenario.objectives),
            lessons=tuple(lesson.id for lesson in lessons.lessons) if lessons else None,
        )


def _unique(path: Path, ids: Sequence[str], what: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            message = f'two {what}s have the id "{name}"'
            mend = f"the first is number {first[name] + 1} of them; give this one another id"
            yield Finding("error", (*path, index, "id"), message, mend)
        first.setdefault(name, index)


def _unique_ids(scenario: Scenario) -> Iterator[Finding]:
    yield from _unique(("sides",), [side.id for side in scenario.sides], "side")
    yield from _unique(("channels",), [channel.id for channel in scenario.channels], "channel")
    yield from _unique(("cast",), [one.id for one in scenario.cast], "cast member")
    yield from _unique(("objectives",), [aim.id for aim in scenario.objectives], "objective")
    yield from _unique(("steps",), [step.id for step in scenario.steps], "step")
    seen: set[str] = set()
    for index, step in enumerate(scenario.steps):
        for at, inject in enumerate(injects_of(step)):
            if inject.id in seen:
                path = ("steps", index, "injects", at, "id")
                message = f'two injects have the id "{inject.id}"'
                yield Finding("error", path, message, "give this one another id")
            seen.add(inject.id)
        yield from _unique(("steps", index, _options_key(step)), _option_ids(step), "option")


def _options_key(step: Step) -> str:
    return "ballot" if isinstance(step, Vote) else "options"


def _option_ids(step: Step) -> list[str]:
    return [option.id for option in _options(step)]


def _options(step: Step) -> tuple[Option, ...]:
    if isinstance(step, Vote):
        return ballot(step)
    return (step.options or ()) if isinstance(step, Ask) else ()


def _references(step: Step, path: Path, names: _Names) -> Iterator[Finding]:
    if names.lessons is not None:
        yield from _listed((*path, "lessons"), step.lessons, names.lessons, "lesson")
    yield from _listed((*path, "objectives"), step.objectives, names.objectives, "objective")


def _listed(path: Path, named: Sequence[str], known: Sequence[str], what: str) -> Iterator[Finding]:
    for index, name in enumerate(named):
        if name not in known:
            yield unknown((*path, index), name, known, what)
        elif name in named[:index]:
            yield Finding("warning", (*path, index), f'"{name}" is named twice')


def _sides_named(path: Path, named: Iterable[str], names: _Names) -> Iterator[Finding]:
    for side in named:
        if side not in names.sides:
            yield unknown((*path, side), side, names.sides, "side", key=True)


def _asked(step: Ask | Vote, path: Path, scenario: Scenario, names: _Names) -> Iterator[Finding]:
    if isinstance(step.ask, str):
        return
    yield from _sides_named((*path, "ask"), step.ask, names)
    asked = asked_sides(step, scenario)
    for side in scenario.sides:
        if asked and side.id not in asked:
            message = f'side "{side.id}" has nothing to do in this step'
            yield Finding("warning", (*path, "ask"), message, "it waits and watches", key=True)


def _ask(step: Ask, path: Path, scenario: Scenario, names: _Names) -> Iterator[Finding]:
    yield from _belongs(step, path)
    if step.on is not None and step.on not in names.channels:
        yield unknown((*path, "on"), step.on, tuple(names.channels), "channel")
    if step.scale is not None:
        yield from _scale(step, (*path, "scale"))
    if step.expect_within is not None and step.expect_within > step.time:
        message = f"answers are expected within more than the step's {written(step.time)}"
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


def _limits(step: Ask, path: Path, names: _Names) -> Iterator[Finding]:
    channel = names.channels.get(step.on) if step.on else None
    if step.limit and channel and step.limit > channel:
        message = f'"{step.on}" takes at most {channel} characters'
        yield Finding("error", (*path, "limit"), message, f"write {channel} or less")
    limit = min((bound for bound in (step.limit, channel) if bound), default=None)
    for side, examples in step.examples.items():
        for index, example in enumerate(examples):
            if limit:
                yield from _fits(example, limit, (*path, "examples", side, index))


def _fits(text: str, limit: int, path: Path) -> Iterator[Finding]:
    if len(text) > limit:
        over = len(text) - limit
        yield Finding("error", path, f"{len(text)} characters, {over} too many (at most {limit})")


def _posted(author: str, on: str, text: str, path: Path, names: _Names) -> Iterator[Finding]:
    if author not in names.cast:
        yield unknown((*path, "from"), author, names.cast, "cast member")
    if on not in names.channels:
        yield unknown((*path, "on"), on, tuple(names.channels), "channel")
    elif limit := names.channels[on]:
        yield from _fits(text, limit, (*path, "text"))


def _shown(step: Show, index: int, scenario: Scenario) -> Iterator[Finding]:
    earlier = [one.id for one in scenario.steps[:index] if isinstance(one, Ask | Vote)]
    if step.of in earlier:
        return
    path: Path = ("steps", index, "of")
    if step.of not in [one.id for one in scenario.steps]:
        yield unknown(path, step.of, earlier, "earlier ask or vote")
    else:
        message = f'"{step.of}" is not an ask or a vote that comes earlier'
        yield Finding("error", path, message, did_you_mean(step.of, earlier, "those that do"))


def _vote(step: Vote, path: Path, scenario: Scenario) -> Iterator[Finding]:
    options = _option_ids(step)
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
    inject: Inject, step: Step, path: Path, scenario: Scenario, names: _Names
) -> Iterator[Finding]:
    yield from _posted(inject.author, inject.on, inject.text, path, names)
    if inject.held == (inject.after is not None):
        message = f'inject "{inject.id}" must have either "after" or "held"'
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


def _whole(scenario: Scenario, lessons: LessonList | None) -> Iterator[Finding]:
    if all(step.aside for step in scenario.steps):
        message = "every step is marked aside, so nothing would run"
        yield Finding("error", ("steps",), message, 'remove "aside" from those in order', key=True)
    exercised = {name for step in scenario.steps for name in step.lessons}
    never = [one.id for one in lessons.lessons if one.id not in exercised] if lessons else []
    if never:
        message = f"no step exercises {_several('the lesson', never)}"
        yield Finding("warning", ("lessons",), message, "name it in the lessons of a step")
    served = {name for step in scenario.steps for name in step.objectives}
    for index, objective in enumerate(scenario.objectives):
        if objective.id not in served:
            message = f'no step serves the objective "{objective.id}"'
            yield Finding("warning", ("objectives", index, "id"), message)
    yield from _swaps(scenario)


def _several(what: str, names: Sequence[str]) -> str:
    return f"{what}{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _swaps(scenario: Scenario) -> Iterator[Finding]:
    swaps = [index for index, step in enumerate(scenario.steps) if isinstance(step, Swap)]
    if swaps and not any(isinstance(step, Ask | Vote) for step in scenario.steps[swaps[-1] :]):
        message = "after this swap nobody is asked anything"
        yield Finding("warning", ("steps", swaps[-1], "do"), message)
