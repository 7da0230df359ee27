"""Whole rehearsals, as they are typed: real processes, a real server, a real session file."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from snogmarry.journal.errors import JournalError
from snogmarry.journal.reading import read_events
from snogmarry.phones import serving
from snogmarry.room import Room
from snogmarry.session.fold import folded
from snogmarry.session.tally import tally

PATIENCE = 60.0
COMMAND = (
    *(sys.executable, "-m", "snogmarry", "rehearse", "twenty-minute-taster", "--headless"),
    *("--people", "20", "--seed", "7", "--speed", "150"),
)


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A rehearsal of twenty people that has begun."""
    command = [*COMMAND, "--sessions", str(tmp_path), "--to", str(tmp_path / "out")]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as running:
        yield running
        if running.poll() is None:
            running.kill()


def session_in(folder: Path) -> Path:
    """The session, once something was recorded in it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in folder.glob("rehearsal-*.snog"):
            with suppress(JournalError):
                read_events(path)
                return path
        time.sleep(0.05)
    raise AssertionError("no session was ever made")


def left_of(folder: Path) -> list[str]:
    """The processes that have to do with a folder (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = process.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in line:
            found.append(line)
    return found


async def server_of(path: Path, *, in_run: int) -> int:
    """The pid of the phones' server, once so many steps have begun."""
    room = await Room.open(path, read_only=True, kind="stage")
    told = asyncio.Event()
    room.watch(lambda _: told.set())
    try:
        while True:
            said = serving.serving(room.scratch)
            if said is not None and len(room.state.runs) >= in_run:
                return said.pid
            await told.wait()
            told.clear()
    finally:
        await room.close()


def test_a_rehearsal_plays_to_the_end_exports_and_finds_all_that_was_acknowledged(
    rehearsal: subprocess.Popen[str], tmp_path: Path
) -> None:
    written, _ = rehearsal.communicate(timeout=PATIENCE)
    assert rehearsal.returncode == 0, written
    assert "20 of 20" in written
    acknowledged = int(re.findall(r"acknowledged +(\d+)", written)[0])
    found = int(re.findall(r"found in the file +(\d+)", written)[0])
    assert acknowledged == found > 20
    assert "READY" in written.splitlines()
    summary = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert "REHEARSAL: The train table" in summary
    session = folded(read_events(session_in(tmp_path)))
    assert session.phase == "debrief"
    assert len(session.runs) == len(session.steps)
    assert sum(group.people for group in session.groups.values()) == 20
    assert any(one.whole for one in session.participants.values())
    assert max(tally(session, run).voices for run in session.runs) <= 20
    assert all(path.name.startswith("rehearsal-") for path in (tmp_path / "out").iterdir())
    assert left_of(tmp_path) == []


async def test_a_server_that_is_killed_in_the_middle_loses_nothing(
    rehearsal: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.kill(await server_of(session_in(tmp_path), in_run=4), signal.SIGKILL)
    written, _ = rehearsal.communicate(timeout=PATIENCE)
    assert rehearsal.returncode == 0, written
    assert re.search(r"^server started anew +1$", written, re.MULTILINE)
    reconnections = int(re.findall(r"reconnections +(\d+)", written)[0])
    assert reconnections >= 20
    assert left_of(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_rehearsal_that_is_interrupted_ends_all_its_processes(
    rehearsal: subprocess.Popen[str], tmp_path: Path, number: int
) -> None:
    await server_of(session_in(tmp_path), in_run=1)
    assert len(left_of(tmp_path)) == 3
    rehearsal.send_signal(number)
    rehearsal.communicate(timeout=PATIENCE)
    assert rehearsal.returncode == 130
    assert left_of(tmp_path) == []
