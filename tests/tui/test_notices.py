"""Notices: one at a time, and on no form."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.tui.notices import say
from tests.tui.desk_room import desk_of, room_at, typed
from tests.tui.reading import painted, shows


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_notice_covers_nothing_of_the_form_that_opens_next(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = desk_of(room)
        async with app.run_test(size=size, notifications=True) as pilot:
            for key, foot in (("question_mark", "arrows and page up/down"), ("l", "ctrl+s keep")):
                say(app, "The disk is slow.", "failed")  # what stands there longest
                await pilot.press(key)
                text = await shows(pilot, "The disk is slow.", foot)
                lines = text.splitlines()
                assert "The disk is slow." in lines[-1]
                assert "esc leave" in text
                await pilot.press("escape")


async def test_a_notice_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = desk_of(room)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            for number in (1, 2):
                await pilot.press("l")
                await typed(pilot, f"Point {number}")
                await pilot.press("ctrl+s")
                await shows(pilot, f"Kept L-0{number}.")
            assert "Kept L-01." not in painted(app)


async def test_a_notice_cuts_no_key_in_two_and_leaves_the_help(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = desk_of(room)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            whole = (await shows(pilot, "? help")).splitlines()[-1]
            await pilot.press("x")
            foot = (await shows(pilot, "has been released")).splitlines()[-1]
            keys, _, said = foot.partition("▌")
            assert said.strip() == "Nothing in this step has been released."
            assert keys.endswith(" ? help ")
            assert whole.startswith(keys.removesuffix(" ? help ") + " ")
            assert keys.startswith(" n next ")
