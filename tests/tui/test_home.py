from __future__ import annotations

from pathlib import Path

from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.text import EMPTY, clean
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.doors import Doors
from tests.journal.clocks import HandClock
from tests.session.play import LESSONS, SCENARIO
from tests.tui.desk_room import give, play, room_at
from tests.tui.reading import comes, shows


async def test_it_offers_the_library_with_time_sides_and_for_how_many(tmp_path: Path) -> None:
    app = SnogmarryApp(doors=Doors(tmp_path))
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await shows(
            pilot,
            "The drop-in that closed on a Friday",
            "1 h 14 min · Keep the Shed Open and Northfield Community Trust",
            "For 8 to 40 people, in two to eight groups",
        )
        await pilot.press("x")
        await shows(pilot, "Mark a session first")


async def test_a_scenario_that_is_picked_becomes_a_session_on_the_disk(tmp_path: Path) -> None:
    app = SnogmarryApp(doors=Doors(tmp_path / "sessions"))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "The drop-in")
        await pilot.press("enter")
        await shows(pilot, "n start", "Ground rules")
        assert len(list((tmp_path / "sessions").glob("*-the-drop-in-*.snog"))) == 1
        assert app.room is not None
        await app.room.close()


async def test_what_is_under_way_comes_first_and_goes_on(tmp_path: Path) -> None:
    clock = HandClock()
    room = await Room.create(tmp_path / "old.snog", SCENARIO, LESSONS, clock=clock)
    await play(room, c.SetDetails(clean("Staff day"), EMPTY, EMPTY, EMPTY), c.Jump("word"))
    clock.ms += 60_000
    await give(room, 1, "Kept")
    clock.ms += 30_000
    await room.close()
    clock.ms += 3_600_000
    app = SnogmarryApp(doors=Doors(tmp_path, clock))
    async with app.run_test(size=(100, 30)) as pilot:
        text = await shows(pilot, "Staff day", "Play a scenario")
        assert text.index("Staff day") < text.index("Play a scenario")
        assert "LEFT in “First word”, 3:30 left, 1 answer kept" in text
        await pilot.press("enter")
        await shows(pilot, "EXERCISE  First word", "The session was left at", "3:30 left")
        assert app.room is not None
        await app.room.close()


async def test_a_damaged_session_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "torn.snog").write_bytes(b"SQLite format 3\0" + b"\0" * 4_000)
    (tmp_path / "letter.snog").write_text("Dear all", encoding="utf-8")
    app = SnogmarryApp(doors=Doors(tmp_path))
    async with app.run_test(notifications=True, size=(100, 40)) as pilot:
        seen = await shows(pilot, "! torn", "! letter")
        assert " ".join(seen.split()).count("is not a session file") == 2
        await pilot.press("down", "down", "enter")
        await comes(pilot, lambda: any("letter" in said.message for said in app._notifications))
        assert app.room is None


async def test_a_finished_session_can_be_exported(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        await play(room, c.EndSession())
    app = SnogmarryApp(doors=Doors(tmp_path, clock))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "The pond", "the steps are over")
        await pilot.press("down", "down", "x")
        await shows(pilot, "Export the summary")
        assert app.room is not None
        await app.room.close()
