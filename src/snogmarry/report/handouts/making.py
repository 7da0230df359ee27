"""All handouts of a scenario, in the order of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

from snogmarry.report.handouts.cards import Card, cards
from snogmarry.report.handouts.poster import Joining, Poster
from snogmarry.report.handouts.response_sheets import Page, response_sheets
from snogmarry.report.handouts.running_sheet import Sheet, running_sheet
from snogmarry.scenario.models import LessonList, Scenario

Kind = Literal["card", "running-sheet", "response-sheets", "poster"]


@dataclass(frozen=True, slots=True)
class Handout:
    """One of them: what it is, what its file is called, what is on it."""

    kind: Kind
    name: str
    title: str
    language: str
    """That of the scenario's texts."""
    made: Card | Sheet | tuple[Page, ...] | Poster
    side: str | None = None
    """Of a card, whose it is."""

    @property
    def private(self) -> bool:
        """Whether it is for whoever facilitates alone: it says what is still to come."""
        return self.kind == "running-sheet"


def handouts(
    scenario: Scenario,
    lessons: LessonList,
    start: time | None = None,
    joining: Joining | None = None,
) -> list[Handout]:
    """A card for each side, the running sheet, response sheets if anything is asked, the poster.

    `start`: the time of day at which the first step begins. `joining`: where phones join.
    """
    title, language = scenario.title, scenario.language
    players = [
        Handout("card", f"card-{card.id}", title, language, card, card.name)
        for card in cards(scenario)
    ]
    sheet = running_sheet(scenario, lessons, start)
    asked = response_sheets(scenario, lessons)
    poster = Poster(title, joining or Joining())
    made = [*players, Handout("running-sheet", "running-sheet", title, language, sheet)]
    if asked:
        made.append(Handout("response-sheets", "response-sheets", title, language, asked))
    return [*made, Handout("poster", "poster", title, language, poster)]
