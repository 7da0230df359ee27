"""The pictures in these docs, taken from the program itself: `python -m docs.pictures`.

A picture loads nothing from anywhere: Textual's own would fetch its font.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from html import escape, unescape
from pathlib import Path

from tests.journal.clocks import HandClock
from tests.tui.reading import shows

from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp

HERE = Path(__file__).parent
SIZE = (96, 30)
CELL, LINE, BASELINE = 12.2, 24.4, 18.5
"""Width and height of a character in Textual's pictures, and where in it letters stand."""
BLOCKS = {"█": (0, 1), "▀": (0, 0.5), "▄": (0.5, 0.5)}
"""Where each begins and how tall it is, in lines."""
_TEXT = re.compile(
    r'<text class="(?P<style>\S+-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"[^>]*>'
    r"(?P<text>.*?)</text>"
)
_PARTS = re.compile("█+|▀+|▄+|[^\\s█▀▄]+(?:[ \u00a0][^\\s█▀▄]+)*")
FONTS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

CAMPAIGN, TRUST = 1, 2
QUESTION = (
    "You promised us: no change without talking to us first. "
    "Where do 61 people go on Monday morning? #SaveTheShed"
)
REPLY = (
    "You should have heard this from us and not from a door. I am sorry. "
    "I will say here by noon tomorrow where people can go. Ruth Asante, chief executive"
)


@asynccontextmanager
async def played(folder: Path) -> AsyncIterator[tuple[Room, HandClock]]:
    """`the-drop-in` in its first prompt: two tables have answered, one has not."""
    scenario, lessons = load(library.find("the-drop-in"))
    clock = HandClock()
    room = await Room.create(folder / "drop-in.snog", scenario, lessons, clock=clock)
    try:
        await room.do(c.RenameGroup(CAMPAIGN, clean("Kettle table")))
        await room.do(c.RenameGroup(TRUST, clean("Board table")))
        await room.do(c.AddGroup(scenario.sides[0].id, clean("Stairs table"), people=6))
        await room.do(c.ShareScreen(False))
        for minutes in (0, 3, 4, 1):
            clock.ms += minutes * 60_000
            await room.do(c.Next())
        clock.ms += 72_000
        await answer(room, CAMPAIGN, QUESTION)
        clock.ms += 36_000
        await answer(room, TRUST, REPLY)
        yield room, clock
    finally:
        await room.close()


async def answer(room: Room, group: int, text: str) -> None:
    """A group answers what is asked now."""
    await room.do(c.Give(room.state.runs[-1].number, group, Answer(text=clean(text)), 6))


async def take(folder: Path) -> dict[str, str]:
    """Every picture by its name."""
    pictures = {}
    async with played(folder) as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("d")
            await shows(pilot, "Groups: 2 of 3 have answered")
            pictures["desk"] = app.export_screenshot(title="The desk")
            await room.do(c.ReleaseAll(room.state.runs[-1].number))
            clock.ms += 9_000
            await pilot.press("d")
            await shows(pilot, "after 1:12", "after 1:48")
            pictures["stage"] = app.export_screenshot(title="The stage")
    return pictures


def at_home(svg: str) -> str:
    """A picture that uses the fonts of whoever looks at it, and looks the same in all of them."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS).replace("arial", "sans-serif")
    return _TEXT.sub(lambda found: "".join(_drawn(found)), svg)


def _drawn(found: re.Match[str]) -> Iterator[str]:
    """The words of a line, each where it begins; blocks as rectangles, which leave no gaps."""
    style, x, y = found["style"], float(found["x"]), float(found["y"])
    for part in _PARTS.finditer(unescape(found["text"])):
        left = x + part.start() * CELL
        width = len(part[0]) * CELL
        if part[0][0] in BLOCKS:
            top, height = (row * LINE for row in BLOCKS[part[0][0]])
            # A shade over its height: neighbours must meet on every screen.
            yield (
                f'<rect class="{style}" x="{left:.1f}" y="{y - BASELINE + top:.1f}" '
                f'width="{width:.1f}" height="{height + 0.3:.1f}" shape-rendering="crispEdges"/>\n'
            )
        else:
            yield (
                f'<text class="{style}" x="{left:.1f}" y="{y:.1f}" textLength="{width:.1f}">'
                f"{escape(part[0])}</text>\n"
            )


def main() -> None:
    """Take them all, and put them beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = asyncio.run(take(Path(folder)))
    for name, svg in pictures.items():
        (HERE / f"{name}.svg").write_text(at_home(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
