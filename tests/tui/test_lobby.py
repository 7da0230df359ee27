from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.forms.details import RULES
from tests.tui.desk_room import room_at
from tests.tui.reading import comes, painted, shows


async def test_it_says_what_comes_and_for_how_long(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        await room.do(c.ShareScreen(False))
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(100, 30)) as pilot:
            wanted = ("EXERCISE  The pond", "13 steps, 38 min; 1 aside", "First word")
            text = await shows(pilot, *wanted)
            assert " aside  Worse" in text
            assert "Friends  2 groups" in text
            assert "4 groups · 10 people" in text


async def test_a_room_that_looks_on_is_not_told_what_comes(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            text = await shows(pilot, "13 steps, 38 min", "not listed", "Nobody is marked")
            assert "First word" not in text
            assert "Worse" not in text


async def test_a_room_without_rules_of_its_own_gets_some_at_once(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "5 lines")
        path = room.path
    again = await Room.open(path, read_only=True)
    assert again.state.details.ground_rules == RULES
    await again.close()


async def test_what_is_typed_about_the_event_is_on_the_disk(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "5 lines")
            await pilot.press("enter")
            await pilot.press(*"Staff day", "tab", *"Northfield", "tab", *"Ada", "ctrl+s")
            await shows(pilot, "Staff day", "Northfield", "Ada")
        path = room.path
    again = await Room.open(path, read_only=True)
    details = again.state.details
    assert (details.event, details.place, details.facilitator) == ("Staff day", "Northfield", "Ada")
    assert details.ground_rules == RULES
    await again.close()


async def test_groups_and_people_are_counted_with_two_keys(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "n start")
            await pilot.press(*["down"] * 5, "plus", "plus")
            await shows(pilot, "Friends  4 groups")
            await pilot.press("minus")
            await shows(pilot, "Friends  3 groups")
            await pilot.press("down", *["plus"] * 6, "minus")
            await shows(pilot, "Friends  5 people")
            await pilot.press("enter")
            await pilot.press(*"Newts", "ctrl+s")
            await shows(pilot, "Newts  5 people")
            assert room.state.groups[1].name == "Newts"
            await pilot.press("enter")
            await shows(pilot, "┃ Newts", "Its name")
            await pilot.press("tab", *"12", "ctrl+s")
            await shows(pilot, "Newts  12 people")


async def test_whether_the_room_sees_this_screen_is_set_here(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "Room sees this screen yes")
            await pilot.press(*["down"] * 4, "enter")
            await shows(pilot, "Room sees this screen no")
            assert not room.state.screen_shared


async def test_one_key_starts(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "n start")
            await pilot.press("n")
            await shows(pilot, "EXERCISE  Rules", "Be fair.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_a_real_scenario_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    scenario, lessons = load(library.find("the-drop-in"))
    room = await Room.create(tmp_path / "real.snog", scenario, lessons)
    app = SnogmarryApp(room)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "n start", "Keep the Shed Open", "Ground rules")
        assert all(len(line) <= size[0] for line in painted(app).splitlines())
        await pilot.press("n")
        await comes(pilot, lambda: "step 1 of 24" in painted(app))
        assert not app.mishaps.noted
    await room.close()
