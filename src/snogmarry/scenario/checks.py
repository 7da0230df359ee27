"""What needs two places of a file to see: names that must exist, times that must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.scenario.finding import Finding, Path
from snogmarry.scenario.models import (
    Ask,
    LessonList,
    Option,
    Scenario,
    Step,
    Swap,
    Vote,
    ballot,
    injects_of,
)
from snogmarry.scenario.step_checks import Names, of_step


def of_scenario(scenario: Scenario, lessons: LessonList | None) -> tuple[Finding, ...]:
    """All that is wrong or doubtful in a scenario; without a list, its lessons go unchecked."""
    return tuple(_of_scenario(scenario, lessons))


def of_lessons(lessons: LessonList) -> tuple[Finding, ...]:
    """All that is wrong or doubtful in a lesson list."""
    return tuple(_of_lessons(lessons))


def _of_lessons(lessons: LessonList) -> Iterator[Finding]:
    yield from _unique(("lessons",), [lesson.id for lesson in lessons.lessons], "lesson")
    # The summary names lessons by their titles.
    titles = [lesson.title for lesson in lessons.lessons]
    yield from _unique(("lessons",), titles, "lesson", by="title")
    for index, lesson in enumerate(lessons.lessons):
        if lesson.origin == "drawn" and lesson.drawn_from is None:
            message = f'lesson "{lesson.id}" is drawn, and does not say from what'
            yield Finding("warning", ("lessons", index, "origin"), message, 'add "drawn_from:"')


def _of_scenario(scenario: Scenario, lessons: LessonList | None) -> Iterator[Finding]:
    yield from _unique_ids(scenario)
    names = Names.of(scenario, lessons)
    for index in range(len(scenario.steps)):
        yield from of_step(index, scenario, names)
    yield from _whole(scenario, lessons)


def _unique(path: Path, names: Sequence[str], what: str, by: str = "id") -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        earlier = first.setdefault(name.casefold(), index)
        if earlier != index:
            message = f'two {what}s have the {by} "{name}"'
            mend = f"the first is number {earlier + 1} of them; give this one another {by}"
            yield Finding("error", (*path, index, by), message, mend)


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


def _whole(scenario: Scenario, lessons: LessonList | None) -> Iterator[Finding]:
    if all(step.aside for step in scenario.steps):
        message = "every step is marked aside, so nothing would run"
        yield Finding("error", ("steps",), message, 'remove "aside" from those in order', key=True)
    if lessons and not any(step.lessons for step in scenario.steps):
        # A short scenario leaves lessons out, and what `check` counts says which.
        message = f'no step exercises a lesson of the list "{lessons.id}"'
        yield Finding("warning", ("lessons",), message, "name one in the lessons of a step")
    served = {name for step in scenario.steps for name in step.objectives}
    for index, objective in enumerate(scenario.objectives):
        if objective.id not in served:
            message = f'no step serves the objective "{objective.id}"'
            yield Finding("warning", ("objectives", index, "id"), message)
    yield from _swaps(scenario)


def _swaps(scenario: Scenario) -> Iterator[Finding]:
    swaps = [index for index, step in enumerate(scenario.steps) if isinstance(step, Swap)]
    if swaps and not any(isinstance(step, Ask | Vote) for step in scenario.steps[swaps[-1] :]):
        message = "after this swap nobody is asked anything"
        yield Finding("warning", ("steps", swaps[-1], "do"), message)
