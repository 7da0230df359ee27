"""How steps and prompts are numbered on paper: as the stage counts them."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from snogmarry.scenario.models import Scenario, Step


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
