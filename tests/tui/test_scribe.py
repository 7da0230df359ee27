"""Typing for groups: few keys, nothing lost, nothing cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from snogmarry.scenario.models import Scenario
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.tui.app import SnogmarryApp
from tests.session.play import SCENARIO
from tests.tui.desk_room import HOSTILE, desk, give, notices, on_top, play, room_at, typed
from tests.tui.reading import comes


async def test_a_post_takes_a_key_for_the_group_the_words_and_keep(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "2")
        text = on_top(app)
        assert "What do you answer?" in text
        assert "Post on Chirp" in text
        assert "0 / 40" in text
        await typed(pilot, "We will talk")
        assert "12 / 40" in on_top(app)
        await pilot.press("tab", "backspace", "4", "ctrl+s")
        await pilot.pause()
        response = room.state.responses[1]
        assert (response.group, response.latest.answer.text) == (2, "We will talk")
        assert response.latest.people == 4
        assert "Kept R-001 of Council." in notices(app)


async def test_the_next_silent_group_is_offered_until_none_is_left(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "1")
        for group in (1, 2, 3):
            await typed(pilot, f"Word {group}")
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert "Who answers?" in on_top(app)
            await pilot.press("enter")
        await typed(pilot, "Word 4")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sorted(r.group for r in room.state.responses.values()) == [1, 2, 3, 4]
        assert "Who answers?" not in on_top(app)


async def test_too_long_is_refused_with_its_count_and_stays_in_hand(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "1")
        await typed(pilot, "x" * 43)
        assert "43 / 40: 3 too many" in on_top(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "43 characters, 3 too many" in on_top(app)
        assert "x" * 43 in on_top(app)
        assert not room.state.responses
        await pilot.press("backspace", "backspace", "backspace", "ctrl+s")
        await pilot.pause()
        assert room.state.responses[1].latest.answer.text == "x" * 40


async def test_a_draft_survives_leaving(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "1")
        await typed(pilot, "Half a")
        await pilot.press("escape")
        assert "your draft is there" in notices(app)[-1]
        await pilot.press("s", "1")
        assert "Half a" in on_top(app)
        assert re.search(r"Your draft from \d\d:\d\d stands here, NOT kept yet", on_top(app))
        await typed(pilot, " word")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.responses[1].latest.answer.text == "Half a word"


async def test_a_group_that_has_answered_finds_its_answer_to_mend(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await give(room, 1, "Leave it")
        await pilot.press("s", "1")
        assert "mend R-001" in on_top(app)
        assert "Leave it" in on_top(app)
        await typed(pilot, " be")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(room.state.responses) == 1
        versions = room.state.responses[1].versions
        assert [v.answer.text for v in versions] == ["Leave it", "Leave it be"]


@pytest.mark.parametrize("keys", [["s", "1"], ["enter"]], ids=["from the group", "picked"])
async def test_the_facilitator_says_if_a_group_posts_anew_rather_than_a_slip_was_mended(
    tmp_path: Path, keys: list[str]
) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await give(room, 1, "Leave it")
        await pilot.press("down", *keys)
        assert "(•) A slip mended" in on_top(app)
        await typed(pilot, " be")
        await pilot.press("ctrl+s")
        await pilot.press(*keys)
        await typed(pilot, " now")
        await pilot.press("tab", "2")
        assert "(•) The group posts anew" in on_top(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(room.state.responses) == 1
        versions = room.state.responses[1].versions
        assert [(v.answer.text, v.anew) for v in versions] == [
            ("Leave it", False),
            ("Leave it be", False),
            ("Leave it be now", True),
        ]


async def test_only_where_groups_post_it_is_asked_whether_one_says_it_anew(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        await room.do(c.Give(room.state.current or 0, 1, Answer(options=("avoid",))))
        await pilot.press("down", "enter")
        assert "mend R-001" in on_top(app)
        assert "posts anew" not in on_top(app)


async def test_a_vote_is_a_number_and_a_reason(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        await pilot.press("s", "1", "3", "tab")
        await typed(pilot, "Not after that notice")
        await pilot.press("enter")
        await pilot.pause()
        answer = room.state.responses[1].latest.answer
        assert answer == Answer(options=("avoid",), reason=answer.reason)
        assert answer.reason == "Not after that notice"
        assert "Who answers?" in on_top(app)  # by each: there are more to come


KINDS = [
    ("score", ["4", "enter"], Answer(number=4)),
    ("order", ["2", "1", "enter"], Answer(options=("b", "a"))),
]


@pytest.mark.parametrize(("step", "keys", "expected"), KINDS)
async def test_other_kinds(tmp_path: Path, step: str, keys: list[str], expected: Answer) -> None:
    async with desk(tmp_path, step=step) as (pilot, _, room, _clock):
        await pilot.press("s", "1", *keys)
        await pilot.pause()
        assert room.state.responses[1].latest.answer == expected


async def test_words_a_number_and_several_choices(tmp_path: Path) -> None:
    options = [{"id": "tea", "text": "Tea"}, {"id": "pool", "text": "Pool"}]
    steps = [
        {"id": "a", "do": "ask", "title": "A", "time": "1m", "ask": "Q", "answer": "words"},
        {"id": "b", "do": "ask", "title": "B", "time": "1m", "ask": "Q", "answer": "number"},
        {"id": "c", "do": "ask", "title": "C", "time": "1m", "ask": "Q", "answer": "choices",
         "options": options},
        {"id": "d", "do": "ask", "title": "D", "time": "1m", "ask": "Q", "answer": "text"},
    ]  # fmt: skip
    scenario = Scenario.model_validate({**SCENARIO.model_dump(by_alias=True), "steps": steps})
    async with room_at(tmp_path, scenario=scenario) as (room, _):
        await room.do(c.ShareScreen(False))
        await room.do(c.Next())
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for typing in ("brave, in time", "1,400", None, "Freely"):
                await pilot.press("s", "1")
                if typing is None:
                    await pilot.press("1", "2")
                else:
                    await typed(pilot, typing)
                await pilot.press("ctrl+s")
                await pilot.pause()
                await pilot.press("escape", "n")
                await pilot.pause()
            given = [r.latest.answer for r in room.state.responses.values()]
    assert [given[0].words, given[1].number, given[2].options, given[3].text] == [
        ("brave", "in time"),
        1400,
        ("tea", "pool"),
        "Freely",
    ]


async def test_a_show_of_hands_in_one_go(tmp_path: Path) -> None:
    async with desk(tmp_path, step="stance") as (pilot, app, room, _):
        await pilot.press("h", "2")
        assert "Snog / Marry / Avoid" in on_top(app)
        await typed(pilot, "12 / 3 / 5")
        assert "Snog 12 · Marry 3 · Avoid 5 · 20 in all" in on_top(app)
        await pilot.press("enter")
        await pilot.pause()
        assert room.state.hands[1, 2].counts == {"snog": 12, "marry": 3, "avoid": 5}
        assert "Whose hands?" in on_top(app)
        await pilot.press("1")
        await typed(pilot, "12 3")
        await pilot.press("enter")
        await pilot.pause()
        assert "Write 3 numbers" in on_top(app)
        assert "12 3" in on_top(app)


@pytest.mark.parametrize(
    ("answer", "hands", "too_many"),
    [
        ("choice", "5 / 2", "2 more than"),
        ("choices", "5 / 2", ""),
        ("choices", "6 / 2", "1 more than"),
    ],
)
async def test_hands_are_too_many_only_if_more_people_are_needed_for_them(
    tmp_path: Path, answer: str, hands: str, too_many: str
) -> None:
    options = [{"id": "tea", "text": "Tea"}, {"id": "pool", "text": "Pool"}]
    step = {"id": "a", "do": "ask", "title": "A", "time": "1m", "ask": "Q", "answer": answer}
    asked = {"steps": [{**step, "options": options}]}
    scenario = Scenario.model_validate({**SCENARIO.model_dump(by_alias=True), **asked})
    async with room_at(tmp_path, scenario=scenario) as (room, _):
        await play(room, c.ShareScreen(False), c.SetHeadcount(1, 5), c.Next())
        app = SnogmarryApp(room)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press("h", "1")
            await typed(pilot, hands)
            await comes(pilot, lambda: "in all" in on_top(app))
            assert ("more than the group has people" in on_top(app)) == bool(too_many)
            assert too_many in on_top(app)


async def test_hands_can_be_taken_back(tmp_path: Path) -> None:
    counts = (("snog", 1), ("marry", 1), ("avoid", 1))
    async with desk(tmp_path, step="stance") as (pilot, _, room, _clock):
        await room.do(c.CountHands(1, 1, counts))
        await pilot.press("h", "1", *["backspace"] * 9, "enter")
        await pilot.pause()
        assert (1, 1) not in room.state.hands


async def test_hands_are_refused_where_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, _, _clock):
        await pilot.press("h")
        assert "only where there is something to choose" in notices(app)[-1]


@pytest.mark.parametrize("text", [*HOSTILE, "\x1b]0;owned\x07 \x1b[2J \u202egnol"])
async def test_what_is_pasted_is_harmless_and_kept_whole(tmp_path: Path, text: str) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "1")
        assert app.focused is not None
        app.focused.post_message(Paste(text))
        await pilot.pause()
        assert isinstance(app.focused, TextArea)
        assert not any(bad in app.focused.text for bad in "\x1b\x07\u202e")
        assert "\x1b" not in on_top(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = room.state.responses[1].latest.answer.text
        assert kept is not None
        assert kept in {text, "]0;owned [2J gnol"}
        await pilot.press("escape")
        assert kept in on_top(app)


async def test_a_form_stays_open_when_nothing_can_be_kept(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("s", "1")
        await typed(pilot, "Typed in vain")
        await room.do(c.Jump("rules"))
        await room.close()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "what you typed is still here" in on_top(app)
        assert "Typed in vain" in on_top(app)
