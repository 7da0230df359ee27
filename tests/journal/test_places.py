"""Where sessions are kept, and how they are found again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from snogmarry.clock import SystemClock
from snogmarry.journal import places
from snogmarry.journal.errors import NoFolder, NotBegun, NotFound
from snogmarry.room import Room
from snogmarry.scenario.models import Scenario
from snogmarry.session.commands import (
    AddGroup,
    EndSession,
    Next,
    Redact,
    ReopenSession,
    SetDetails,
    TakeNote,
    Undo,
)
from snogmarry.session.events import Recorded
from snogmarry.session.rehearsed import marked
from snogmarry.text import REDACTED, clean
from tests.journal.clocks import NOON, HandClock
from tests.journal.files import kept, room_at, small
from tests.session.play import LESSONS, SCENARIO, Play

CLOCK = SystemClock()
REHEARSED = SCENARIO.model_copy(update={"title": marked(SCENARIO.title)})


def test_the_folder_is_the_one_chosen_or_named_or_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.VARIABLE, str(tmp_path / "named"))
    assert places.folder(tmp_path / "chosen") == tmp_path / "chosen"
    assert places.folder() == tmp_path / "named"
    monkeypatch.delenv(places.VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places.folder().name == "sessions"


def test_a_new_file_is_named_after_day_and_scenario_in_a_private_folder(tmp_path: Path) -> None:
    sessions = tmp_path / "deep" / "sessions"
    path = places.new_file(sessions, "the-drop-in", NOON)
    assert re.fullmatch(r"2026-11-2\d-the-drop-in-[2-9a-z]{4}\.snog", path.name)
    assert sessions.stat().st_mode & 0o777 == 0o700
    assert not path.exists()


def test_where_no_folder_can_be_made_it_is_said_why(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for sessions, why in (
        (file, f"{file} is a file and not a folder"),
        (file / "below", f"{file} is a file and not a folder"),
        (Path("/proc/nosuch"), "there is no folder /proc/nosuch"),
    ):
        with pytest.raises(NotBegun) as raised:
            places.new_file(sessions, "the-drop-in", NOON)
        assert str(raised.value) == (
            f"No session can be begun in {sessions}: {why}. Name one that can be made and "
            "written to with --sessions (or SNOGMARRY_SESSIONS)."
        )


def test_a_list_tells_what_a_session_was(tmp_path: Path) -> None:
    play = Play.opened()
    path = kept(tmp_path / "a.snog", play.journal)
    (listed,), problems = places.listing(tmp_path, CLOCK)
    assert (listed.path, listed.id, listed.title) == (path, "test", "The pond")
    assert (listed.event, listed.phase, listed.alive) == ("", "lobby", False)
    assert listed.opened <= listed.last
    assert not problems


@pytest.mark.parametrize("undone", [0, 1, 2])
def test_a_list_tells_the_phase_as_the_session_itself_does(tmp_path: Path, undone: int) -> None:
    play = Play.opened()
    play.do(SetDetails(clean("Old name"), clean(""), clean(""), clean("")))
    play.do(SetDetails(clean("Spring meeting"), clean(""), clean(""), clean("")))
    play.do(AddGroup("friends"))
    seen = []
    for number, command in enumerate([Next(), EndSession(), ReopenSession(), EndSession()]):
        play.do(command)
        for _ in range(undone if number == 3 else 0):
            play.do(Undo())
        path = kept(tmp_path / f"{number}.snog", play.journal)
        (listed,) = [one for one in places.listing(tmp_path, CLOCK)[0] if one.path == path]
        assert listed.phase == play.session.phase
        assert listed.event == "Spring meeting"
        seen.append(listed.phase)
    assert seen[:3] == ["live", "debrief", "live"]


def test_an_event_without_a_name_is_not_taken_for_a_redacted_one(tmp_path: Path) -> None:
    play = Play.opened()
    play.do(SetDetails(clean(""), clean("The hall"), clean(""), clean("")))
    kept(tmp_path / "nameless.snog", play.journal)
    play.do(Redact("DETAILS"))
    kept(tmp_path / "redacted.snog", play.journal)
    listed, _ = places.listing(tmp_path, CLOCK)
    assert {one.path.stem: one.event for one in listed} == {"nameless": "", "redacted": REDACTED}


def test_damaged_files_are_listed_as_such(tmp_path: Path) -> None:
    small(tmp_path / "good.snog")
    (tmp_path / "bad.snog").write_text("nothing of ours")
    (listed,), (problem,) = places.listing(tmp_path, CLOCK)
    assert listed.path.name == "good.snog"
    assert problem.path.name == "bad.snog"
    assert "not a session file" in problem.problem


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    small(tmp_path / "a.snog")
    before = sorted(tmp_path.iterdir())
    places.listing(tmp_path, CLOCK)
    assert sorted(tmp_path.iterdir()) == before


async def test_a_session_that_is_open_is_listed_as_alive(tmp_path: Path) -> None:
    clock = HandClock()
    room = await room_at(tmp_path / "a.snog", clock)
    assert [one.alive for one in places.listing(tmp_path, clock)[0]] == [True]
    server = await Room.open(room.path, clock=clock, kind="server")
    await room.close()
    assert [one.alive for one in places.listing(tmp_path, clock)[0]] == [False], "no window has it"
    await server.close()


def test_a_session_is_found_by_file_name_beginning_or_as_the_latest(tmp_path: Path) -> None:
    first = small(tmp_path / "2026-11-21-pond-aaaa.snog")
    play = Play.opened()
    play.do(TakeNote(clean("later")), after=1_000)
    second = kept(tmp_path / "2026-11-22-pond-bbbb.snog", play.journal)
    elsewhere = small(tmp_path / "elsewhere.file")
    assert places.find("latest", tmp_path, CLOCK) == second
    assert places.find("2026-11-21", tmp_path, CLOCK) == first
    assert places.find("2026-11-21-pond-aaaa", tmp_path, CLOCK) == first
    assert places.find(first.name, tmp_path, CLOCK) == first
    assert places.find(str(elsewhere), tmp_path, CLOCK) == elsewhere
    with pytest.raises(NotFound, match="2 sessions begin with 2026"):
        places.find("2026", tmp_path, CLOCK)
    with pytest.raises(NotFound, match="no session tea"):
        places.find("tea", tmp_path, CLOCK)
    with pytest.raises(NotFound, match="no session here yet"):
        places.find("latest", tmp_path / "empty", CLOCK)


def used_after(ms: int, scenario: Scenario = SCENARIO) -> list[Recorded]:
    play = Play.opened(scenario)
    play.do(TakeNote(clean("used")), after=ms)
    return play.journal


def test_the_latest_is_a_rehearsal_only_where_there_is_nothing_else(tmp_path: Path) -> None:
    rehearsal = kept(tmp_path / "b.snog", used_after(60_000, REHEARSED))
    assert places.find("latest", tmp_path, CLOCK) == rehearsal
    workshop = kept(tmp_path / "a.snog", used_after(1_000))
    assert places.find("latest", tmp_path, CLOCK) == workshop
    newer = kept(tmp_path / "c.snog", used_after(2_000))
    assert places.find("latest", tmp_path, CLOCK) == newer


async def test_what_is_open_now_comes_first_for_whoever_follows(tmp_path: Path) -> None:
    clock = HandClock()
    small(tmp_path / "workshop.snog")
    room = await Room.create(tmp_path / "rehearsal.snog", REHEARSED, LESSONS, clock=clock)
    assert places.latest(tmp_path, clock, open_first=True) == room.path
    assert places.latest(tmp_path, clock).stem == "workshop"
    other = await room_at(tmp_path / "open.snog", clock)
    assert places.latest(tmp_path, clock, open_first=True) == other.path
    await room.close()
    await other.close()


def test_a_folder_that_was_named_has_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "user_data_path", lambda *_, **__: tmp_path / "not-yet")
    assert places.kept_in() == tmp_path / "not-yet" / "sessions"
    assert places.kept_in(tmp_path) == tmp_path
    with pytest.raises(NoFolder, match="no folder"):
        places.kept_in(tmp_path / "mistyped")
    monkeypatch.setenv(places.VARIABLE, str(tmp_path / "mistyped"))
    with pytest.raises(NoFolder, match="no folder"):
        places.kept_in()
