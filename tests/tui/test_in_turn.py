"""What is typed faster than the screen follows, in a real terminal."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from snogmarry.journal.reading import read_events
from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.fold import folded
from snogmarry.session.state import Session
from tests.session.play import LESSONS, SCENARIO
from tests.terminal import Terminal
from tests.tui.desk_room import play

SAVE = "\x13"


@contextmanager
def opened(folder: Path, *before: c.Command) -> Iterator[tuple[Terminal, Path]]:
    """A session in the terminal, at the screen of its phase."""
    path = folder / "pond.snog"

    async def make() -> None:
        room = await Room.create(path, SCENARIO, LESSONS)
        await play(room, c.AddGroup(SCENARIO.sides[0].id, people=5), c.ShareScreen(False), *before)
        await room.close()

    asyncio.run(make())
    home = {"SNOGMARRY_SESSIONS": str(folder), "HOME": str(folder)}
    command = [sys.executable, "-m", "snogmarry", "resume", str(path), "--no-phones"]
    with Terminal(command, cwd=folder, size=(120, 40), environment=home) as terminal:
        yield terminal, path


def kept(path: Path) -> Session:
    return folded(read_events(path))


def test_each_field_gets_its_own_words(tmp_path: Path) -> None:
    with opened(tmp_path, c.Jump("word"), c.EndSession()) as (terminal, path):
        terminal.wait_for("DRAFT")
        terminal.type(f"fWrite to the landlord\tBea\tFriday{SAVE}")
        terminal.wait_for("A-01 Bea")
        (action,) = kept(path).actions.values()
        assert (action.text, action.owner) == ("Write to the landlord", "Bea")
        assert action.due is not None
        terminal.wait_for(f"{action.due.day} {action.due:%B}")
        terminal.type(f"lA name helps{SAVE}lRumours run{SAVE}")
        terminal.wait_for("L-02")
        assert [point.text for point in kept(path).points.values()] == [
            "A name helps",
            "Rumours run",
        ]


def test_enter_moves_on_before_what_follows_it_is_handed_on(tmp_path: Path) -> None:
    # Enter in a field of one line leads to the next, by a message of the field.
    with opened(tmp_path, c.Jump("word"), c.EndSession()) as (terminal, path):
        terminal.wait_for("DRAFT")
        terminal.type(f"fRing them\tBea\rFriday{SAVE}")
        terminal.wait_for("A-01 Bea")
        (action,) = kept(path).actions.values()
        assert (action.text, action.owner) == ("Ring them", "Bea")


def test_words_are_no_commands_of_the_screen_that_the_form_opens_over(tmp_path: Path) -> None:
    with opened(tmp_path, c.Jump("word")) as (terminal, path):
        terminal.wait_for("planned")
        terminal.type("d")
        terminal.wait_for("n next")
        before = kept(path).run
        terminal.type(f"mNobody new next: nn{SAVE}")
        terminal.wait_until(lambda: bool(kept(path).notes), "a note")
        session = kept(path)
        assert [note.text for note in session.notes.values()] == ["Nobody new next: nn"]
        assert session.run == before
