"""What the facilitator is told while somebody tries wrong codes with the real server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from snogmarry.phones import serving
from snogmarry.tui.app import SnogmarryApp
from tests.tui.phones_room import HOST
from tests.tui.reading import comes, painted, shows
from tests.web.served import guesses, serving_phones

ONE = ("Wrong codes from one address: it has to", "wait a minute. Others can join.")
ALL = "Wrong codes: nobody can join now. Who is in goes on. shift+p, c: new code"


async def test_the_lobby_says_that_an_address_is_held_up(tmp_path: Path) -> None:
    async with serving_phones(tmp_path / "pond.snog") as served:
        await served.room.jot(serving.HOST, HOST)
        app = SnogmarryApp(served.room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "0 joined")
            await guesses(served.phone())
            await shows(pilot, *ONE)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a machine has one loopback address")
async def test_the_desk_says_that_joining_is_held_up_and_a_new_code_ends_it(
    tmp_path: Path,
) -> None:
    async with serving_phones(tmp_path / "pond.snog") as served:
        await served.room.jot(serving.HOST, HOST)
        await served.joined(1)
        await served.at("word")
        app = SnogmarryApp(served.room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("z", "d")
            await shows(pilot, "0 of 1 phones")
            for last in range(2, 9):
                await guesses(served.phone(f"127.0.0.{last}"))
            assert ALL in (await shows(pilot, "Wrong codes: nobody"))
            await pilot.press("P", "c", "escape")
            await comes(pilot, lambda: "nobody can join now" not in painted(app))
            newcomer = await served.phone("127.0.0.9").post(
                "/join", code=served.room.state.code, group="1"
            )
            assert newcomer.status_code == 303
