"""What the facilitator sees and does at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from tests.tui.desk_room import (
    HOSTILE,
    desk,
    desk_of,
    give,
    notices,
    on_top,
    play,
    room_at,
    shown,
    typed,
)

SIZES = [(80, 24), (100, 30), (160, 45)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_what_waits_and_who_is_silent(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, step="word", size=size) as (pilot, app, room, clock):
        clock.ms += 70_000
        await give(room, 1, "Leave the pond alone")
        await play(room, c.MarkAloud(1, 3))
        await pilot.pause()
        text = on_top(app)
        assert "Groups: 2 of 4 have answered" in text
        assert "Answers: 1 waiting, 1 in all" in text
        assert "Leave the pond alone" in text
        assert "1:10" in text
        assert "silent" in text
        assert "aloud" in text
        assert "3:50 left" in text
        assert "EXERCISE  3/13  First word" in text


async def test_one_key_releases_one_a_group_or_all(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        for group in (1, 2, 3):
            await give(room, group, f"Word of {group}")
        await pilot.pause()
        await pilot.press("r")
        released = [r.number for r in room.state.responses.values() if r.shown]
        assert released == [1]
        assert "Released R-001." in notices(app)
        await pilot.press("3", "g")
        assert [r.number for r in room.state.responses.values() if r.shown] == [1, 3]
        await pilot.press("R")
        assert [r.number for r in room.state.responses.values() if r.shown] == [1, 2, 3]
        await pilot.pause()
        assert "Answers: 0 waiting, 3 in all" in on_top(app)


def shown_now(room: Room) -> list[int]:
    return [r.number for r in room.state.responses.values() if r.shown]


@pytest.mark.parametrize("kind", ["ask", "show"])
@pytest.mark.parametrize("step_before", ["rules", "learn", "talk"])
async def test_after_a_step_without_answers_the_arrows_pick_an_answer(
    tmp_path: Path, step_before: str, kind: str
) -> None:
    async with desk(tmp_path, step=step_before) as (pilot, app, room, _):
        await play(room, c.Jump("word"))
        await pilot.pause()
        for group in (1, 2, 3):
            await give(room, group, f"Word of {group}")
            await pilot.pause()
        if kind == "show":
            await play(room, c.Jump("look"))
            await pilot.pause()
        await pilot.press("down", "r")
        await pilot.pause()
        assert shown_now(room) == [2]
        assert notices(app)[-1] == "Released R-002."
        await pilot.press("end", "x")
        await pilot.pause()
        assert shown_now(room) == []
        assert notices(app)[-1] == "Hid R-002."


@pytest.mark.parametrize("step", ["learn", "act"])
async def test_after_other_steps_the_arrows_pick_a_learning_point(
    tmp_path: Path, step: str
) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await play(room, c.SetCode("KTPXWN"), c.Join("KTPXWN", "t", "r", 1, clean("")))
        await play(room, c.Jump("talk"))
        await pilot.pause()
        await play(room, c.Jump("learn"))
        for number in (1, 2, 3):
            await play(room, c.SendPoint(1, f"p{number}", clean(f"Lesson {number}"), "improve"))
        if step != "learn":
            await play(room, c.Jump(step))
        await pilot.pause()
        await pilot.press("down", "down", "r")
        await pilot.pause()
        released = [point.ref for point in room.state.points.values() if point.released]
        assert released == ["L-03"]
        assert notices(app)[-1] == "Released L-03."


async def test_what_waits_in_this_step_is_picked_before_what_waits_from_others(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, step="word") as (pilot, _app, room, _):
        await give(room, 1, "Left waiting")
        await play(room, c.Jump("worse"), c.Jump("word", again=True))
        for group in (1, 2):
            await give(room, group, f"Word of {group}")
        await pilot.pause()
        for released in ([3], [2, 3], [1, 2, 3]):
            await pilot.press(*(["down"] if released == [3] else []), "r")
            await pilot.pause()
            assert shown_now(room) == released


async def test_the_arrows_pick_a_group_until_something_comes_in(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, _app, room, _):
        await pilot.press("down", "down", "o")
        assert room.state.runs[0].aloud == {3}


async def test_in_a_step_without_answers_the_arrows_read_the_notes(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await play(room, c.Jump("rules"))
        await pilot.pause()
        assert app.screen.focused is not None
        assert app.screen.focused.id == "desk-notes"
        await pilot.press("r")
        await pilot.pause()
        assert notices(app)[-1] == "Nothing has come in here."


async def test_the_group_picked_and_the_answer_picked_are_of_one_group(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        for group in (1, 2):
            await give(room, group, f"Word of {group}")
        await pilot.pause()
        await pilot.press("2", "r")
        await pilot.pause()
        assert shown_now(room) == [2]
        await pilot.press("3", "r", "x", "delete", "enter")
        await pilot.pause()
        assert shown_now(room) == [2]
        assert notices(app)[-1].startswith("No response is picked")
        await give(room, 3, "Word of 3")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert shown_now(room) == [2, 3]


async def test_an_answer_that_comes_in_leaves_the_group_that_is_picked(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, _app, room, _):
        await give(room, 1, "Word of 1")
        await pilot.pause()
        await pilot.press("4")
        await give(room, 2, "Word of 2")
        await pilot.pause()
        await pilot.press("o")
        assert room.state.runs[0].aloud == {4}


async def test_one_key_again_and_again_releases_one_after_another(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        for group in (1, 2, 3, 4):
            await give(room, group, f"Word of {group}")
        await pilot.pause()
        await pilot.press("down")
        released = []
        for number in (2, 3, 4, 1):
            await pilot.press("r")
            await pilot.pause()
            released.append(number)
            shown_now = {r.number for r in room.state.responses.values() if r.shown}
            assert shown_now == set(released)
            assert notices(app)[-1] == f"Released R-{number:03}."
        await pilot.press("r")
        await pilot.pause()
        assert notices(app)[-1] == "R-001 is released already."


async def test_a_learning_point_that_is_released_already_is_said_to_be(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="learn") as (room, _):
        await play(room, c.ShareScreen(False), c.SetCode("KTPXWN"))
        await play(room, c.Join("KTPXWN", "t", "r", 1, clean("")))
        for number in (1, 2):
            await play(room, c.SendPoint(1, f"p{number}", clean(f"Lesson {number}"), "improve"))
        app = desk_of(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("d")
            await pilot.pause()
            for _ in range(2):
                await pilot.press("r")
                await pilot.pause()
            assert all(point.released for point in room.state.points.values())
            await pilot.press("r")
            await pilot.pause()
            assert notices(app)[-1] == "L-02 is released already."


async def test_an_answer_that_shows_at_once_is_kept_and_shown(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("y", "s", "1")
        await typed(pilot, "We spoke")
        await pilot.press("ctrl+s")
        await pilot.pause()
        group = room.state.groups[1].name
        assert notices(app)[-1] == f"Kept R-001 of {group}. It shows at once."
        assert room.state.responses[1].shown is not None
        await pilot.press("escape", "enter", "!", "ctrl+s")
        await pilot.pause()
        assert notices(app)[-1] == "Kept the correction of R-001. It shows at once."


async def test_a_vote_does_not_show_before_its_result(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        for said in ("", " It shows at once."):
            await pilot.press("y", "s", "1", "1", "ctrl+s")
            await pilot.pause()
            ref = f"R-{len(room.state.responses):03}"
            assert notices(app)[-1] == f"Kept {ref} of {room.state.groups[1].name}.{said}"
            await pilot.press("escape", "v", "y")
            await pilot.pause()


async def test_what_was_released_can_be_hidden_and_a_late_one_admitted(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, clock):
        await give(room, 1, "In time")
        await play(room, c.ReleaseAll(1), c.ClosePrompt())
        clock.ms += 10_000
        await give(room, 2, "Too late")
        await pilot.pause()
        assert "LATE" in on_top(app)
        assert "! late" in on_top(app)
        assert "Groups: 1 of" in on_top(app)
        await pilot.press("home", "r")
        assert "R-002 came late" in notices(app)[-1]
        await pilot.press("A", "r")
        assert room.state.responses[2].shown is not None
        await pilot.press("home", "x")
        assert room.state.responses[1].shown is None


async def test_a_correction_waits_while_the_stage_keeps_what_was_released(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await give(room, 1, "Leave it")
        await pilot.pause()
        await pilot.press("r", "enter")
        assert "mend R-001 (on the stage)" in on_top(app)
        await typed(pilot, " alone")
        await pilot.press("ctrl+s")
        await pilot.pause()
        response = room.state.responses[1]
        assert response.latest.answer.text == "Leave it alone"
        assert response.shown is not None
        assert response.shown.answer.text == "Leave it"
        assert "CHANGED" in on_top(app)
        assert "The stage still shows:" in on_top(app)
        await pilot.press("r")
        assert response.shown.answer.text == "Leave it alone"


async def test_withdrawing_asks_first(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, _, room, _clock):
        await give(room, 1, "A slip")
        await pilot.pause()
        await pilot.press("delete", "n")
        assert not room.state.responses[1].withdrawn
        await pilot.press("delete", "y")
        await pilot.pause()
        assert room.state.responses[1].withdrawn


async def test_aloud_is_one_key_for_the_group_picked(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, _, room, _clock):
        await pilot.press("4", "o")
        assert room.state.runs[0].aloud == {4}
        await pilot.press("o")
        assert room.state.runs[0].aloud == set()


async def test_injects_say_when_they_come(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(160, 45)) as (pilot, app, room, clock):
        await pilot.pause()
        text = on_top(app)
        assert "in 2:00" in text
        assert "in 3:00 if Council stays" in text
        assert "held: your key" in text
        clock.ms += 120_000
        await play(room, c.Settle())
        await give(room, 2, "We answer")
        await pilot.pause()
        text = on_top(app)
        assert "arrived" in text
        assert "not coming: Council has answered" in text


async def test_a_leading_option_offers_its_step_and_one_key_takes_it(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        counts = (("snog", 1), ("marry", 0), ("avoid", 4))
        assert "leads" not in on_top(app)
        await play(room, c.CountHands(1, 1, counts))
        await pilot.pause()
        text = on_top(app)
        assert "Avoid leads. Press > for “Worse”" in text
        assert "Snog 1, Marry 0, Avoid 4 (hidden, v shows)" in text
        assert "hands 1/0/4" in text
        await pilot.press("greater_than_sign")
        assert room.state.step is not None
        assert room.state.step.id == "worse"


async def test_answers_are_released_where_they_are_shown(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await give(room, 1, "Leave the pond alone")
        await pilot.press("n")
        await pilot.pause()
        assert "What do you post" not in on_top(app)
        assert "Leave the pond alone" in on_top(app)
        await pilot.press("r")
        assert room.state.responses[1].shown is not None


async def test_a_step_without_answers_gives_its_room_to_the_notes(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules", size=(80, 24)) as (pilot, app, _, _clock):
        assert "For you alone" in on_top(app)
        assert "Running order" in on_top(app)
        assert "Groups:" not in on_top(app)
        await pilot.press("s")
        assert "takes no answers" in notices(app)[-1]


async def test_a_short_window_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, _, _clock):
        assert "For you alone" in on_top(app)
        await pilot.press("p")
        assert "held: your key" in on_top(app)
        assert "For you alone" not in on_top(app)
        await pilot.press("p")
        assert "First word" in on_top(app)
        assert "Running order" in on_top(app)


@pytest.mark.parametrize("step", ["learn", "act"])
async def test_where_lessons_are_drawn_the_foot_says_how(tmp_path: Path, step: str) -> None:
    async with desk(tmp_path, step=step, size=(80, 24)) as (pilot, app, _, _clock):
        for _place in ("desk", "stage"):
            foot = on_top(app).splitlines()[-1]
            assert "l lesson" in foot
            assert "f follow-up" in foot
            await pilot.press("d")
            await pilot.pause()


async def test_behind_is_said(tmp_path: Path) -> None:
    async with desk(tmp_path, step="rules") as (pilot, app, room, clock):
        clock.ms += 60_000 + 240_000
        await play(room, c.Settle(), c.TakeNote(room.state.scenario.title))
        await pilot.pause()
        assert "4 min behind" in on_top(app)
        assert "+4:00 OVER" in on_top(app)
        assert "Kept N-01." in on_top(app)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_stand_there_as_they_are(tmp_path: Path, text: str) -> None:
    before = (c.RenameGroup(1, clean(text)),)
    async with desk(tmp_path, step="word", size=(160, 45), before=before) as (pilot, app, room, _):
        await give(room, 1, text)
        await pilot.pause()
        assert on_top(app).count(text) >= 3  # the board, the inbox, the answer in full
        for key in ("s", "l", "G"):
            await pilot.press(key)
            await pilot.pause()
            assert text in on_top(app)
            await pilot.press("escape")
        await pilot.pause()
        assert text in shown(app)


@pytest.mark.parametrize("key", ["r", "x", "delete", "enter", "pagedown", "pageup"])
async def test_no_key_acts_on_an_answer_that_the_desk_does_not_show(
    tmp_path: Path, key: str
) -> None:
    answer = c.Give(1, 1, Answer(text=clean("Not for the room")))
    before = (answer, c.Release((1,)), c.Jump("talk"))
    async with desk(tmp_path, step="word", before=before) as (pilot, app, room, _):
        assert "Not for the room" not in on_top(app)
        head = room.state.head
        await pilot.press(key)
        await pilot.pause()
        assert room.state.head == head
        assert "Not for the room" not in on_top(app)
