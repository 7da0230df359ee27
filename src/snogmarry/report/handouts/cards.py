"""The players' cards: who a side is. Nothing on a card tells what will happen."""

from __future__ import annotations

from dataclasses import dataclass

from snogmarry.scenario.models import Ask, Channel, Character, Scenario, Side, asked_sides


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side posts."""

    name: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast, as everyone knows them."""

    name: str
    handle: str | None
    about: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """What those who play one side hold in their hands, two or three to a card."""

    id: str
    scenario: str
    name: str
    other: str
    aim: str
    brief: str
    places: tuple[Place, ...]
    cast: tuple[Person, ...]


def cards(scenario: Scenario) -> list[Card]:
    """A card for each side."""
    return [_card(scenario, side) for side in scenario.sides]


def _card(scenario: Scenario, side: Side) -> Card:
    posts = {
        step.on
        for step in scenario.steps
        if isinstance(step, Ask) and step.on and side.id in asked_sides(step, scenario)
    }
    return Card(
        id=side.id,
        scenario=scenario.title,
        name=side.name,
        other=next(other.name for other in scenario.sides if other.id != side.id),
        aim=side.aim,
        brief=side.brief,
        places=tuple(_place(channel) for channel in scenario.channels if channel.id in posts),
        cast=tuple(_person(character) for character in scenario.cast),
    )


def _place(channel: Channel) -> Place:
    return Place(channel.name, channel.limit)


def _person(character: Character) -> Person:
    return Person(character.name, character.handle, character.about)
