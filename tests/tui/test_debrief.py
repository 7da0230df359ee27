"""The debrief: what was learned by whom, what no one touched, and mending the links."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from snogmarry.report.words import written
from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.session.state import Link
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.screens.debrief import DebriefScreen
from snogmarry.tui.widgets.matrix import Matrix
from tests.tui.desk_room import desk, notices, on_top, typed
from tests.tui.reading import comes

PLAYED = (
    c.Jump("word"),
    c.Give(1, 1, Answer(text=clean("Leave it"))),
    c.Give(1, 2, Answer(text=clean("We will talk"))),
    c.DrawPoint(clean("A name helps"), "strength", 1, ("be-kind",), (1,)),
    c.DrawPoint(clean("Rumours run"), "improve", None, (), ()),
    c.AgreeAction(clean("Write a holding answer"), clean("Ellen")),
    c.TakeNote(clean("Table two was quiet")),
    c.EndSession(),
)


@asynccontextmanager
async def debrief(
    folder: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[int], SnogmarryApp, Room]]:
    async with desk(folder, size=size, before=PLAYED) as (pilot, app, room, _):
        await pilot.pause()
        yield pilot, app, room


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_it_shows_what_stands_where(tmp_path: Path, size: tuple[int, int]) -> None:
    async with debrief(tmp_path, size) as (_, app, _room):
        text = on_top(app)
        assert "DRAFT" in text
        lines = text.splitlines()
        kind = next(line for line in lines if line.startswith(" Be kind"))
        assert "L1R1" in kind
        quick = next(line for line in lines if line.startswith(" Be quick"))
        assert "nothing recorded" in quick
        assert "Without a lesson: 1" in text
        assert "L-02" in text
        assert "Ellen" in text
        assert "N-01" in text


async def test_a_name_that_is_cut_keeps_its_number(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, room):
        for number, name in ((1, "Toys Stay Put 17"), (2, "Table 99999999999999999999")):
            await room.do(c.RenameGroup(number, clean(name)))
        await pilot.pause()
        await comes(pilot, lambda: "… 17" in on_top(app))
        assert "2 T" in on_top(app)


async def test_the_matrix_is_drawn_once_when_it_comes(tmp_path: Path) -> None:
    async with debrief(tmp_path, (100, 30)) as (pilot, app, room):
        late = Matrix(id="late")
        app.screen.mount(late)
        late.show(room.state)  # before it is laid out
        columns = list(late.columns.values())
        await comes(pilot, lambda: late.size.width > 0)
        late.show(room.state)
        assert list(late.columns.values()) == columns
        assert sum(column.get_render_width(late) for column in columns) <= 100
        assert str(late.get_row_at(0)[-1]) == "nothing recorded"


async def test_what_has_no_evidence_is_said_to_have_none(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (_, app, _room):
        assert "No evidence" in on_top(app)
        assert "otherwise" not in on_top(app)


async def test_again_and_otherwise_are_the_strengths_of_the_summary(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, _):
        await pilot.press("l")
        await pilot.pause()
        assert "+ Again · a strength" in on_top(app)
        assert "△ Otherwise · to improve" in on_top(app)


async def test_a_lesson_of_no_step_was_not_exercised(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        await room.do(c.WithdrawPoint(1))
        await pilot.pause()
        kind = next(line for line in on_top(app).splitlines() if line.startswith(" Be kind"))
        assert "not exercised" in kind
        await pilot.press("down")
        assert "Be kind × Friends: nothing. Not exercised." in on_top(app)


async def test_the_line_below_says_the_cell_in_words(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, _):
        assert "Be quick × Friends: nothing. Exercised in First word" in on_top(app)
        await pilot.press("down")
        assert "Be kind × Friends: 1 learning point, 1 response" in on_top(app)


async def test_a_cell_opens_and_its_links_can_be_mended(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, room):
        await pilot.press("right", "enter")
        assert "Be quick × Council" in on_top(app)
        assert "[ ] R-002 First word: We will talk" in on_top(app)
        await pilot.press("space")
        await pilot.pause()
        assert (2, "be-quick") in room.state.links
        assert "[+] R-002" in on_top(app)
        await pilot.press("space")
        await pilot.pause()
        assert (2, "be-quick") not in room.state.links
        await pilot.press("escape")
        await pilot.press("left", "down", "enter")
        assert "[+] L-01" in on_top(app)
        await pilot.press("down", "space")
        await pilot.pause()
        assert "still shows it through L-01" in notices(app)[-1]
        await pilot.press("home", "space")
        await pilot.pause()
        assert room.state.points[1].lessons == ()


async def test_links_and_points_speak_for_or_against(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, room):
        await pilot.press("right", "enter", "-")
        await pilot.pause()
        assert room.state.links[2, "be-quick"] == Link(room.state.head, against=True)
        assert "[-] R-002" in on_top(app)
        assert "+ 0 for, - 1 against" in on_top(app)
        await pilot.press("+")
        await pilot.pause()
        assert room.state.links[2, "be-quick"] == Link(room.state.head, against=False)
        await pilot.press("escape", "left", "down", "enter", "-")
        await pilot.pause()
        assert room.state.points[1].against == ("be-kind",)
        assert "[-] L-01" in on_top(app)


async def test_forms_take_for_and_against_and_what_else_shows_a_point(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        await pilot.press("right", "enter", "enter", "2", "-", "enter")
        await pilot.pause()
        assert room.state.links[2, "be-kind"].against
        for keys, opened in (
            ((), "Be quick × Council"),
            (("escape", "left", "down", "enter"), "Be kind × Friends"),
            (("enter",), "Mend L-01"),
        ):
            await pilot.press(*keys)
            while opened not in on_top(app):
                await pilot.pause()
        await pilot.press("tab", "tab", "tab", "down", "down", "-")
        assert "[-] Be kind" in on_top(app)
        await pilot.press("tab", "end", "space", "ctrl+s")
        await pilot.pause()
        point = room.state.points[1]
        assert (point.against, point.responses, point.refs) == (("be-kind",), (1,), ("T-01",))


async def test_the_order_of_a_cell_stays_while_it_is_open(tmp_path: Path) -> None:
    words = [c.Give(1, 1, Answer(words=(clean(word),))) for word in ("one", "two", "three")]
    before = (c.Jump("quick"), *words, c.EndSession())
    async with desk(tmp_path, size=(80, 24), before=before) as (pilot, app, room, _):
        await comes(pilot, lambda: "DEBRIEF" in on_top(app))
        await pilot.press("enter", "down", "space")
        await pilot.pause()
        await pilot.press("down", "-")
        await pilot.pause()
        assert set(room.state.links) == {(2, "be-quick"), (3, "be-quick")}
        text = on_top(app)
        places = [text.index(line) for line in ("[ ] R-001", "[+] R-002", "[-] R-003")]
        assert places == sorted(places)
        await pilot.press("space")
        await pilot.pause()
        assert set(room.state.links) == {(2, "be-quick")}


async def test_a_point_that_was_taken_out_can_be_put_back(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, room):
        await pilot.press("down", "enter")
        point = room.state.points[1]
        for mark, lessons in (("[ ] L-01", ()), ("[+] L-01", ("be-kind",))):
            await pilot.press("space")
            await pilot.pause()
            assert point.lessons == lessons
            assert mark in on_top(app)


async def test_the_foot_of_a_cell_names_every_key(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, app, _):
        await pilot.press("enter")
        await pilot.pause()
        for key in ("space link", "+ for", "- against", "w withdraw", "esc leave"):
            assert key in on_top(app)


async def test_where_links_are_made_it_is_said_what_for_and_against_mean(tmp_path: Path) -> None:
    said = "+ for: lesson holds, kept or missed · - against: it does not hold"
    async with debrief(tmp_path, (80, 24)) as (pilot, app, _):
        await pilot.press("right", "enter")
        await comes(pilot, lambda: "× Council" in on_top(app) and said in on_top(app))
        await pilot.press("enter")
        await comes(pilot, lambda: "what does it show?" in on_top(app) and said in on_top(app))
        await pilot.press("escape", "escape", "l")
        await comes(pilot, lambda: "A learning point" in on_top(app) and said in on_top(app))
        assert "R-002" in on_top(app)


async def test_all_own_words_that_were_kept_are_named(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        await pilot.press("s")
        await typed(pilot, "Ponds")
        await pilot.press("tab", "tab")
        await typed(pilot, "We met")
        await pilot.press("tab")
        await typed(pilot, "We learned")
        await pilot.press("ctrl+s")
        await comes(pilot, lambda: "conclusions" in room.state.texts)
        await pilot.pause()
        kept = "Kept the title, the introduction and the conclusions of the summary."
        assert kept in notices(app)


async def test_a_point_is_drawn_and_mended_for_its_cell(tmp_path: Path) -> None:
    async with debrief(tmp_path, (80, 24)) as (pilot, _, room):
        await pilot.press("right", "enter", "l")
        await typed(pilot, "Be there first")
        await pilot.press("ctrl+s")
        await pilot.pause()
        point = room.state.points[3]
        assert (point.group, point.lessons) == (2, ("be-quick",))
        await pilot.press("home", "enter")
        await typed(pilot, "!")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert point.text == "Be there first!"
        await pilot.press("w")
        await pilot.pause()
        assert point.withdrawn


async def test_a_response_shows_lessons_picked_by_number(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, _, room):
        await pilot.press("right", "enter", "enter", "1", "2", "enter")
        await pilot.pause()
        assert {key for key in room.state.links if key[0] == 2} == {
            (2, "be-quick"),
            (2, "be-kind"),
        }


async def test_points_and_actions_are_mended_and_withdrawn_from_their_lists(
    tmp_path: Path,
) -> None:
    async with debrief(tmp_path) as (pilot, _, room):
        await pilot.press("tab", "enter")
        await typed(pilot, " fast")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.points[2].text == "Rumours run fast"
        await pilot.press("tab", "enter")
        await typed(pilot, " soon")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert room.state.actions[1].text == "Write a holding answer soon"
        await pilot.press("delete", "y")
        await pilot.pause()
        assert room.state.actions[1].withdrawn
        assert not room.state.points[2].withdrawn


async def test_final_and_draft_again(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        await pilot.press("F")
        await pilot.pause()
        assert room.state.final
        assert "FINAL" in on_top(app)
        fixed = room.state.finality
        assert fixed is not None
        await pilot.press("F")
        await comes(pilot, lambda: "Make the summary a draft again?" in on_top(app))
        assert f"It is final as of {written(fixed.wall)}." in on_top(app)
        await pilot.press("escape")
        await pilot.pause()
        assert room.state.finality == fixed
        await pilot.press("F", "enter")
        await comes(pilot, lambda: "DRAFT" in on_top(app))
        assert not room.state.final


@pytest.mark.parametrize("key", ["e", "u"])
async def test_going_back_into_the_steps_asks_first_once_the_summary_is_final(
    tmp_path: Path, key: str
) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        await pilot.press("F")
        await comes(pilot, lambda: "FINAL" in on_top(app))
        await pilot.press(key)
        await comes(pilot, lambda: "Go back into the steps?" in on_top(app))
        await pilot.press("escape")
        await pilot.pause()
        assert room.state.phase == "debrief"
        await pilot.press(key, "enter")
        await comes(pilot, lambda: room.state.phase == "live")


async def test_own_words_are_written_and_what_is_final_shows_later_changes(
    tmp_path: Path,
) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        room.path.with_suffix(".summary.md").write_text("# Place\nThe hall", encoding="utf-8")
        await pilot.press("s")
        await typed(pilot, "Ponds")
        await pilot.press("tab", "tab")
        await typed(pilot, "We met.")
        await pilot.press("ctrl+s")
        while "introduction" not in room.state.texts:
            await pilot.pause()
        await pilot.press("F")
        while not room.state.final:
            await pilot.pause()
        texts = {part: stands.text for part, stands in room.state.texts.items()}
        assert texts == {"title": "Ponds", "introduction": "We met.", "place": "The hall"}
        assert room.state.finality is not None
        assert len(room.state.finality.digest) == 64
        await room.do(c.WithdrawAction(1))
        await pilot.pause()
        assert "FINAL, changed since" in on_top(app)
        fixed = room.state.finality
        await pilot.press("F")
        await comes(pilot, lambda: "Fix the summary anew?" in on_top(app))
        await pilot.press("escape")
        await pilot.pause()
        assert room.state.finality == fixed
        await pilot.press("F", "enter")
        await comes(pilot, lambda: not room.state.changed_since_final)
        assert room.state.final
        assert room.state.finality != fixed


async def test_a_session_that_another_window_went_back_into_is_not_made_final(
    tmp_path: Path,
) -> None:
    async with debrief(tmp_path) as (pilot, app, room):
        room.path.with_suffix(".summary.md").write_text("# Place\nThe hall", encoding="utf-8")
        await pilot.press("x")  # a form in front keeps the debrief where it is
        await room.do(c.ReopenSession())
        beneath = app.screen_stack[-2]
        assert isinstance(beneath, DebriefScreen)
        await beneath.action_final()
        await pilot.pause()
        assert "cannot be final before the session is ended: end it first" in notices(app)[-1]
        assert (room.state.final, room.state.texts) == (False, {})


async def test_actions_have_a_start_and_a_status(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, _, room):
        await pilot.press("tab", "tab", "enter")
        await pilot.press("tab", "tab", "tab", "tab")
        await typed(pilot, "1 Dec 2026")
        await pilot.press("tab", "2", "ctrl+s")
        await pilot.pause()
        action = room.state.actions[1]
        assert (action.start, action.status) == (date(2026, 12, 1), "done")


async def test_a_lesson_and_a_note_can_be_read_in_full(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, app, _):
        await pilot.press("left", "enter")
        assert "Answer soon." in on_top(app)
        await pilot.press("escape", "tab", "tab", "tab", "enter")
        assert "Table two was quiet" in on_top(app)


async def test_it_can_be_left_for_the_steps_again(tmp_path: Path) -> None:
    async with debrief(tmp_path) as (pilot, _, room):
        await pilot.press("e")
        await pilot.pause()
        assert room.state.phase == "live"


async def test_five_groups_fit_a_small_window(tmp_path: Path) -> None:
    before = (c.AddGroup("friends"), *PLAYED)
    async with desk(tmp_path, size=(80, 24), before=before) as (pilot, app, _, _clock):
        await pilot.pause()
        quick = next(line for line in on_top(app).splitlines() if line.startswith(" Be quick"))
        assert quick.rstrip().endswith("nothing recorded")
