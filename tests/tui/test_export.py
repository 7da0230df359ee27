"""Writing the summary from the debrief."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot

from snogmarry.report import beside
from snogmarry.report.finality import marking
from snogmarry.report.formats import WHOLE
from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.commands import SetDetails
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from tests.report import reading
from tests.tui.desk_room import desk, notices, on_top, typed
from tests.tui.test_debrief import PLAYED


async def written(app: SnogmarryApp) -> None:
    await app.workers.wait_for_complete()


def noted(room: Room) -> list[str]:
    """Where the session knows that exports were written to."""
    return [export.path for export in room.state.exports]


def flat(app: SnogmarryApp) -> str:
    """What is on top, as one line."""
    return " ".join(on_top(app).replace("│", " ").replace("┃", " ").split())


async def test_the_heading_says_whether_the_summary_is_final(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await room.do(marking(room.events))
        for said, command in (
            ("Export the summary, final", c.TakeNote(clean("Later"))),
            ("Export the summary, final; changed since (shift+f fixes it anew)", None),
        ):
            await pilot.press("x")
            await pilot.pause()
            (heading,) = (line for line in on_top(app).splitlines() if "Export the" in line)
            assert heading.split("┃")[1].strip() == said
            await pilot.press("escape")
            if command is not None:
                await room.do(command)


async def test_the_files_picked_are_written_and_named(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await pilot.press("x")
        assert "marked as a draft" in on_top(app)
        assert WHOLE in flat(app)
        assert "Your own copy: it may hold answers that the room never saw." in flat(app)
        assert "pass on" not in flat(app)
        await pilot.press("2", "ctrl+s")  # without Word
        await written(app)
        await pilot.pause()
        await pilot.pause()
        folder = tmp_path / "pond-summary"
        files = sorted(folder.iterdir())
        assert [path.suffix for path in files] == [".html", ".json"]
        assert "Wrote 2 files" in on_top(app)
        assert files[0].name in on_top(app)
        assert "A name helps" in files[0].read_text(encoding="utf-8")
        events = reading.events(files[1].read_text(encoding="utf-8"))
        assert events == room.events[: len(events)]
        assert len(room.events) == len(events) + 2  # the files that were written since
        assert sorted(noted(room)) == [str(path) for path in files]


async def test_nothing_picked_is_said(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await pilot.press("x", "1", "2", "7", "ctrl+s")
        assert "Pick at least one format" in on_top(app)
        assert noted(room) == []


async def test_a_folder_that_cannot_be_written_is_one_line_and_can_be_tried_again(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, size=(100, 30), before=PLAYED) as (pilot, app, room, _):
        (tmp_path / "pond-summary").write_text("a file stands in the way")
        await pilot.press("x", "ctrl+s")
        await written(app)
        await pilot.pause()
        await pilot.pause()
        assert "pond-summary" in on_top(app)
        assert "Wrote" not in on_top(app)
        assert "Name another in the field Folder." in " ".join(on_top(app).replace("┃", "").split())
        assert "--to" not in on_top(app)
        assert noted(room) == []
        await pilot.press("tab")
        await typed(pilot, "2")
        await pilot.press("enter")
        await written(app)
        await pilot.pause()
        await pilot.pause()
        assert "Wrote 3 files" in on_top(app)
        assert len(list((tmp_path / "pond-summary2").iterdir())) == 3


async def test_many_files_are_said_and_noted_as_one_folder(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await pilot.press("x", "3", "4", "5", "6", "8", "9", "ctrl+s")
        await written(app)
        await pilot.pause()
        await pilot.pause()
        (folder,) = (tmp_path / "pond-summary").iterdir()
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert f"Wrote {len(files)} files" in on_top(app)
        assert noted(room) == [str(folder)]


async def test_of_a_long_folder_the_end_is_shown(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await pilot.press("x", "6", "tab")
        await typed(pilot, "/a folder with a long name" * 6)
        await pilot.press("enter")
        await written(app)
        await pilot.pause()
        await pilot.pause()
        (folder,) = noted(room)
        line = next(line for line in on_top(app).splitlines() if "Wrote 4 files into" in line)
        assert f"into …/a folder with a long name/{Path(folder).name} " in line


async def test_what_pdf_needs_is_said_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        await pilot.press("x")
        assert "PDF: to file as it is (needs typst)" in on_top(app)
        await pilot.press("1", "2", "7", "3", "ctrl+s")  # PDF alone
        await written(app)
        await pilot.pause()
        await pilot.pause()
        assert "PDF was not written: it needs typst" in on_top(app)
        assert noted(room) == []


async def test_it_is_written_for_those_who_are_to_read_it(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        room.path.with_suffix(".summary.md").write_text("# Introduction\nWe met.", "utf-8")
        place, empty = clean("Marsh Lane Hall"), clean("")
        await room.do(SetDetails(clean("Marsh Lane evening"), place, empty, empty))
        await pilot.press("x", "2", "7", "tab", "tab", "3")
        await pilot.pause()
        assert "A name that nobody registered cannot be known" in flat(app)
        assert "The words of 2 groups are left out" in flat(app)
        title = "The title reads “(left out) Lane evening” in the public version, since it names"
        assert title in flat(app)
        await pilot.press("tab", "1", "ctrl+s")
        await pilot.pause()
        assert "for your own copy alone" in on_top(app)
        await pilot.press("1", "ctrl+s")
        await written(app)
        (path,) = (tmp_path / "pond-summary").iterdir()
        page = path.read_text("utf-8")
        assert path.stem.endswith("-public")
        assert "For the public:" in page
        await pilot.pause()
        await pilot.pause()
        assert "Wrote 1 file" in flat(app)
        assert title in flat(app)
        assert "Nobody counted a group? shift+g counts it." in flat(app)
        assert "We met." in page
        assert "Leave it" not in page


@asynccontextmanager
async def held_up(pilot: Pilot[int], room: Room) -> AsyncIterator[None]:
    """Within, an export that was begun goes no further: it reads words that are still coming."""
    pipe = beside.file_of(room.path)
    os.mkfifo(pipe)
    await pilot.press("x", "2", "ctrl+s")  # without Word
    writing = None
    while writing is None:
        await pilot.pause()
        with suppress(OSError):  # until somebody reads from it
            writing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    try:
        yield
    finally:
        os.close(writing)


@pytest.mark.skipif(os.name == "nt", reason="named pipes are of POSIX")
async def test_what_is_written_after_the_screen_was_left_is_noted_and_said(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        async with held_up(pilot, room):
            await pilot.press("escape", "x", "ctrl+s")
            assert "still being written" in flat(app)
            await pilot.press("escape")
            assert "DEBRIEF" in on_top(app)
        await written(app)
        await pilot.pause()
        files = sorted(str(path) for path in (tmp_path / "pond-summary").iterdir())
        assert len(files) == 2
        assert sorted(noted(room)) == files
        assert "Wrote 2 files into" in notices(app)[-1]


@pytest.mark.skipif(os.name == "nt", reason="named pipes are of POSIX")
async def test_leaving_the_program_stops_what_is_being_written_and_says_so_first(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, size=(80, 24), before=PLAYED) as (pilot, app, room, _):
        async with held_up(pilot, room):
            await pilot.press("escape", "q")
            assert "A summary is still being written" in flat(app)
            await pilot.press("y")
            await pilot.pause()
        await asyncio.get_running_loop().shutdown_default_executor()
    assert noted(room) == []
    assert list(tmp_path.glob("pond-summary/*")) == []
