"""Writing the handouts of a scenario into files of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from functools import partial
from pathlib import Path
from typing import Literal

from snogmarry.report import export
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.cards import cards
from snogmarry.report.handouts.poster import Joining, Poster
from snogmarry.report.handouts.running_sheet import running_sheet
from snogmarry.report.handouts.slips import slips
from snogmarry.scenario.models import LessonList, Scenario

Kind = Literal["card", "running-sheet", "response-sheets", "poster"]
Format = Literal["html"]


@dataclass(frozen=True, slots=True)
class Written:
    """A file, what it is, and of a card whose it is."""

    path: Path
    kind: Kind
    side: str | None = None


@dataclass(frozen=True, slots=True)
class _Handout:
    kind: Kind
    name: str
    side: str | None
    render: dict[Format, Callable[[], str | bytes]]


def write(  # noqa: PLR0913 - what is written, where, and how
    scenario: Scenario,
    lessons: LessonList,
    directory: Path,
    formats: Sequence[Format] = ("html",),
    *,
    start: time | None = None,
    joining: Joining | None = None,
    large: bool = False,
) -> list[Written]:
    """Write every handout in each format; give the files in the order of use.

    They are named after the scenario; where one is there already, all get a number beside.
    `start`: the time of day at which the first step begins. `joining`: where phones join.
    `large`: in large letters. Raises `CannotWrite`.
    """
    made = _handouts(scenario, lessons, start, joining or Joining(), large=large)
    wanted = [(handout, form) for handout in made for form in formats]
    names = [f"{scenario.id}-{handout.name}.{form}" for handout, form in wanted]
    written = []
    for (handout, form), path in zip(wanted, export.free(directory, names), strict=True):
        export.put(path, handout.render[form]())
        written.append(Written(path, handout.kind, handout.side))
    return written


def _handouts(
    scenario: Scenario, lessons: LessonList, start: time | None, joining: Joining, *, large: bool
) -> list[_Handout]:
    language = scenario.language
    sheet = running_sheet(scenario, lessons, start)
    asked = slips(scenario)
    poster = Poster(scenario.title, joining)
    made = [
        _Handout(
            "card",
            f"card-{card.id}",
            card.name,
            {"html": partial(pages.card, card, language, large=large)},
        )
        for card in cards(scenario)
    ]
    made.append(
        _Handout(
            "running-sheet",
            "running-sheet",
            None,
            {"html": partial(pages.running_sheet, sheet, language, large=large)},
        )
    )
    if asked:
        made.append(
            _Handout(
                "response-sheets",
                "response-sheets",
                None,
                {
                    "html": partial(
                        pages.response_sheets, scenario.title, asked, language, large=large
                    )
                },
            )
        )
    made.append(
        _Handout(
            "poster", "poster", None, {"html": partial(pages.poster, poster, language, large=large)}
        )
    )
    return made
