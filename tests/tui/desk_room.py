"""Rooms that stand where a test of the desk wants them, in real session files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

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


def shown(app: SnogmarryApp) -> str:
    """What the person at the keyboard sees, of all screens that lie one over another."""
    return "\n".join(_text(screen) for screen in app.screen_stack)


def on_top(app: SnogmarryApp) -> str:
    """What the screen in front shows."""
    return _text(app.screen)


def _text(screen: Screen[Any]) -> str:
    strips = screen._compositor.render_strips(screen.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def notices(app: SnogmarryApp) -> list[str]:
    """What was said in a line, oldest first."""
    return [notification.message for notification in app._notifications]


@asynccontextmanager
async def desk(
    folder: Path,
    *,
    step: str | None = None,
    size: tuple[int, int] = (100, 30),
    before: tuple[Command, ...] = (),
) -> AsyncIterator[tuple[Pilot[int], SnogmarryApp, Room, HandClock]]:
    """The desk of such a room, on a screen that the room does not see.

    Fails if anything went wrong unseen.
    """
    async with room_at(folder, step=step) as (room, clock):
        await play(room, c.ShareScreen(False), *before)
        app = desk_of(room)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            if room.state.phase == "live":
                await pilot.press("d")
            await pilot.pause()
            yield pilot, app, room, clock
            assert app.mishaps.noted == []


async def typed(pilot: Pilot[int], text: str) -> None:
    """Press the keys of a text."""
    await pilot.press(*(_KEYS.get(char, char) for char in text))


_KEYS = {" ": "space", ",": "comma", "/": "slash", "-": "minus", ".": "full_stop"}
