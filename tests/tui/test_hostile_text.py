"""Text that would harm a terminal or a program that trusts it, on every screen, in a real pty."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

import pytest

from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.room import Room
from snogmarry.scenario.models import Scenario
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.events import Answer, Event, Recorded
from snogmarry.text import EMPTY, SafeText, clean
from snogmarry.tui.app import SnogmarryApp
from tests.session.play import LESSONS, SCENARIO
from tests.terminal import Terminal
from tests.tui.desk_room import play, room_at
from tests.tui.reading import comes, painted, shows

MARKUP = ("[@click=app.pwn]CLICK[/]", "[/foo] [bar", "[b]$primary{x}[/b]", "\\[x] %s {0!r}")
FOREIGN = (
    "Z" + "\u0301\u0316\u0320" * 40 + "algo",
    "\u0645\u0631\u062d\u0628\u0627 \u202eabc",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f \u2764\ufe0f",
)
ESCAPES = (
    "\x1b]0;PWNED\x07title",
    "\x1b[2J\x1b[7;7HPWNED",
    "\x1b]52;c;UFdORUQ=\x1b\\clip",
    "\x9b31mPWNED\x9c",
    "\x90PWNED\x84\x85\x00\x7f",
    "\u202ePWNED\u2066\u2028",
)
TRACES = (
    b"\x1b]0;", b"\x1b]52;", b"\x1b[7;7HPWNED", b"\xc2\x9b", b"\xc2\x90", b"\xc2\x9c", b"\xc2\x84",
    b"\x07", b"\x00", b"\x7f", "\u202e".encode(), "\u2066".encode(), "\u2028".encode(),
)  # fmt: skip


def hostile_scenario(text: str) -> Scenario:
    """A scenario whose every title and text is hostile, past its own checks."""
    raw = SafeText(text)
    steps = tuple(
        step.model_copy(update={"title": raw, **({"text": raw} if hasattr(step, "text") else {})})
        for step in SCENARIO.steps
    )
    sides = tuple(side.model_copy(update={"name": raw, "aim": raw}) for side in SCENARIO.sides)
    return SCENARIO.model_copy(update={"title": raw, "steps": steps, "sides": sides})


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN, *ESCAPES])
async def test_whatever_is_typed_is_shown_and_obeyed_by_nobody(tmp_path: Path, text: str) -> None:
    typed = clean(text)
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(100, 30)) as pilot:
            await play(
                room,
                c.SetDetails(typed, typed, typed, typed),
                c.RenameGroup(1, SafeText(typed[:60])),
            )
            await shows(pilot, "n start")
            await play(
                room,
                c.Jump("word"),
                c.Give(1, 1, Answer(text=SafeText(typed[:40]))),
                c.ReleaseAll(1),
                c.PostAs("ana", "chirp", SafeText(typed[:40])),
            )
            text_shown = await shows(pilot, "Ana @ana")
            assert typed.split()[0][:8] in text_shown
            await pilot.click("#growing", offset=(3, 1))
            for step in ("learn", "act"):
                await play(
                    room,
                    c.DrawPoint(typed, "improve"),
                    c.AgreeAction(typed, typed),
                    c.TakeNote(typed),
                    c.Jump(step),
                )
                await comes(pilot, lambda: typed.split()[0][:8] in painted(app))
            app.show("desk")
            await shows(pilot, "DESK")
            app.show("stage")
            await shows(pilot, "n next")
            await play(room, c.EndSession())
            await comes(pilot, lambda: getattr(app.screen, "place", "") == "debrief")
            assert not app.mishaps.noted


def raw_events(text: str) -> list[Event]:
    """Events as a faulty or hostile writer would leave them: nothing was cleaned."""
    raw = SafeText(text)
    return [
        e.DetailsSet(raw, raw, raw, raw),
        e.GroupRenamed(1, raw),
        e.StepStarted(1, "word"),
        e.ResponseGiven(1, 1, 1, "friends", Answer(text=raw)),
        e.ResponsesReleased(((1, 1),)),
        e.CastPosted(1, "ana", "chirp", raw, 1),
        e.LearningPointDrawn(1, raw, "improve", 1, ("be-kind",)),
        e.ActionAgreed(1, raw, raw),
        e.NoteTaken(1, raw),
    ]


def write_raw(path: Path, text: str) -> None:
    journal = SqliteJournal(path, read_only=False)
    try:
        with journal.transact() as transaction:
            last = transaction.read(0)[-1]
            transaction.append(
                [
                    Recorded(last.seq + 1 + n, last.at, last.wall, event)
                    for n, event in enumerate(raw_events(text))
                ]
            )
    finally:
        journal.close()


@pytest.mark.parametrize("text", ESCAPES)
def test_not_even_a_journal_can_speak_to_the_terminal(tmp_path: Path, text: str) -> None:
    async def make() -> None:
        room = await Room.create(tmp_path / "bad.snog", hostile_scenario(text), LESSONS)
        await play(room, c.SetDetails(EMPTY, EMPTY, EMPTY, EMPTY), c.ShareScreen(False))
        await room.close()

    asyncio.run(make())
    write_raw(tmp_path / "bad.snog", text)
    home = {"SNOGMARRY_SESSIONS": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "snogmarry", "--no-phones"]
    with Terminal(command, cwd=tmp_path, size=(120, 40), environment=home) as terminal:
        terminal.wait_for("LEFT in")
        terminal.press("enter")
        terminal.wait_for("planned")
        terminal.press("d")
        terminal.wait_for("desk")
        for key in ("j", "G", "?", "s"):
            terminal.press(key)
            terminal.wait_for("esc ")
            terminal.press("escape")
            terminal.wait_gone("esc ")
        terminal.press("d")
        terminal.wait_for("n next")
        terminal.press("e")
        terminal.wait_for("End the steps here")
        terminal.press("enter")
        terminal.wait_for("export")
        terminal.press("q")
        assert terminal.wait_end() == 0
    painted_bytes = terminal.written.split(b"\x1b[?1049l")[0]
    # Textual's own: the shape of the mouse pointer.
    painted_bytes = re.sub(rb"\x1b]22;[a-z-]*\x07", b"", painted_bytes)
    for trace in TRACES:
        assert trace not in painted_bytes, trace
