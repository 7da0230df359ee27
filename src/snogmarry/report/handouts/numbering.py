"""How steps and prompts are numbered on paper, as the stage counts them, and who plays whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from string import ascii_uppercase

from snogmarry.scenario.models import Scenario, Step, Swap, Vote


def numbered(scenario: Scenario) -> Iterator[tuple[str, int | None, Step]]:
    """Steps with number and planned start (ms after the beginning; None for an aside).

    An aside has the number of the step before it and a sign for each aside since: `4+`, `4++`.
    """
    start = number = asides = 0
    for step in scenario.steps:
        if step.aside:
            asides += 1
            yield f"{number}{'+' * asides}", None, step
            continue
        number, asides = number + 1, 0
        yield str(number), start, step
        start += step.time


def prompt_ref(scenario: Scenario, number: str, side: str) -> str:
    """What the prompt to one side is called on sheet and slip alike: `3-A`."""
    place = [one.id for one in scenario.sides].index(side)
    return f"{number}-{ascii_uppercase[place]}"


def harvest_ref(number: str) -> str:
    """What is gathered in a step is called on both: `14.1`, the first that happens in it."""
    return f"{number}.1"


def began_as(scenario: Scenario, step: Step, side: str) -> str | None:
    """The name of the side as which those began who play `side` in a step; None if it is theirs.

    If all goes to plan: swaps in order are done, and an aside is played where a vote offers it.
    """
    if not swapped(scenario, step):
        return None
    return next(one.name for one in scenario.sides if one.id != side)


def swapped(scenario: Scenario, step: Step) -> bool:
    """Whether groups play the other side when a step begins, if all goes to plan."""
    offers = (
        one.id for one in scenario.steps if isinstance(one, Vote) and step.id in one.then.values()
    )
    place = next(offers, step.id) if step.aside else step.id
    before = takewhile(lambda one: one.id != place, scenario.steps)
    return sum(isinstance(one, Swap) and not one.aside for one in before) % 2 == 1
