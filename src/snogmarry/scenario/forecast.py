"""What a facilitator wants to know of a scenario before the day."""

from __future__ import annotations

from dataclasses import dataclass

from snogmarry.scenario.models import (
    Ask,
    Lesson,
    LessonList,
    Scenario,
    Step,
    Swap,
    Vote,
    asked_sides,
)


@dataclass(frozen=True)
class Forecast:
    """Times in milliseconds, of the steps that run in order."""

    total: int
    asides: int
    """The time of the steps that run only when they are offered or jumped to."""
    idle: dict[str, int]
    """For each side, the time of asks and votes that are not put to it."""
    swaps: int
    not_exercised: tuple[Lesson, ...]


def forecast(scenario: Scenario, lessons: LessonList) -> Forecast:
    """Add up a scenario that has passed its checks."""
    in_order = [step for step in scenario.steps if not step.aside]
    exercised = {name for step in scenario.steps for name in step.lessons}
    return Forecast(
        total=_time(in_order),
        asides=_time([step for step in scenario.steps if step.aside]),
        idle={
            side.id: _time([step for step in in_order if _waits(side.id, step, scenario)])
            for side in scenario.sides
        },
        swaps=sum(isinstance(step, Swap) for step in in_order),
        not_exercised=tuple(one for one in lessons.lessons if one.id not in exercised),
    )


def _time(steps: list[Step]) -> int:
    return sum(step.time for step in steps)


def _waits(side: str, step: Step, scenario: Scenario) -> bool:
    return isinstance(step, Ask | Vote) and side not in asked_sides(step, scenario)
