"""Histories in which every text that anybody typed is unlike any other, and can be looked for."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from snogmarry.scenario.models import Scenario, Vote
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.session.state import Response, Session, Version
from snogmarry.text import SafeText
from tests.session.histories import Wish, placed
from tests.session.play import SCENARIO, Play

_MARK = re.compile(r"zq\d+zq")
_TEXTS = ("event", "place", "facilitator", "ground_rules", "name", "text", "owner")


def marks(written: str) -> set[str]:
    """The marks that stand in something."""
    return set(_MARK.findall(written))


SECRET = {
    "friends": {"zq90001zq", "zq90002zq"},
    "council": {"zq90003zq", "zq90004zq"},
}
"""What stands on the card of each side."""
HIDDEN = {"zq90005zq", "zq90006zq"}
"""Notes, and what a good answer holds."""


def marked_scenario() -> Scenario:
    cards = {side: iter(sorted(texts)) for side, texts in SECRET.items()}
    sides = tuple(
        side.model_copy(update={"aim": next(cards[side.id]), "brief": next(cards[side.id])})
        for side in SCENARIO.sides
    )
    steps = tuple(
        step.model_copy(
            update={"notes": SafeText("zq90005zq")}
            | ({"expect": SafeText("zq90006zq")} if step.do == "ask" else {})
        )
        for step in SCENARIO.steps
    )
    return SCENARIO.model_copy(update={"sides": sides, "steps": steps})


@dataclass
class Marker:
    """Gives out marks."""

    numbers: Iterator[int] = field(default_factory=lambda: count(10_001))

    def __call__(self) -> SafeText:
        return SafeText(f"zq{next(self.numbers)}zq")

    def command(self, command: c.Command) -> c.Command:
        """The same wish in other words."""
        changes: dict[str, Any] = {name: self() for name in _TEXTS if getattr(command, name, None)}
        answer = getattr(command, "answer", None)
        if isinstance(answer, Answer):
            changes["answer"] = self._answer(answer)
        return replace(command, **changes) if changes else command

    def _answer(self, answer: Answer) -> Answer:
        return replace(
            answer,
            text=self() if answer.text else answer.text,
            words=tuple(self() for _ in answer.words),
            reason=self() if answer.reason else answer.reason,
        )


def play_marked(wishes: list[Wish]) -> Play:
    """Play a history in marks."""
    marker, play = Marker(), Play.opened(marked_scenario())
    play.do(c.SetCode("CODE"))
    play.do(c.TakeNote(marker()))
    # What is rarely come by at random: points that wait, names, and answers that were not shown.
    for group in (1, 2):
        phone = play.join(group, name=marker())
        play.do(c.SendPoint(phone, "first", marker(), "improve", ("be-kind",)))
    play.do(c.Jump("word"))
    for phone in play.session.participants:
        play.send(phone, Answer(text=marker()), key="answer")
    for wait, command in wishes:
        with contextlib.suppress(c.Refused):
            play.do(marker.command(placed(play, command)), after=wait)
    return play


def public_marks(session: Session) -> set[str]:
    """What the room may see, read off the state itself."""
    details = session.details
    found: list[str] = [
        details.event,
        details.ground_rules,
        *(g.name for g in session.groups.values()),
    ]
    found += [g.name for g in session.removed.values()]
    for step in session.steps:
        shown = step.model_dump(exclude={"notes", "expect"})
        found.append(str(shown))
    found += [post.text for post in session.feed if post.response is None]
    for response in session.responses.values():
        if is_public(session, response) and response.shown is not None:
            found.append(str(response.shown.answer))
    found += [p.text for p in session.points.values() if p.released and not p.withdrawn]
    found += [written.text for written in session.texts.values()]
    for action in session.actions.values():
        if not action.withdrawn:
            found += [action.text, action.owner]
    return marks(" ".join(found))


def is_public(session: Session, response: Response) -> bool:
    """Whether the room may see an answer, of which it sees the released version."""
    vote = isinstance(session.step_of(response.step), Vote)
    revealed = session.runs[response.run - 1].revealed
    return response.released is not None and not response.withdrawn and (revealed or not vote)


def own_marks(session: Session, participant: int) -> set[str]:
    """What somebody gave, also as the facilitator corrected it where it was theirs alone."""
    versions: list[Version] = [
        version
        for response in session.responses.values()
        for version in (*response.versions, *response.beside)
        if version.participant == participant
        or (version is response.latest and _alone(session, response) == participant)
    ]
    found = [str(version.answer) for version in versions]
    found += [p.text for p in session.points.values() if p.participant == participant]
    return marks(" ".join(found))


def _alone(session: Session, response: Response) -> int | None:
    """Who gave an answer, where each gives one."""
    by = getattr(session.step_of(response.step), "by", "")
    return response.participant if by == "each" else None


def group_marks(session: Session, group: int) -> set[str]:
    """The answers of a group where it gives one, in the run that the room is in."""
    run = session.run
    if run is None or getattr(session.step_of(run.step), "by", "") != "group":
        return set()
    return marks(
        " ".join(
            str(version.answer)
            for response in session.responses_in(run.number)
            if response.group == group and not response.withdrawn
            for version in (response.latest, *response.beside)
        )
    )
