"""What is printed before the day: a card for each side, and the facilitator's running sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from snogmarry.report import export, html
from snogmarry.report.words import length
from snogmarry.scenario.models import (
    Ask,
    CastPost,
    Channel,
    Discuss,
    Inject,
    LessonList,
    Option,
    Phase,
    Post,
    Scenario,
    Show,
    Side,
    Step,
    Vote,
    asked_sides,
    ballot,
    injects_of,
    phases,
    question,
)
from snogmarry.session.rules.answers import options_of


@dataclass(frozen=True, slots=True)
class Card:
    """What a group of one side holds in its hands. Nothing on it tells what will happen."""

    side: Side
    other: str
    channels: tuple[Channel, ...]
    """Where the side posts."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A post by one of the cast: who, where, what, and when it comes."""

    when: str
    author: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step on the running sheet."""

    number: str
    start: int | None
    """Ms after the beginning if all goes to plan; None for an aside."""
    step: Step
    prompts: tuple[tuple[str, str], ...]
    """Prompts, each with the side it is put to."""
    options: tuple[Option, ...]
    offers: tuple[tuple[str, str], ...]
    """The option that leads, and the step that is offered then."""
    phases: tuple[Phase, ...]
    cues: tuple[Cue, ...]
    lessons: tuple[str, ...]
    of: str | None
    """The step whose answers are shown."""


def write(scenario: Scenario, lessons: LessonList, directory: Path) -> list[Path]:
    """Write the cards and, apart from them, the running sheet. Raises `CannotWrite`."""
    written = []
    pages = {"cards": cards(scenario), "running-sheet": running_sheet(scenario, lessons)}
    for name, page in pages.items():
        path = export.free(directory, f"{scenario.id}-{name}", "html")
        export.put(path, page)
        written.append(path)
    return written


def cards(scenario: Scenario) -> str:
    """A page for each side, to be printed as often as there are groups."""
    made = [_card(scenario, side) for side in scenario.sides]
    return html.page("cards.html.j2", scenario.language, scenario=scenario, cards=made)


def running_sheet(scenario: Scenario, lessons: LessonList) -> str:
    """All that the facilitator needs, and that no group may see."""
    rows = _rows(scenario, {lesson.id: lesson.title for lesson in lessons.lessons})
    return html.page("running-sheet.html.j2", scenario.language, scenario=scenario, rows=rows)


def _card(scenario: Scenario, side: Side) -> Card:
    posts = {
        step.on
        for step in scenario.steps
        if isinstance(step, Ask) and step.on and side.id in asked_sides(step, scenario)
    }
    return Card(
        side=side,
        other=next(other.name for other in scenario.sides if other.id != side.id),
        channels=tuple(channel for channel in scenario.channels if channel.id in posts),
    )


def _rows(scenario: Scenario, titles: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    start = number = 0
    for step in scenario.steps:
        number += not step.aside
        where = f"{number} aside" if step.aside else str(number)
        rows.append(_row(scenario, titles, step, where, None if step.aside else start))
        start += 0 if step.aside else step.time
    return rows


def _row(
    scenario: Scenario, titles: dict[str, str], step: Step, number: str, start: int | None
) -> Row:
    vote = step if isinstance(step, Vote) else None
    return Row(
        number=number,
        start=start,
        step=step,
        prompts=_prompts(scenario, step),
        options=options_of(step) if isinstance(step, Ask | Vote) else (),
        offers=() if vote is None else _offers(scenario, vote),
        phases=phases(step) if isinstance(step, Discuss) else (),
        cues=_cues(scenario, step),
        lessons=tuple(titles[lesson] for lesson in step.lessons if lesson in titles),
        of=scenario.step(step.of).title if isinstance(step, Show) else None,
    )


def _prompts(scenario: Scenario, step: Step) -> tuple[tuple[str, str], ...]:
    if not isinstance(step, Ask | Vote):
        return ()
    if isinstance(step.ask, str):
        return (("Both sides", step.ask),)
    asked = asked_sides(step, scenario)
    return tuple((scenario.side(side).name, question(step, side) or "") for side in asked)


def _offers(scenario: Scenario, vote: Vote) -> tuple[tuple[str, str], ...]:
    texts = {option.id: option.text for option in ballot(vote)}
    return tuple(
        (texts.get(option, option), scenario.step(offered).title)
        for option, offered in vote.then.items()
    )


def _cues(scenario: Scenario, step: Step) -> tuple[Cue, ...]:
    if isinstance(step, Post):
        return tuple(_cue(scenario, post, "At once") for post in step.posts)
    return tuple(_cue(scenario, inject, _when(scenario, inject)) for inject in injects_of(step))


def _cue(scenario: Scenario, post: CastPost, when: str) -> Cue:
    author = scenario.character(post.author).name
    return Cue(when, author, scenario.channel(post.on).name, post.text)


def _when(scenario: Scenario, inject: Inject) -> str:
    """When an inject comes: `After 4 min, if the trust is silent`, `Held: your key`."""
    if inject.after is None:
        return "Held: when you release it"
    when = f"After {length(inject.after)}"
    if inject.unless_answered is None:
        return when
    return f"{when}, unless {scenario.side(inject.unless_answered).name} has answered"
