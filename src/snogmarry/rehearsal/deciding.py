"""Who does what and when: from a seed alone, so that a rehearsal can be had again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from snogmarry.rehearsal.prompt import Prompt
from snogmarry.rehearsal.words import name

ARRIVAL = 45_000
"""Ms within which most people come."""
LATECOMER = 240_000
"""Ms by which everyone has come."""
AFTER = 15_000
"""Ms after the end of a prompt by which everyone has done what they meant to do."""

Deed = Literal["write", "answer", "twice", "step in", "take", "draft", "leave", "lose"]
"""`twice`: the same answer arrives two times. `step in`: answer if the group has none yet.
`leave`: be away for a while. `lose`: come back with the personal code, all else forgotten."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rehearsal is."""

    people: int
    seed: int = 1
    speed: float = 1.0
    """How much faster than real time."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone."""

    number: int
    name: str
    whole: bool
    """Theirs is the one phone of a whole group."""
    arrives: int
    """Ms after the doors open."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does in a prompt."""

    at: int
    """Ms after the prompt came."""
    deed: Deed
    text: int = 0
    """Which of their answers it is."""
    lasts: int = 0
    """Ms that they are away."""


def person(seed: int, number: int) -> Person:
    """The person of that number, counted from 0."""
    random = chance(seed, number)
    late = random.random() < 0.05
    arrives = random.randrange(ARRIVAL, LATECOMER) if late else random.randrange(ARRIVAL)
    return Person(number, name(random), number % 20 == 19, arrives)


def plan(seed: int, person: Person, prompt: Prompt, left: int) -> list[Act]:
    """What a person does about a prompt that has `left` ms to go, in order."""
    random = chance(seed, person.number, prompt.run, prompt.kind)
    time = max(left, 3_000)
    if prompt.kind == "learn":
        acts = _learn(random, time)
    elif prompt.by == "group":
        acts = _with_group(random, time, pen=prompt.kind in {"text", "post"})
    else:
        acts = _alone(random, time)
    if random.random() < 0.06:
        deed: Deed = "lose" if random.random() < 0.25 else "leave"
        acts.append(
            Act(_within(random, time, 0.1, 0.8), deed, lasts=random.randrange(2_000, 20_000))
        )
    return sorted(acts, key=lambda act: act.at)


def draw(seed: int, person: Person, prompt: Prompt, text: int) -> Random:
    """The chance by which one of their answers to a prompt is made."""
    return chance(seed, person.number, prompt.run, "answer", text)


def _alone(random: Random, time: int) -> list[Act]:
    if random.random() < 0.07:
        return []
    if random.random() < 0.06:
        return [Act(time + random.randrange(4_000, AFTER), "answer")]
    at = _within(random, time, 0.1, 0.8)
    acts = [Act(at // 2, "write"), Act(at, "twice" if random.random() < 0.08 else "answer")]
    if random.random() < 0.12:
        acts.append(Act(_within(random, time - at, 0.1, 0.9) + at, "answer", text=1))
    return acts


def _with_group(random: Random, time: int, *, pen: bool) -> list[Act]:
    if random.random() > 0.35:
        steps_in = random.random() < 0.5
        return [Act(_within(random, time, 0.55, 0.9), "step in")] if steps_in else []
    at = _within(random, time, 0.15, 0.75)
    acts = [Act(at // 4, "write"), Act(at, "answer")]
    if pen:
        acts += [Act(at // 3, "take"), Act(at // 2, "draft")]
    return acts


def _learn(random: Random, time: int) -> list[Act]:
    number = random.choices((0, 1, 2), (40, 45, 15))[0]
    return [Act(_within(random, time, 0.1, 0.8), "answer", text) for text in range(number)]


def _within(random: Random, time: int, first: float, last: float) -> int:
    return round(time * random.uniform(first, last))


def chance(*what: object) -> Random:
    """Chance that is always the same for the same things."""
    # Of text, because the hashes of other values differ from one process to the next.
    return Random("/".join(map(str, what)))  # noqa: S311 - not for secrets
