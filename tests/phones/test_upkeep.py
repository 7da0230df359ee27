"""The desk's care for the server: real processes on a real session file."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from snogmarry.phones import serving
from snogmarry.phones.port import listen
from snogmarry.phones.upkeep import Upkeep, wanted
from snogmarry.room import Room
from snogmarry.session import commands as c
from tests.journal.files import room_at, until
from tests.phones.stand_in import CODE, PROGRAM
from tests.ports import free_port
from tests.session.play import EPOCH, Play


@pytest.fixture
def port() -> int:
    return free_port()


@asynccontextmanager
async def looked_after(room: Room, port: int) -> AsyncIterator[Upkeep]:
    """A room whose server is looked after; whatever server is left is ended with it."""
    care = Upkeep(room, port, PROGRAM)
    task = asyncio.create_task(care.run())
    try:
        yield care
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        if care.process is not None:
            care.process.kill()
            care.process.wait()


def pid_of(room: Room) -> int:
    said = serving.serving(room.scratch)
    return 0 if said is None else said.pid


async def test_a_desk_has_a_server_without_asking_for_it(tmp_path: Path, port: int) -> None:
    room = await room_at(tmp_path / "pond.snog")
    async with looked_after(room, port) as care:
        await until(lambda: care.living and room.state.code == CODE)
        assert os.getpgid(pid_of(room)) != os.getpgid(0)
        await care.leave()
        await room.close()
        stage = await Room.open(room.path, read_only=True)
        await until(lambda: serving.serving(stage.scratch) is None)
        await stage.close()


async def test_a_server_that_dies_comes_back(tmp_path: Path, port: int) -> None:
    room = await room_at(tmp_path / "pond.snog")
    async with looked_after(room, port) as care:
        await until(lambda: care.living)
        first = pid_of(room)
        os.kill(first, signal.SIGKILL)
        await until(lambda: not care.living)
        assert "started again" in care.trouble
        await until(lambda: care.living)
        assert pid_of(room) != first
        await until(lambda: care.trouble == "")
    await room.close()


async def test_the_next_desk_adopts_the_server_that_it_finds(tmp_path: Path, port: int) -> None:
    path = tmp_path / "pond.snog"
    room = await room_at(path)
    async with looked_after(room, port) as care:
        await until(lambda: care.living)
        first = pid_of(room)
        again = await Room.open(path)
        async with looked_after(again, port) as next_care:
            assert next_care.living
            await next_care.look(0.0)
            assert next_care.process is None
            assert pid_of(again) == first
            await care.leave()
            await until(lambda: serving.STOP in again.scratch)
            await room.close()
            await until(lambda: serving.STOP not in again.scratch)
            assert next_care.living
            await next_care.leave()
        await again.close()
        stage = await Room.open(path, read_only=True)
        await until(lambda: serving.serving(stage.scratch) is None)
        await stage.close()


async def test_of_two_desks_one_starts_it(tmp_path: Path, port: int) -> None:
    path = tmp_path / "pond.snog"
    room = await room_at(path)
    other = await Room.open(path)
    async with looked_after(room, port) as one, looked_after(other, port) as two:
        await until(lambda: one.living and two.living)
        assert (one.process is None) != (two.process is None)
        assert one.trouble == two.trouble == ""
    await room.close()
    await other.close()


async def test_a_taken_port_is_said_with_what_to_do_and_tried_again(tmp_path: Path) -> None:
    room = await room_at(tmp_path / "pond.snog")
    with listen(free_port()) as taken:
        port: int = taken.getsockname()[1]
        async with looked_after(room, port) as care:
            await until(lambda: "taken" in care.trouble)
            assert f"Port {port} is taken by another program." in care.trouble
            assert f"snogmarry resume --port {port + 1}" in care.trouble
            taken.close()
            await until(lambda: care.living and care.trouble == "")
    await room.close()


async def test_a_program_that_is_not_there_is_told(tmp_path: Path, port: int) -> None:
    room = await room_at(tmp_path / "pond.snog")
    care = Upkeep(room, port, (str(tmp_path / "nothing"),))
    await care.look(1.0)
    assert "could not be started" in care.trouble
    await room.close()


def test_a_session_that_is_over_for_days_needs_no_port() -> None:
    play = Play.opened()
    assert wanted(play.session, EPOCH)
    play.do(c.Next())
    play.do(c.EndSession())
    assert not wanted(play.session, EPOCH), "no phone took part"
    play.do(c.ShareSummary(True))
    assert wanted(play.session, EPOCH + 7 * 24 * 3_600_000), "phones may read the summary"
    play.do(c.ShareSummary(False))
    play.join(1)
    assert wanted(play.session, EPOCH + 3_600_000), "phones may still bring what they hold"
    assert not wanted(play.session, EPOCH + 7 * 24 * 3_600_000)
    play.do(c.ReopenSession())
    assert wanted(play.session, EPOCH + 7 * 24 * 3_600_000)
