"""Where the room sees the facilitator's screen, nothing private opens unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from tests.test_docs import GUIDE, rows, spans
from tests.tui.desk_room import give, on_top, play, room_at
from tests.tui.reading import comes, shows

ASKED = "The room sees this screen"


@pytest.mark.parametrize(
    ("key", "shown"),
    [("d", "DESK"), ("i", "Signed!"), ("j", "Snog, marry or avoid?"), ("m", "private note")],
)
async def test_what_is_private_asks_before_it_opens(tmp_path: Path, key: str, shown: str) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press(key)
            asked = await shows(pilot, ASKED)
            assert shown not in asked
            await pilot.press("enter")
            await comes(pilot, lambda: shown in on_top(app), lambda: on_top(app))


async def test_an_answer_that_was_not_released_asks_before_it_is_typed_again(
    tmp_path: Path,
) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        await give(room, 1, "Nobody may read this yet")
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("s")
            await comes(pilot, lambda: "Who answers?" in on_top(app))
            await pilot.press("1")
            asked = await shows(pilot, ASKED, "R-001 was not released")
            assert "Nobody may read" not in asked
            await pilot.press("enter")
            await shows(pilot, "Nobody may read this yet")


def test_the_guide_names_every_key_that_asks() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    table = rows(text, "| you press | what happens |")
    asking = [key for keys, what in table if "asks before" in what for key in spans(keys)]
    assert asking == [*"dijms"]


async def test_nothing_asks_once_the_room_looks_elsewhere(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("z")
            await comes(pilot, lambda: not room.state.screen_shared)
            await pilot.press("d")
            await shows(pilot, "DESK")


async def test_a_learning_point_on_the_stage_shows_no_answer_that_waits(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        await give(room, 1, "Nobody may read this yet")
        await give(room, 2, "This is out")
        await play(room, c.Release((2,)))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 40)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("l")
            form = await shows(pilot, "What shows it", "R-001", "(not released)", "This is out")
            assert "Nobody may read" not in form


async def test_a_reason_in_a_vote_that_was_not_revealed_is_on_no_screen_that_the_room_sees(
    tmp_path: Path,
) -> None:
    async with room_at(tmp_path, step="stance") as (room, _):
        why = Answer(options=("avoid",), reason=clean("They never listen"))
        await play(room, c.Give(room.state.current or 0, 1, why), c.Release((1,)))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 40)) as pilot:
            await comes(pilot, lambda: room.state.responses[1].released is not None)
            await pilot.press("l")
            form = await shows(pilot, "What shows it", "R-001", "(vote not revealed)")
            assert "never listen" not in form
            await pilot.press("escape")
            await play(room, c.RevealVote(room.state.current or 0))
            await pilot.press("l")
            await shows(pilot, "What shows it", "R-001", "They never listen")


async def test_a_debrief_that_the_room_sees_tells_no_private_note(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        await give(room, 1, "Never released")
        await play(room, c.TakeNote(clean("Table one is cross")), c.EndSession())
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 40)) as pilot:
            seen = await shows(pilot, "DEBRIEF", "N-01", "(private)")
            assert "cross" not in seen
            await pilot.press("down", "enter")
            await comes(pilot, lambda: "R-001" in on_top(app), lambda: on_top(app))
            assert "Never released" not in on_top(app)
            await pilot.press("escape", "z")
            await shows(pilot, "Table one is cross")
