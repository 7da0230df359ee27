from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from snogmarry.journal.protocol import Note
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.models import Scenario
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.session.commands import Command
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.screens.stage import StageScreen
from snogmarry.tui.widgets.big_clock import BigClock
from tests.journal.clocks import HandClock
from tests.session.play import MINUTE, SCENARIO
from tests.tui.desk_room import give, play, room_at
from tests.tui.reading import comes, painted, shows

DROP_IN, TEN_LESSONS = load(library.find("the-drop-in"))


def clock_of(app: SnogmarryApp) -> str:
    return app.screen.query_one(BigClock).text


async def test_a_prompt_stands_on_the_stage_in_the_words_of_each_side(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            text = await shows(pilot, "What do you post?", "What do you answer?")
            assert "EXERCISE  First word" in text
            assert "5:00 planned" in text
            assert clock_of(app) == "5:00"
            beside = next(line for line in text.splitlines() if "What do you post?" in line)
            assert "What do you answer?" in beside


async def test_nothing_that_was_not_released_reaches_the_stage(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(size=(160, 45)) as pilot:
            clock.ms += 1_900
            await give(room, 1, "Save the newts")
            await play(room, c.TakeNote(clean("They whisper")))
            text = await shows(pilot, "1 of 4 groups have answered")
            assert "newts" not in text
            assert "whisper" not in text
            await play(room, c.ReleaseAll(1))
            await shows(pilot, "Save the newts", "after 0:01")
            await pilot.press("x")
            await comes(pilot, lambda: "Save the newts" not in painted(app))


async def test_a_later_change_waits_while_the_released_version_stays(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await give(room, 1, "First try")
            await pilot.press("r")
            await shows(pilot, "First try")
            await give(room, 1, "Second thoughts")
            await pilot.pause()
            assert "Second thoughts" not in painted(app)
            assert "First try" in painted(app)


async def test_votes_are_a_number_until_they_are_revealed(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="stance") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            hands = (("snog", 7), ("marry", 1), ("avoid", 3))
            await play(room, c.CountHands(1, 1, hands))
            text = await shows(pilot, "11 votes are in")
            assert "7" not in text.replace("11 votes", "")
            await pilot.press("v")
            text = await shows(pilot, "█")
            bars = {line.split()[0]: line for line in text.splitlines() if "█ " in line}
            assert "7" in bars["Snog"]
            assert "3" in bars["Avoid"]
            assert bars["Snog"].count("█") > bars["Avoid"].count("█") > bars["Marry"].count("█")


async def test_hands_count_where_each_person_chooses(tmp_path: Path) -> None:
    raw = SCENARIO.model_dump(by_alias=True, exclude_none=True, mode="json")
    for step in raw["steps"]:
        if step["id"] == "order":
            step["answer"] = "choice"
    async with room_at(tmp_path, step="order", scenario=Scenario.model_validate(raw)) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await play(room, c.CountHands(1, 1, (("a", 3), ("b", 1))))
            await shows(pilot, "4 answers are in")


async def test_a_released_vote_waits_for_the_result(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="stance") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            why = Answer(options=("marry",), reason=clean("They kept their word"))
            await play(room, c.Give(1, 1, why, 1), c.ReleaseAll(1))
            text = await shows(pilot, "1 vote is in")
            assert "They kept their word" not in text
            await pilot.press("v")
            await shows(pilot, "They kept their word")


async def test_an_aside_is_offered_without_a_word_of_what_it_is(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="stance") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await play(room, c.CountHands(1, 1, (("snog", 0), ("marry", 0), ("avoid", 5))))
            text = await shows(pilot, "5 votes are in")
            assert "offered" not in text
            await pilot.press("v")
            text = await shows(pilot, "an aside is offered")
            assert "Worse" not in text


@pytest.mark.parametrize(
    ("after", "figures", "word"),
    [
        (0, "5:00", "5:00 planned"),
        (4 * MINUTE + 1_000, "0:59", "LAST MINUTE"),
        (5 * MINUTE - 9_000, "0:09", "LAST 10 SECONDS"),
        (5 * MINUTE + 42_000, "+0:42", "OVER +0:42"),
    ],
)
async def test_how_the_time_stands_is_said_in_words(
    tmp_path: Path, after: int, figures: str, word: str
) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            clock.ms += after
            await comes(pilot, lambda: clock_of(app) == figures)
            await shows(pilot, word)


async def test_space_pauses_and_goes_on(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("space")
            await shows(pilot, "PAUSED")
            clock.ms += MINUTE
            await pilot.press("space")
            await comes(pilot, lambda: "PAUSED" not in painted(app))
            assert clock_of(app) == "5:00"


async def test_minutes_are_given_and_taken(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("plus", "plus", "minus")
            await shows(pilot, "5:00 planned + 1:00")
            await comes(pilot, lambda: clock_of(app) == "6:00")


async def test_the_whole_order_can_be_gone_through_and_back(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "n start")
            titles = [step.title for step in room.state.steps if not step.aside]
            for title in titles:
                await pilot.press("n")
                await shows(pilot, f"EXERCISE  {title}")
            await pilot.press("b")
            await shows(pilot, f"EXERCISE  {titles[-2]}")
            await pilot.press("u")
            await shows(pilot, f"EXERCISE  {titles[-1]}")
            await pilot.press("n")
            await comes(pilot, lambda: room.state.phase == "debrief")
            assert not app.mishaps.noted


LEARNT: tuple[Command, ...] = (
    c.DrawPoint(
        clean("We were quick"), "strength", 1, ("be-quick", "be-kind"), against=("be-kind",)
    ),
    c.DrawPoint(clean("Not for the room"), "improve", released=False),
    c.AgreeAction(clean("Write it down"), clean("Ellen"), date(2027, 1, 15)),
)


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        ("learn", ("Again · Friends", "for Be quick; against Be kind", "We were quick")),
        ("act", ("Ellen", "15 January 2027", "Write it down")),
        ("talk", ("Alone: 1:00",)),
        ("shoes", ("Friends  plays  ■ Council",)),
        ("news", ("Ana @ana · Chirp", "The pond goes!")),
        ("score", ("How sure are you?", "1  …  5")),
    ],
)
async def test_every_kind_of_step_has_its_stage(
    tmp_path: Path, step: str, wanted: tuple[str, ...]
) -> None:
    async with room_at(tmp_path, step=step) as (room, _):
        await play(room, *LEARNT)
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            text = await shows(pilot, *wanted)
            assert "Not for the room" not in text


async def test_released_words_and_scales_are_shown(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="quick") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            words = (clean("ducks"), clean("mud"))
            await play(
                room, c.Give(1, 1, Answer(words=words)), c.Give(1, 1, Answer(words=words[:1]))
            )
            await shows(pilot, "ducks ×2", "mud")
            await play(room, c.Jump("score"), c.Give(2, 1, Answer(number=4)), c.RevealVote(2))
            await shows(pilot, "How sure are you?", "█")


async def test_a_blank_stage_shows_nothing_of_the_session(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("full_stop")
            text = await shows(pilot, "The stage is blank")
            assert "First word" not in text
            assert "planned" not in text
            await pilot.press("full_stop")
            await shows(pilot, "First word")


async def test_a_second_window_only_follows(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        follower = await Room.open(room.path, clock=clock, kind="stage", read_only=True)
        app = SnogmarryApp(follower, follow=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("n", "space", "s")
            await pilot.pause()
            assert room.state.run is not None
            assert room.state.run.step == "word"
            await play(room, c.Jump("stance"))
            text = await shows(pilot, "And now?")
            assert "n next" not in text
            await play(room, c.EndSession())
            await shows(pilot, "Thank you")
        await follower.close()


async def test_a_stage_whose_desk_is_gone_says_so_quietly(tmp_path: Path) -> None:
    clock = HandClock()
    async with room_at(tmp_path, step="word") as (room, _):
        path = room.path
    follower = await Room.open(path, clock=clock, kind="stage", read_only=True)
    app = SnogmarryApp(follower, follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "waiting for the facilitator's window")
        assert "First word" in text
    await follower.close()


def breaks_off(path: Path, clock: HandClock) -> None:
    """The last sign of a window that came to no good end."""
    journal = SqliteJournal.open(path)
    journal.note(Note("torn", "desk", clock.boot(), clock.monotonic(), MINUTE + 1))
    journal.close()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_session_that_was_left_is_not_called_interrupted(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        clock.ms += MINUTE
        path = room.path
    clock.ms += 30 * MINUTE
    room = await Room.open(path, clock=clock)
    app = SnogmarryApp(room)
    async with app.run_test(size=size) as pilot:
        text = await shows(pilot, "The session was left at", "It is paused, 4:00")
        assert "interrupted" not in text.lower()
        await pilot.press("z", "d")
        assert "INTERRUPTED" not in await shows(pilot, "PAUSED BY LEAVING: space goes on")
        await pilot.press("space")
        await comes(pilot, lambda: "BY LEAVING" not in painted(app))
    await room.close()


async def test_an_interruption_is_told_with_what_is_left(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        clock.ms += MINUTE
        await play(room, c.BlankStage(True), c.BlankStage(False))
        path = room.path
    breaks_off(path, clock)
    clock.ms += 30 * MINUTE
    room = await Room.open(path, clock=clock)
    app = SnogmarryApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(
            pilot, "The session was interrupted at", "Nothing kept is lost", "PAUSED"
        )
        assert "4:00 left" in text
        await pilot.press("space")
        await comes(pilot, lambda: "interrupted" not in painted(app))
        assert clock_of(app) == "4:00"
    await room.close()


async def test_after_a_jump_of_the_clock_the_facilitator_is_asked(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await play(room, c.ReportClockJump(12 * MINUTE))
            await shows(pilot, "This computer slept, or its clock was set (12:00 forward)")
            await shows(pilot, "space goes on, t gives time")


async def test_the_desk_is_one_key_away_but_not_before_the_eyes_of_the_room(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("d")
            await shows(pilot, "The room sees this screen")
            await pilot.press("escape")
            await comes(pilot, lambda: isinstance(app.screen, StageScreen))
            await play(room, c.ShareScreen(False))
            await pilot.press("d")
            await comes(pilot, lambda: getattr(app.screen, "place", None) == "desk")
            await pilot.press("d")
            await comes(pilot, lambda: getattr(app.screen, "place", None) == "stage")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 45), (300, 80)])
async def test_the_figures_use_the_window_and_the_text_keeps_its_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=size) as pilot:
            text = await shows(pilot, "What do you post?", "What do you answer?")
            tall = sum(1 for line in text.splitlines() if set("█▀▄") & set(line))
            assert tall >= min(5, size[1] // 4)
            assert all(len(line) <= size[0] for line in text.splitlines())


async def test_the_feed_stays_at_its_newest_unless_it_is_scrolled(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            for number in range(12):
                await play(room, c.PostAs("ana", "chirp", clean(f"Post {number}.")))
            await shows(pilot, "Post 11.")
            await pilot.resize_terminal(80, 40)
            await pilot.resize_terminal(70, 22)
            await comes(pilot, lambda: "This" not in painted(app))
            text = await shows(pilot, "Post 11.")
            assert "Post 0." not in text
            await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
            await shows(pilot, "Post 0.")
            await play(room, c.PostAs("ana", "chirp", clean("Post 12.")))
            await pilot.pause()
            assert "Post 12." not in painted(app)
            await pilot.press(*["pagedown"] * 8)
            await shows(pilot, "Post 12.")
            await play(room, c.PostAs("ana", "chirp", clean("Post 13.")))
            await shows(pilot, "Post 13.")


async def test_the_numbers_of_eight_groups_are_seen_at_one_glance(tmp_path: Path) -> None:
    async with room_at(tmp_path, scenario=DROP_IN, lessons=TEN_LESSONS) as (room, _):
        for side in DROP_IN.sides:
            await play(room, c.AddGroup(side.id), c.AddGroup(side.id))
        await play(room, c.Jump("the-figure"))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            numbers = [61, 23, 300, 60, 140, 148_000, 35, 92]
            for group, number in enumerate(numbers, start=1):
                await play(room, c.Give(1, group, Answer(number=number)))
            await play(room, c.ReleaseAll(1))
            await shows(pilot, "How many people", *(f" {number:,}  " for number in numbers))


async def test_long_options_stand_below_one_another_and_stay_whole(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="own-account", scenario=DROP_IN, lessons=TEN_LESSONS) as (
        room,
        _,
    ):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "3  Share his post as widely as you can", "4  Answer what he said")
            await play(room, c.Give(1, 1, Answer(options=("answer",))), c.RevealVote(1))
            await shows(pilot, "Answer what he said and leave him be █")


async def test_a_result_keeps_its_count_when_reasons_come_below_it(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="stance-one", scenario=DROP_IN, lessons=TEN_LESSONS) as (
        room,
        _,
    ):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            vote = Answer(options=("avoid",), reason=clean("They promised."))
            await play(room, c.Give(1, 1, vote), c.RevealVote(1), c.ReleaseAll(1))
            await shows(pilot, "They promised.", "Avoid █", "1 vote is in")


async def test_what_the_stage_shows_of_the_feed_begins_with_who_says_it(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            for number in range(5):
                await play(room, c.PostAs("ana", "chirp", clean(f"Post {number}.\nSo there.")))
                text = await shows(pilot, f"Post {number}.")
                lines = [line for line in text.splitlines() if "Ana @ana" in line]
                assert len(lines) == text.count("So there.")
            assert "Post 0." not in painted(app)


async def test_a_line_as_wide_as_the_stage_is_not_cut(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        wide = "A line that takes all of the seventy-six columns which the stage has, oh yes."
        await play(room, c.Jump("look"), c.Undo())
        await play(room, c.MendStep("look", "text", clean(wide[:76])), c.Jump("look"))
        await play(room, c.Give(1, 1, Answer(text=clean("So"))), c.ReleaseAll(1))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, wide[:76], "So")
