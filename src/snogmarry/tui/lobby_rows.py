"""What can be set in the lobby, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from snogmarry.session.state import Group, Session
from snogmarry.tui.phones import Phones
from snogmarry.tui.stage_words import side_head
from snogmarry.tui.words import count

Row = tuple[str, Content]
"""What a line is of, such as `side campaign` or `group 2`, and how it reads."""


def rows(session: Session, phones: Phones) -> Iterator[Row]:
    """Every line of the lobby."""
    details = session.details
    yield "event", _line("Event", details.event)
    yield "place", _line("Place", details.place)
    yield "facilitator", _line("Facilitator", details.facilitator)
    rules = count(len(details.ground_rules.splitlines()), "line")
    yield "rules", _line("Ground rules", rules if details.ground_rules else "")
    shared = "yes" if session.screen_shared else "no, only you do"
    yield "shared", _line("Room sees this screen", shared)
    if phones.on:
        yield "address", _line("Phones are given", phones.address)
        yield "joining", _line("Joining", "open" if session.joining else "closed")
    for side in session.scenario.sides:
        groups = [g for g in session.groups.values() if g.side == side.id]
        number = count(len(groups), "group")
        yield f"side {side.id}", Content.assemble(side_head(session, side.id), f"  {number}")
        for group in groups:
            yield f"group {group.number}", _group(group, phones)


def _line(label: str, value: str) -> Content:
    return Content.assemble(f"{label:<22}", (value or "-", "bold"))


def _group(group: Group, phones: Phones) -> Content:
    people = count(group.people, "person", "people") if group.people else "headcount?"
    line = Content.assemble("    ", group.name, f"  {people}")
    there = f"\n      {phones.there_in(group.number).line}"
    return Content.assemble(line, (there, "$quiet")) if phones.on else line
