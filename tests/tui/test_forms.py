"""Learning points, actions, notes, posts, time, groups: each from its key to the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from snogmarry.report.handouts.harvest import Form
from snogmarry.report.handouts.response_sheets import response_sheets
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.forms.fields import Choices, Label
from snogmarry.tui.forms.learning_point import LearningPointForm
from tests.tui.desk_room import (
    HOSTILE,
    desk,
    desk_of,
    give,
    notices,
    on_top,
    play,
    room_at,
    typed,
)
from tests.tui.reading import shows


async def test_a_learning_point_with_its_lessons_and_what_shows_it(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await give(room, 2, "We will talk")
        await pilot.pause()
        await pilot.press("l")
        await typed(pilot, "A name helps")
        await pilot.press("tab", "1", "tab", "1", "tab", "1", "2", "tab")
        assert "R-001 Council: We will talk" in on_top(app)
        await pilot.press("1", "ctrl+s")
        await pilot.pause()
        point = room.state.points[1]
        assert (point.text, point.verdict, point.group) == ("A name helps", "strength", None)
        assert (point.lessons, point.responses) == (("be-quick", "be-kind"), (1,))
        assert "Kept L-01." in notices(app)


async def test_the_group_picked_drew_it(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, _, room, _clock):
        await pilot.press("2", "l")
        await typed(pilot, "Ask first")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.points[1].group == 2


async def test_once_kept_the_next_keys_are_keys_again_and_no_words(tmp_path: Path) -> None:
    async with desk(tmp_path, step="learn") as (pilot, app, room, _):
        await pilot.press("l")
        await typed(pilot, "One")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "A learning point" not in on_top(app)
        await pilot.press("m")
        await typed(pilot, "For me")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [point.text for point in room.state.points.values()] == ["One"]
        assert [note.text for note in room.state.notes.values()] == ["For me"]


async def test_keys_in_a_burst_close_one_thing_and_keep_one_answer(tmp_path: Path) -> None:
    async with desk(tmp_path, step="order") as (pilot, app, room, _):
        beneath = len(app.screen_stack)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("o", "enter", "enter")
        await pilot.pause()
        assert len(app.screen_stack) == beneath
        assert room.state.runs[0].aloud == {1}
        await pilot.press("l")
        await typed(pilot, "Once")
        form = app.screen
        assert isinstance(form, LearningPointForm)
        form.action_keep()
        form.action_keep()
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen_stack) == beneath
        assert [point.text for point in room.state.points.values()] == ["Once"]


async def test_a_point_can_be_shown_by_what_the_cast_posted(tmp_path: Path) -> None:
    async with desk(tmp_path, step="news") as (pilot, app, room, _):
        await pilot.press("l")
        await typed(pilot, "They let her wait")
        assert "I-01 Ana: The pond goes!" in on_top(app)
        app.screen.query_one("#evidence").focus()
        await pilot.pause()
        await pilot.press("1", "ctrl+s")
        await pilot.pause()
        assert [point.refs for point in room.state.points.values()] == [("I-01",)]


async def test_a_point_without_words_is_refused(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("l", "ctrl+s")
        await pilot.pause()
        assert "There is nothing typed yet" in on_top(app)
        assert not room.state.points


async def test_an_action_with_its_owner_and_date(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await pilot.press("f")
        await typed(pilot, "Write to the trust")
        await pilot.press("enter")
        await typed(pilot, "Imran")
        await pilot.press("enter")
        await typed(pilot, "soon")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Write when as 1 Dec, 1/12/2026, Friday, in 2 weeks" in on_top(app)
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, "1 Dec 2026")
        assert "By when: Tuesday 1 December 2026" in on_top(app)
        await pilot.press("tab", "2", "ctrl+s")
        await pilot.pause()
        action = room.state.actions[1]
        assert (action.text, action.owner) == ("Write to the trust", "Imran")
        assert (action.due, action.lessons) == (date(2026, 12, 1), ("be-kind",))


async def test_what_was_wrong_is_no_longer_said_once_it_is_mended(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await pilot.press("f")
        await typed(pilot, "Write")
        await pilot.press("tab", "tab")
        await typed(pilot, "31 Nov 2026")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "no such day" in on_top(app)
        await pilot.press("shift+tab", "J", "tab")
        await pilot.pause()
        assert "no such day" in on_top(app)
        await pilot.press("home", "delete", "delete", "9")
        await pilot.pause()
        assert "By when: Monday 9 November 2026" in on_top(app)
        assert "no such day" not in on_top(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.actions[1].due == date(2026, 11, 9)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_draft_says_that_it_is_one_and_can_be_emptied(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk(tmp_path, step="word", size=size) as (pilot, app, room, _):
        await pilot.press("f")
        assert "Your draft" not in on_top(app)
        await typed(pilot, "Read the sheet")
        await pilot.press("tab")
        await typed(pilot, "Jo")
        await pilot.press("escape", "f")
        await pilot.pause()
        assert "NOT kept yet; ctrl+n empties it" in on_top(app)
        assert "Read the sheet" in on_top(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "Read the sheet" not in on_top(app)
        assert "is put away until you leave; ctrl+n: back" in on_top(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "Read the sheet" in on_top(app)
        await pilot.press("ctrl+n")
        await typed(pilot, "A late action")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (room.state.actions[1].text, room.state.actions[1].owner) == ("A late action", "")
        await pilot.press("f")
        await pilot.pause()
        assert "Your draft" not in on_top(app)


async def test_a_draft_of_a_change_gives_way_to_what_is_kept(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await room.do(c.Give(1, 1, Answer(text=clean("Leave it"))))
        await pilot.press("s", "1")
        await typed(pilot, " be")
        await pilot.press("escape", "s", "1")
        await pilot.pause()
        assert "Leave it be" in on_top(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "Leave it be" not in on_top(app)
        assert "Leave it" in on_top(app)


async def test_a_note_is_private_and_knows_its_step(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, room, _):
        await pilot.press("m")
        assert "Never on the stage · First word" in on_top(app)
        await typed(pilot, "Quiet group")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (room.state.notes[1].text, room.state.notes[1].run) == ("Quiet group", 1)


async def test_posting_as_one_of_the_cast_within_the_limit(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await pilot.press("w")
        await typed(pilot, "1")
        await pilot.press("tab", "tab")
        await typed(pilot, "y" * 41)
        assert "41 / 40: 1 too many" in on_top(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not room.state.feed
        await pilot.press("backspace", "ctrl+s")
        await pilot.pause()
        assert [(p.character, p.text) for p in room.state.feed] == [("ana", "y" * 40)]


@pytest.mark.parametrize(("written", "seconds"), [("5", 300), ("+5", 300), ("90s", 90)])
async def test_any_amount_of_time(tmp_path: Path, written: str, seconds: int) -> None:
    async with desk(tmp_path, step="word") as (pilot, _, room, _clock):
        await pilot.press("t", *[{"+": "plus"}.get(char, char) for char in written], "enter")
        await pilot.pause()
        assert room.state.runs[0].extended == seconds * 1_000


async def test_groups_are_added_renamed_counted_and_removed(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word", size=(80, 24)) as (pilot, app, room, _):
        await give(room, 1, "We spoke")
        await pilot.press("G", "a", "2", "tab")
        await typed(pilot, "Late comers")
        await pilot.press("enter", "backspace", "7", "ctrl+s")
        await pilot.pause()
        group = room.state.groups[5]
        assert (group.side, group.name, group.people) == ("council", "Late comers", 7)
        assert "Late comers" in on_top(app)
        await pilot.press("home", "delete")
        await pilot.pause()
        assert "answered already" in notices(app)[-1]
        await pilot.press("end", "delete")
        await pilot.pause()
        assert 5 not in room.state.groups
        await pilot.press("home", "enter", *["backspace"] * 7)
        await typed(pilot, "Ducks")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.groups[1].name == "Ducks"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_in_every_form_and_list(tmp_path: Path, text: str) -> None:
    safe = clean(text)
    before = (
        c.RenameGroup(1, safe),
        c.MendStep("word", "title", safe),
        c.MendStep("learn", "title", safe),
        c.Jump("word"),
        c.DrawPoint(safe, "improve", 1, (), ()),
        c.AgreeAction(safe, safe),
        c.TakeNote(safe),
    )
    async with desk(tmp_path, size=(160, 45), before=before) as (pilot, app, room, _):
        await give(room, 1, text)
        await pilot.pause()
        for keys in (["s", "1"], ["l"], ["G"], ["j"], ["m"], ["G", "enter"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert safe in on_top(app), keys
            await pilot.press("escape", "escape")
        await pilot.press("e", "y")
        await pilot.pause()
        assert room.state.phase == "debrief"
        assert on_top(app).count(safe) >= 3


async def test_much_can_be_picked_from_in_a_short_window(tmp_path: Path) -> None:
    scenario, lessons = load(library.find("the-drop-in"))
    async with room_at(tmp_path, step="first-word", scenario=scenario, lessons=lessons) as (
        room,
        _,
    ):
        await play(room, c.ShareScreen(False), c.AddGroup("trust"))
        for group in room.state.groups:
            await give(room, group, "We will talk")
        app = desk_of(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("l", "ctrl+s")
            text = await shows(pilot, "There is nothing typed yet", "esc leave", "R-005")
            assert text.count("We will talk") >= 3
            assert "a [ ] " in text
            await pilot.press("escape", "f")
            await shows(pilot, "What is to be done", "a [ ] ", "esc leave")


async def test_the_sheets_on_paper_ask_what_the_forms_ask_in_their_order(tmp_path: Path) -> None:
    scenario, lessons = load(library.find("the-drop-in"))
    pages = response_sheets(scenario, lessons)
    point, action = (one for page in pages for one in page if isinstance(one, Form))
    async with room_at(tmp_path, step="first-word", scenario=scenario, lessons=lessons) as (
        room,
        _,
    ):
        await give(room, 1, "We will talk")
        await play(room, c.ShareScreen(False))
        app = desk_of(room)
        async with app.run_test(size=(120, 40)) as pilot:
            for step, key, sheet in (("harvest", "l", point), ("promises", "f", action)):
                await play(room, c.Jump(step))
                await pilot.pause()
                await pilot.press(key)
                await pilot.pause()
                asked = [
                    str(label.visual)
                    for label in app.screen.query(Label)
                    if label.has_class("label") or (label.id or "").endswith("-read")
                ]
                assert len(asked) == len(sheet.fields)
                for field, label in zip(sheet.fields, asked, strict=True):
                    assert label.startswith(field.label)
                picks = [c.text for c in app.screen.query_one("#lessons", Choices).choices]
                assert picks in [[*field.options] for field in sheet.fields]
                await pilot.press("escape")
                await pilot.pause()


async def test_the_list_that_has_the_focus_stands_out(tmp_path: Path) -> None:
    async with desk(tmp_path, step="word") as (pilot, app, _, _clock):
        await pilot.press("w")
        await pilot.pause()
        who, where = app.screen.query_one("#character"), app.screen.query_one("#channel")
        marked = who.styles.background
        assert marked != where.styles.background
        await pilot.press("tab")
        await pilot.pause()
        assert where.styles.background == marked != who.styles.background
