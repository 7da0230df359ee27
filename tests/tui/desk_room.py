"""Rooms that stand where a test of the desk wants them, in real session files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from snogmarry.room import Room
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session import commands as c
from snogmarry.session.commands import Command
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from tests.journal.clocks import HandClock
from tests.session.play import LESSONS, SCENARIO

HOSTILE = (
    "[/foo] [bar",
    "[@click=app.quit]x[/]",
    "[b]bold[/b] $primary {braces}",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 नमस्ते",
    "مرحبا بالعالم",
)
"""Texts that break programs that trust them; all are kept and shown as they are."""


@asynccontextmanager
async def room_at(
    folder: Path,
    *,
    step: str | None = None,
    scenario: Scenario = SCENARIO,
    lessons: LessonList = LESSONS,
) -> AsyncIterator[tuple[Room, HandClock]]:
    """A room with two groups a side, in `step`, and the clock that it goes by."""
    clock = HandClock()
    room = await Room.create(folder / "pond.snog", scenario, lessons, clock=clock)
    for side in scenario.sides:
        await room.do(c.AddGroup(side.id, people=5))
    if step is not None:
        await room.do(c.Jump(step))
    try:
        yield room, clock
    finally:
        await room.close()


async def give(room: Room, group: int, text: str, people: int = 3) -> None:
    """A group answers the current step."""
    assert room.state.current is not None
    await room.do(c.Give(room.state.current, group, Answer(text=clean(text)), people))


async def play(room: Room, *commands: Command) -> None:
    """Carry these out, one after another."""
    for command in commands:
        await room.do(command)


def desk_of(room: Room) -> SnogmarryApp:
    """The program, with that room on its screen."""
    return SnogmarryApp(room)
