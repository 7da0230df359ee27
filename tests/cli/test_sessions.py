"""The commands for sessions that are kept, as they are typed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from snogmarry.journal.reading import read_events, read_session
from snogmarry.report import json as as_json
from snogmarry.report.summary import summarise
from snogmarry.room import Room
from snogmarry.session.commands import Next, NoteExport, SetDetails, TakeNote
from snogmarry.session.events import ExportWritten
from snogmarry.session.fold import folded
from snogmarry.session.rules.lobby import REDACTABLE
from snogmarry.text import PathText, clean
from tests.journal.files import holding, kept, room_at, small
from tests.report.disks import make_read_only, small_disk
from tests.session.play import Play

NAME = "2026-11-22-pond-k3f9"


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture
def path(sessions: Path) -> Path:
    path = sessions / f"{NAME}.snog"

    async def play() -> None:
        room = await room_at(path)
        await room.do(SetDetails(clean("Spring meeting"), clean(""), clean(""), clean("")))
        await room.do(Next())
        await room.do(TakeNote(clean("The chair is ill")))
        await room.do(NoteExport(PathText("minutes/summary.html")))
        await room.close()

    asyncio.run(play())
    return path


async def noting(session: Path, written: Path) -> None:
    room = await Room.open(session, kind="stage")
    await room.do(NoteExport(PathText(str(written))))
    await room.close()


def json_of(session: Path) -> str:
    events = read_events(session)
    made = folded(events)
    return as_json.render(summarise(made, made.wall), made, events).decode()


def snogmarry(sessions: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snogmarry", "--sessions", str(sessions), *words],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def test_the_list_tells_what_each_session_was_and_which_cannot_be_opened(
    path: Path, sessions: Path
) -> None:
    (sessions / "bad.snog").write_text("milk, eggs")
    done = snogmarry(sessions, "sessions")
    assert done.returncode == 0
    name, described, bad, problem = done.stdout.splitlines()
    assert name == path.stem
    assert "The pond · Spring meeting · under way" in described
    assert bad == "bad"
    assert "not a session file" in problem


def test_the_list_for_programs_is_json(path: Path, sessions: Path) -> None:
    done = snogmarry(sessions, "sessions", "--format", "json")
    (session,) = json.loads(done.stdout)
    assert session["path"] == str(path)
    assert session["event"] == "Spring meeting"
    assert session["phase"] == "live"


@pytest.mark.parametrize(
    "words", [["sessions"], ["copy", "latest", "."], ["export", "latest"], ["serve", "latest"]]
)
def test_a_folder_that_is_not_there_is_no_empty_one(tmp_path: Path, words: list[str]) -> None:
    done = snogmarry(tmp_path / "sesions", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"snogmarry: There is no folder {tmp_path / 'sesions'}. "
        "Name the folder of your sessions with --sessions (or SNOGMARRY_SESSIONS).\n"
    )


def test_an_empty_list_says_how_to_begin(sessions: Path) -> None:
    assert "snogmarry run" in snogmarry(sessions, "sessions").stdout


def test_a_copy_is_written_where_it_was_asked_for(path: Path, sessions: Path) -> None:
    target = sessions.parent / "copy.snog"
    done = snogmarry(sessions, "copy", "latest", str(target))
    assert done.stdout == f"Copied {NAME} to {target}\n"
    assert read_session(target) == read_session(path)
    again = snogmarry(sessions, "copy", NAME, str(target))
    assert again.returncode == 1
    assert again.stderr.startswith("snogmarry: ")
    assert "left as it is" in again.stderr
    assert again.stderr.count("\n") == 1


def test_a_copy_that_cannot_be_made_says_where_and_that_the_session_is_safe(
    path: Path, sessions: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nosuch"
    file = tmp_path / "file"
    file.touch()
    with small_disk(tmp_path / "disk", "16k") as disk:
        full = snogmarry(sessions, "copy", "latest", str(disk))
        make_read_only(disk)
        read_only = snogmarry(sessions, "copy", "latest", str(disk))
        assert list(disk.iterdir()) == []
    gone = snogmarry(sessions, "copy", "latest", f"{nowhere}/dir/")
    below = snogmarry(sessions, "copy", "latest", f"{file}/dir")
    for done, at, why in (
        (gone, nowhere / "dir", f"there is no folder {nowhere}"),
        (below, file / "dir", f"{file} is a file and not a folder"),
        (full, disk / path.name, "the disk is full"),
        (read_only, disk / path.name, "that folder is read-only"),
    ):
        assert done.returncode == 1
        assert done.stderr == (
            f"snogmarry: No copy was made at {at}: {why}. "
            "The session is safe; copy it to a folder that is there and has room.\n"
        )


@pytest.mark.parametrize(
    "words", [["sessions"], ["export", "latest"], ["copy", "latest", "."], ["finalise", "latest"]]
)
def test_a_file_in_place_of_the_folder_of_sessions_is_said_to_be_one(
    tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    done = snogmarry(file, *words)
    assert done.returncode == 1
    assert done.stderr == (
        f"snogmarry: {file} is a file and not a folder. "
        "Name the folder of your sessions with --sessions (or SNOGMARRY_SESSIONS).\n"
    )


def test_redacting_removes_the_words_and_lists_the_exports(path: Path, sessions: Path) -> None:
    done = snogmarry(sessions, "redact", NAME, "N-01", "DETAILS")
    assert done.returncode == 0, done.stderr
    assert f"Redacted N-01, DETAILS in {NAME}: no byte of it" in done.stdout
    assert not holding(path, "The chair is ill")
    assert not holding(path, "Spring meeting")
    assert "minutes/summary.html" in done.stdout


def test_what_an_export_was_called_goes_with_the_name_of_the_event(
    path: Path, sessions: Path, tmp_path: Path
) -> None:
    written = tmp_path / "spring-meeting-of-may.md"
    asyncio.run(noting(path, written))
    assert holding(path, "spring-meeting-of-may")
    done = snogmarry(sessions, "redact", NAME, "DETAILS")
    # They are told this once more, and not after.
    assert f"    {written}\n" in done.stdout
    assert "for good" not in done.stdout
    assert not holding(path, "spring-meeting-of-may")
    assert "spring-meeting-of-may" not in json_of(path)
    asyncio.run(noting(path, tmp_path / "another.md"))
    done = snogmarry(sessions, "erase", NAME, "--yes")
    assert done.stdout.splitlines()[1:] == [
        "These exports were written before, and are yours to change or remove:",
        f"    {tmp_path / 'another.md'}",
        "    2 more, whose names went with what was redacted",
    ]


def test_of_an_export_that_an_earlier_version_noted_it_is_said_that_its_name_stays(
    sessions: Path,
) -> None:
    play = Play.opened()
    play.do(SetDetails(clean("Spring meeting"), clean(""), clean(""), clean("")))
    play.record(ExportWritten("old/spring-meeting.md"))
    path = kept(sessions / f"{NAME}.snog", play.journal)
    done = snogmarry(sessions, "redact", NAME, "DETAILS")
    assert done.stdout.splitlines() == [
        f"Redacted DETAILS in {NAME}: no byte of it is left in the session's files.",
        (
            "But for this: an earlier version noted exports for good, and the session's file keeps "
            "what their paths say."
        ),
        "Copies of the session that were made earlier still hold it.",
        "These exports were written before, and are yours to change or remove:",
        "    old/spring-meeting.md",
    ]
    assert holding(path, "old/spring-meeting.md")
    done = snogmarry(sessions, "redact", NAME, "G-01")
    assert "But for this" not in done.stdout


def test_nothing_is_redacted_if_one_of_the_refs_is_wrong(path: Path, sessions: Path) -> None:
    for refs, wrong in (
        (["N-01", "R-099"], "R-099"),
        (["r-099", "N-01", "tea", "R-099"], "R-099 and TEA"),
    ):
        done = snogmarry(sessions, "redact", "latest", *refs)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"snogmarry: Nothing was redacted: {wrong} cannot be, or is not in {NAME}. The refs "
            f"stand in its summary, such as {REDACTABLE}.\n"
        )
    assert holding(path, "The chair is ill")


def test_erasing_asks_for_the_name(path: Path, sessions: Path) -> None:
    for typed in ("", "\n", "y\n", "2026-11-22\n"):
        done = snogmarry(sessions, "erase", NAME, typed=typed)
        assert done.returncode == 1
        assert "Nothing was erased" in done.stdout
    assert path.exists()
    done = snogmarry(sessions, "erase", "2026", typed=f"{NAME}\n")
    assert done.returncode == 0
    assert "minutes/summary.html" in done.stdout
    assert not list(sessions.iterdir())


def test_erasing_need_not_ask(sessions: Path) -> None:
    path = small(sessions / "a.snog")
    own = sessions / "a.summary.md"
    own.write_text("# Place", encoding="utf-8")
    done = snogmarry(sessions, "erase", "a", "--yes")
    assert done.returncode == 0
    assert str(own) in done.stdout
    assert not path.exists()


def test_a_session_that_is_not_there_is_told_in_one_line(sessions: Path) -> None:
    for words in (["redact", "tea", "R-001"], ["erase", "tea"], ["copy", "tea", "x.snog"]):
        done = snogmarry(sessions, *words)
        assert done.returncode == 1
        assert "There is no session tea" in done.stderr
        assert done.stderr.count("\n") == 1
