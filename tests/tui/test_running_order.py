"""The running order, mending what is to come, injects and help."""

from __future__ import annotations

from pathlib import Path

from snogmarry.session import commands as c
from snogmarry.tui.keys import keys_of
from tests.tui.desk_room import desk, notices, on_top, typed


async def test_it_shows_where_the_room_is_and_how_time_stands(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules", size=(80, 24)) as (pilot, app, room, clock):
        clock.ms += 90_000
        await room.do(c.Next())
        await pilot.press("j")
        text = on_top(app)
        assert "planned 38 min" in text
        assert "on time" in text or "behind" in text
        assert "x brief" in text
        assert "> post" in text
        assert "1:30" in text
        assert "aside" in text


async def test_enter_goes_there_and_back_to_the_run_that_was(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules") as (pilot, _, room, _clock):
        await pilot.press("j", "down", "down", "enter")
        await pilot.pause()
        assert room.state.step is not None
        assert room.state.step.id == "word"
        await pilot.press("j", "home", "enter")
        await pilot.pause()
        assert room.state.current == 1


async def test_a_new_take_keeps_the_earlier_one(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("j", "a")
        await pilot.pause()
        assert [run.take for run in room.state.runs_of("word")] == [1, 2]
        await pilot.press("j")
        assert "2 takes" in on_top(app)


async def test_a_step_to_come_can_be_mended_and_one_that_ran_cannot(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules", size=(80, 24)) as (pilot, app, room, _):
        await pilot.press("j", "m")
        assert "has run" in notices(app)[-1]
        await pilot.press("down", "down", "m")
        assert "What do you post?" in on_top(app)
        await typed(pilot, "!")
        await pilot.press("tab", "backspace", "backspace", "9", "0", "s", "tab", "tab")
        await pilot.press("ctrl+a", "W", "ctrl+s")
        await pilot.pause()
        step = room.state.step_of("word")
        assert (step.title, step.time) == ("First word!", 90_000)
        assert getattr(step, "ask", {})["friends"] == "WWhat do you post?"
        assert "First word!" in on_top(app)


async def test_what_a_vote_offers_stands_under_the_cursor(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        await room.do(c.CountHands(1, 1, (("snog", 0), ("marry", 0), ("avoid", 2))))
        await pilot.press("j")
        assert "OFFERED by the vote" in on_top(app)
        await pilot.press("enter")
        await pilot.pause()
        assert room.state.step is not None
        assert room.state.step.id == "worse"


async def test_a_held_inject_arrives_by_key(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await pilot.press("i")
        assert 'held: your key  "kept"  Ana: Signed!' in on_top(app)
        await pilot.press("enter")
        await pilot.pause()
        assert room.state.runs[0].arrived == {"kept"}
        assert [post.text for post in room.state.feed] == ["Signed!"]


async def test_a_step_without_injects_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules") as (pilot, app, _, _clock):
        await pilot.press("i")
        assert "no injects" in on_top(app)


async def test_help_shows_every_key_that_holds(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(100, 70)) as (pilot, app, _, _clock):
        await pilot.press("question_mark")
        text = on_top(app)
        for key in keys_of("desk"):
            assert key.about in text
            assert key.shown in text
