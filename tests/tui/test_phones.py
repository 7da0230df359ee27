"""What the facilitator and the room see of phones."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

from snogmarry.journal.protocol import draft_of
from snogmarry.phones import drafts
from snogmarry.phones.presence import Presence
from snogmarry.report import beside as words_beside
from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.doors import Doors
from tests.tui.desk_room import notices, on_top, play, room_at
from tests.tui.phones_room import LINK, PAGE, served_room
from tests.tui.reading import comes, painted, shows

SIZES = [(80, 24), (100, 30), (160, 45)]
SPACED = "KTP XWN"


def scanned(app: SnogmarryApp) -> str | None:
    """What a camera reads off the screen, upright and in its own colours."""
    scale, rows = 4, []
    for strip in app.screen._compositor.render_strips(app.size):
        upper: list[int] = []
        lower: list[int] = []
        for segment in strip:
            style = segment.style
            paper = _level(None if style is None or style.bgcolor is None else style.bgcolor.name)
            ink = _level(None if style is None or style.color is None else style.color.name)
            for char in segment.text:
                upper += [ink if char == "▀" else paper] * scale
                lower += [paper] * scale
        rows += [bytes(upper)] * scale + [bytes(lower)] * scale
    image = memoryview(b"".join(rows)).cast("B", shape=(len(rows), len(rows[0])))
    found = zxingcpp.read_barcode(image, try_invert=False)
    return None if found is None else found.text


def _level(colour: str | None) -> int:
    if colour is None or not colour.startswith("#"):
        return 0
    return max(int(colour[place : place + 2], 16) for place in (1, 3, 5))


@pytest.mark.parametrize("theme", ["snogmarry-dark", "snogmarry-light"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_phone_reads_the_lobby(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    async with served_room(tmp_path) as (room, served):
        await served.joins(1)
        app = SnogmarryApp(room)
        async with app.run_test(size=size) as pilot:
            app.theme = theme
            await shows(pilot, PAGE, SPACED, "1 joined, 0 connected", "n start")
            await comes(pilot, lambda: scanned(app) == LINK)
            assert app.mishaps.noted == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_phone_reads_the_window_on_the_projector(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with served_room(tmp_path) as (room, _):
        await play(room, c.SetDetails(*map(clean, ("Staff day", "", "", "Nobody is marked."))))
        app = SnogmarryApp(room, follow=True)
        async with app.run_test(size=size) as pilot:
            await shows(pilot, "We begin in a moment.", "Nobody is marked.", PAGE, SPACED)
            await comes(pilot, lambda: scanned(app) == LINK)


@pytest.mark.parametrize("size", [(72, 21), (60, 20)])
async def test_a_small_window_still_shows_the_code(tmp_path: Path, size: tuple[int, int]) -> None:
    async with served_room(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=size) as pilot:
            await shows(pilot, PAGE, SPACED)
            await comes(pilot, lambda: scanned(app) == LINK)


async def test_groups_say_how_many_have_joined_and_how_many_are_connected(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, served):
        for group in (1, 1, 3):
            await served.joins(group, "Zebedee")
        await served.notes(Presence(connected=frozenset({1, 3})))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            text = await shows(pilot, "3 joined, 2 connected", "2 joined, 1 connected")
            assert "1 joined, 1 connected" in text
            assert "Zebedee" not in text


async def test_a_lobby_for_the_facilitator_alone_keeps_what_comes(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, _):
        await play(room, c.ShareScreen(False))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, PAGE, SPACED, "First word")


async def test_localhost_is_no_invitation(tmp_path: Path) -> None:
    async with served_room(tmp_path, host="localhost") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            text = await shows(pilot, "No network was found", "hotspot")
            assert "Wi-Fi" not in text
            assert scanned(app) is None


async def test_joining_is_closed_and_opened_in_the_lobby(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, SPACED)
            await pilot.press(*["down"] * 6, "enter")
            text = await shows(pilot, "Joining is closed.")
            assert SPACED not in text
            await pilot.press("enter")
            await shows(pilot, SPACED)


async def test_after_a_minute_without_anybody_it_says_what_to_try(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, served):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            assert "Nobody has joined yet" not in await shows(pilot, SPACED)

            def as_time_goes_by() -> bool:
                # In small steps, in which the server goes on saying that it lives.
                room._clock.ms += 400  # type: ignore[attr-defined]
                return "Nobody has joined yet." in painted(app)

            await comes(pilot, as_time_goes_by)
            assert room.now() >= 60_000
            await pilot.press("W")
            await comes(pilot, lambda: "Guest Wi-Fi" in on_top(app), lambda: on_top(app))
            await pilot.press("escape")
            await served.joins(1)
            await comes(pilot, lambda: "Nobody has joined" not in painted(app))


async def test_where_answers_are_typed_it_is_no_trouble_that_no_phone_came(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, _):
        await play(room, c.ShareScreen(False))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("d")
            await shows(pilot, "Groups: 0 of 4")

            def as_time_goes_by() -> bool:
                room._clock.ms += 400  # type: ignore[attr-defined]
                return "Nobody has joined yet." in painted(app)

            await comes(pilot, as_time_goes_by)
            await room.do(c.Give(room.state.current or 0, 1, Answer(text=clean("Newts!"))))
            await comes(pilot, lambda: "Nobody has joined" not in painted(app))


async def test_one_key_puts_the_code_over_every_stage_and_takes_it_away(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        stage = await Room.open(room.path, clock=room._clock, kind="stage", read_only=True)
        projector = SnogmarryApp(stage, follow=True)
        async with app.run_test(size=(80, 24)) as pilot, projector.run_test() as window:
            await shows(pilot, "What do you post?")
            await pilot.press("Q")
            for one, at in ((app, pilot), (projector, window)):
                await comes(at, lambda one=one: scanned(one) == LINK)  # type: ignore[misc]
                assert "What do you post?" not in painted(one)
            await pilot.press("Q")
            for at in (pilot, window):
                await shows(at, "What do you post?")
        await stage.close()


async def test_a_large_window_shows_it_large(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(160, 45)) as pilot:
            await shows(pilot, "n start", SPACED)
            await comes(pilot, lambda: scanned(app) == LINK)
            await pilot.press("n")
            await shows(pilot, "Be fair.")
            await pilot.press("Q")
            await comes(pilot, lambda: scanned(app) == LINK and "Be fair." not in painted(app))
            light = sum(
                len(part.text)
                for part in app.screen._compositor.render_strips(app.size)[20]
                if part.style and part.style.bgcolor and part.style.bgcolor.name == "#ffffff"
            )
            assert light > 33, "each module is more than a cell"


async def test_while_joining_is_open_the_stage_says_so_where_it_fits(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, f"{PAGE} and the code {SPACED}")
            await pilot.resize_terminal(60, 20)
            await shows(pilot, "What do you post?")
            assert app.mishaps.noted == []


async def test_the_desk_counts_who_has_not_seen_writes_and_has_answered(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        for _ in range(4):
            await served.joins(1)
        await served.sends(1, "Newts!")
        run = room.state.current
        seen = frozenset({1, 2, 3})
        await served.notes(Presence(seen | {4}, run, seen, frozenset({2})))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("d")
            text = await shows(pilot, "unseen writing given shown", "4 of 4 phones")
            row = next(line for line in text.splitlines() if line.lstrip().startswith("1 o"))
            assert row.split()[2:6] == ["1", "1", "1", "0"]


async def test_words_that_were_overtaken_are_seen_and_can_be_taken(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        for _ in range(2):
            await served.joins(1)
        await served.sends(1, "First in")
        await served.sends(2, "Second in")
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("d")
            await shows(pilot, "BESIDE", "Second in")
            await pilot.press("down", "A")
            await comes(pilot, lambda: "BESIDE" not in painted(app))
            assert room.state.responses[1].latest.answer.text == "Second in"
            assert "1 waiting, 1 in all" in painted(app)


async def test_hands_that_came_late_are_seen_and_can_be_counted(tmp_path: Path) -> None:
    hands = (("snog", 7), ("marry", 1), ("avoid", 3))
    async with served_room(tmp_path, step="stance") as (room, served):
        await play(room, c.ShareScreen(False))
        whole = await served.joins(1, whole=True)
        await play(room, c.ClosePrompt())
        room._clock.ms += 5_000  # type: ignore[attr-defined]
        await served.room.do(c.SendHands(whole, "k", room.state.current or 0, hands))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("d")
            await shows(pilot, "LATE", "Snog 7 · Marry 1 · Avoid 3", "1 !  ")
            await pilot.press("A")
            await shows(pilot, "hands 7/1/3")


async def test_an_answer_that_came_after_the_room_moved_on_is_not_out_of_sight(
    tmp_path: Path,
) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        one, run = await served.joins(1), room.state.current
        await play(room, c.ShareScreen(False), c.Jump("talk"))
        room._clock.ms += 5_000  # type: ignore[attr-defined]
        await served.room.do(c.Send(one, "k", run or 0, Answer(text=clean("From the tunnel"))))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("d")
            await shows(pilot, "LATE", "From the tunnel")
            await pilot.press("A")
            await comes(pilot, lambda: room.state.responses[1].admitted)


async def test_learning_points_from_phones_wait_for_one_key_each_or_for_all(
    tmp_path: Path,
) -> None:
    async with served_room(tmp_path, step="learn") as (room, served):
        await play(room, c.ShareScreen(False))
        one = await served.joins(1)
        for number in range(3):
            point = c.SendPoint(one, f"p{number}", clean(f"Lesson {number}"), "improve")
            await served.room.do(point)
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            assert "Lesson" not in await shows(pilot, "EXERCISE  Learn")
            await pilot.press("d")
            await shows(pilot, "3 waiting", "L-01 △ Otherwise", "Lesson 2")
            await pilot.press("r")
            await comes(pilot, lambda: room.state.points[1].released)
            await pilot.press("R")
            await comes(pilot, lambda: all(p.released for p in room.state.points.values()))
            await pilot.press("x")
            await comes(pilot, lambda: not all(p.released for p in room.state.points.values()))


# Participants


async def test_a_participant_is_moved_and_removed(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, served):
        await play(room, c.ShareScreen(False))
        await served.joins(1, "Ann")
        await served.joins(2, "Bo")
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, SPACED)
            await pilot.press("P")
            await shows(pilot, "M-001", "Ann", "2 joined, 0 connected")
            await pilot.press("enter")
            await shows(pilot, "Move M-001 to which group?")
            await pilot.press("4")
            await comes(pilot, lambda: room.state.participants[1].group == 4)
            await comes(pilot, lambda: "Move M-001" not in painted(app))
            await pilot.press("end", "delete")
            await shows(pilot, "Remove M-001 from the session?")
            await pilot.press("enter")
            await comes(pilot, lambda: room.state.participants[1].removed)
            await comes(pilot, lambda: "Ann" not in painted(app))


async def test_names_are_not_shown_while_the_room_looks_on(tmp_path: Path) -> None:
    async with served_room(tmp_path) as (room, served):
        await served.joins(1, "Zebedee")
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, SPACED)
            await pilot.press("P")
            text = await shows(pilot, "M-001", "(name not shown)")
            assert "Zebedee" not in text


async def test_joining_code_and_summary_are_set_among_the_participants(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "What do you post?")
            await pilot.press("P")
            await shows(pilot, "Nobody has joined with a phone yet.", SPACED)
            await pilot.press("o")
            await comes(pilot, lambda: not room.state.joining)
            await pilot.press("c")
            await comes(pilot, lambda: room.state.code != "KTPXWN")
            await pilot.press("s")
            await comes(pilot, lambda: room.state.summary_shared)


async def test_sharing_says_when_the_words_beside_the_session_make_no_sense(
    tmp_path: Path,
) -> None:
    async with served_room(tmp_path, step="word") as (room, _):
        words_beside.file_of(room.path).write_text("# Introductoin\n\nWe met.\n")
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("P")
            await shows(pilot, "Nobody has joined with a phone yet.")
            await pilot.press("s")
            await comes(pilot, lambda: room.state.summary_shared)
            await comes(pilot, lambda: any("lacks your own words" in n for n in notices(app)))
            assert "line 1: headings with one #" in notices(app)[-1]


async def test_without_phones_nothing_is_said_of_them(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            text = await shows(pilot, "n start", "Ground rules")
            assert "joined" not in text
            assert "Phones" not in text


# The pen


async def test_the_scribe_takes_the_pen_with_the_draft_and_gives_it_back(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        one = await served.joins(1)
        name = draft_of(room.state.current or 0, 1)
        await served.room.jot(name, drafts.noted(one, clean("We were here")))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "What do you post?")
            await pilot.press("s", "1")
            await shows(pilot, "M-001 held it.", "We were here")
            assert drafts.read(room.scratch[name]).holder == drafts.SCRIBE
            await pilot.press("escape")
            await comes(pilot, lambda: drafts.read(room.scratch[name]).holder is None)
            assert drafts.read(room.scratch[name]).text == "We were here"
            await pilot.press("s", "1")
            await shows(pilot, "nobody held it", "We were here")
            await pilot.press(*" first", "ctrl+s")
            await comes(pilot, lambda: drafts.read(room.scratch[name]).text == "")
            assert room.state.responses[1].latest.answer.text == "We were here first"


async def test_a_phone_that_takes_the_pen_from_the_scribe_keeps_it(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        one = await served.joins(1)
        name = draft_of(room.state.current or 0, 1)
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "What do you post?")
            await pilot.press("s", "1")
            await shows(pilot, "pen is yours now")
            await served.room.jot(name, drafts.noted(one, clean("Ours again")))
            await comes(pilot, lambda: drafts.read(room.scratch[name]).holder == one)
            await pilot.press("escape")
            await comes(pilot, lambda: "pen is yours now" not in painted(app))
            assert drafts.read(room.scratch[name]).text == "Ours again"


async def test_a_draft_is_not_shown_to_the_room_unasked(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        one = await served.joins(1)
        name = draft_of(room.state.current or 0, 1)
        await served.room.jot(name, drafts.noted(one, clean("Half a thought")))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "What do you post?")
            await pilot.press("s", "1")
            assert "Half a thought" not in await shows(pilot, "The room sees this screen")


async def test_leaving_ends_a_shared_summary_only_after_a_question(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="learn") as (room, served):
        for _ in range(3):
            await served.joins(1)
        await served.room.do(c.EndSession())
        await play(room, c.ShareScreen(False), c.ShareSummary(True))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "Without a lesson")
            await pilot.press("q")
            await shows(pilot, "All 3 phones can read the summary only while this program")
            await pilot.press("escape", "P")
            await comes(pilot, lambda: "while this is open" in " ".join(on_top(app).split("┃")))
            await pilot.press("s")
            await comes(pilot, lambda: not room.state.summary_shared)
            await pilot.press("escape", "q")
            await comes(pilot, lambda: not app.is_running)


async def test_in_the_debrief_too_phones_can_be_let_in(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="learn") as (room, _):
        await play(room, c.EndSession())
        app = SnogmarryApp(room)
        stage = await Room.open(room.path, clock=room._clock, kind="stage", read_only=True)
        projector = SnogmarryApp(stage, follow=True)
        async with app.run_test(size=(80, 24)) as pilot, projector.run_test() as window:
            await shows(pilot, "Without a lesson")
            await pilot.press("P")
            await shows(pilot, PAGE, SPACED)
            await pilot.press("escape", "Q")
            await shows(pilot, PAGE, SPACED, "esc")
            for one, at in ((app, pilot), (projector, window)):
                await comes(at, lambda one=one: scanned(one) == LINK)  # type: ignore[misc]
            await pilot.press("Q")
            await shows(pilot, "Without a lesson")
            await shows(window, "The steps are over.")
            await comes(window, lambda: scanned(projector) is None)
            await play(room, c.OpenJoining(False))
            await pilot.press("Q")
            await comes(pilot, lambda: "Joining is closed." in notices(app)[-1])
            assert app.mishaps.noted == []
        await stage.close()


async def test_without_phones_the_debrief_says_why_it_has_no_code(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="learn") as (room, _):
        await play(room, c.EndSession())
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "Without a lesson")
            await pilot.press("Q")
            await comes(pilot, lambda: bool(notices(app)) and "--no-phones" in notices(app)[-1])


async def test_who_opens_a_session_alone_shares_no_summary_unasked(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="learn") as (room, clock):
        await play(room, c.EndSession(), c.ShareSummary(True))
        doors = Doors(tmp_path, clock)
        second = await doors.go_on(room.path)
        assert second.state.summary_shared, "the first window still shares it"
        await second.close()
        await room.close()
        again = await doors.go_on(room.path)
        assert not again.state.summary_shared
        await again.close()


async def test_what_was_kept_beside_does_not_bury_the_answers_of_the_next_step(
    tmp_path: Path,
) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        for _ in range(4):
            await served.joins(1)
        for phone in (1, 2, 3, 4):
            await served.sends(phone, f"Old of {phone}")
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("d")
            await shows(pilot, "1 waiting, 4 in all", "BESIDE · Friends: Old of 4")
            await pilot.press("down", "delete")
            await comes(pilot, lambda: "Old of 2" not in painted(app))
            await play(room, c.Jump("score"))
            assert room.state.current is not None
            score = c.Give(room.state.current, 1, Answer(number=3))
            await play(room, score)
            await shows(pilot, "2 waiting, 2 in all, 2 old BESIDE", "Friends: 3")
            assert "Old of 3" not in painted(app)
            assert "Old of 1 · First word" in painted(app)
            await pilot.press("R")
            await comes(pilot, lambda: "1 of other steps wait" in notices(app)[-1])
            assert room.state.responses[2].shown is not None
            await play(room, c.Jump("learn"))
            await shows(pilot, "1 waiting", "Old of 1", "Old of 3")
            assert "Old of 2" not in painted(app)


async def test_nobody_is_called_unseen_of_a_prompt_that_is_over(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="word") as (room, served):
        await play(room, c.ShareScreen(False))
        for _ in range(3):
            await served.joins(1)
        await served.notes(Presence(frozenset({1, 2, 3}), 2, frozenset({1, 2, 3})))
        await served.sends(1, "Save it")
        await play(room, c.Jump("look"))
        app = SnogmarryApp(room)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("d")
            text = await shows(pilot, "unseen writing given shown")
            row = next(line for line in text.splitlines() if line.split()[:2] == ["1", "o"])
            assert row.split()[:6] == ["1", "o", "0", "1", "0", "Friends"]


async def test_hands_say_first_which_votes_of_phones_they_replace(tmp_path: Path) -> None:
    async with served_room(tmp_path, step="stance") as (room, served):
        await play(room, c.ShareScreen(False))
        for _ in range(2):
            phone = await served.joins(1)
            assert room.state.current is not None
            vote = Answer(options=("snog",))
            await served.room.do(c.Send(phone, f"k{phone}", room.state.current, vote, counter=1))
        app = SnogmarryApp(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("d")
            await shows(pilot, "Groups: 1 of 4 · 2 votes are in")
            await pilot.press("h", "1")
            await comes(pilot, lambda: "This replaces 2 votes from phones." in on_top(app))
