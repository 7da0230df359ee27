"""The server as a process of its own: how it begins, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest

from snogmarry.journal.reading import read_events
from snogmarry.phones.port import listen
from snogmarry.phones.presence import presence
from snogmarry.phones.serving import STOP, serving
from snogmarry.room import Room
from snogmarry.session.events import CodeSet
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.doors import Doors
from snogmarry.tui.phones import Phones, Serve
from snogmarry.web.server import serve
from tests.ports import LOCAL, free_port
from tests.session.play import LESSONS, SCENARIO
from tests.tui.reading import comes, shows
from tests.web.served import Served, raw

PATIENCE = 30
"""Seconds in which even a busy machine has done what is waited for."""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Room]:
    room = await Room.create(tmp_path / "pond.snog", SCENARIO, LESSONS)
    yield room
    await room.close()


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))


@asynccontextmanager
async def started(room: Room, port: int) -> AsyncIterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(  # noqa: ASYNC220 - started in no time
        [sys.executable, "-m", "snogmarry", "serve", str(room.path), "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield server
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate()


async def becomes(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.02)


async def ended(server: subprocess.Popen[bytes]) -> int:
    await becomes(lambda: server.poll() is not None)
    return int(server.returncode)


async def test_it_says_where_it_is_and_sets_the_code_once(desk: Room) -> None:
    for _ in range(2):
        port = free_port()
        async with started(desk, port) as server:
            await becomes(lambda: serving(desk.scratch))
            said = serving(desk.scratch)
            assert said is not None
            assert (said.pid, said.port, said.failed) == (server.pid, port, "")
            async with httpx.AsyncClient() as phone:
                page = await phone.get(f"http://{LOCAL}:{port}/j")
            assert page.headers["server"] == "snogmarry"
            server.terminate()
            assert await ended(server) == 0
            await becomes(lambda: serving(desk.scratch) is None)
    assert sum(isinstance(r.event, CodeSet) for r in read_events(desk.path)) == 1


async def test_a_session_that_is_opened_again_is_where_its_phones_look_for_it(desk: Room) -> None:
    port = free_port()
    async with started(desk, port) as server:
        await becomes(lambda: serving(desk.scratch))
        server.terminate()
        await ended(server)
        await becomes(lambda: not serving(desk.scratch))  # the desk is told a moment later
    phones = Phones(desk, Serve(), lambda: None)
    assert phones.upkeep is not None
    phones.begin()
    try:
        await becomes(lambda: phones.living)
        assert phones.served_at[0] == port
        async with httpx.AsyncClient() as phone:
            page = await phone.get(f"http://{LOCAL}:{port}/j")
        assert page.headers["server"] == "snogmarry"
    finally:
        phones.end()
        if phones.upkeep.process is not None:
            phones.upkeep.process.kill()
            phones.upkeep.process.wait()


async def test_it_ends_at_once_when_it_is_told_to_while_phones_follow(desk: Room) -> None:
    port = free_port()
    async with started(desk, port) as server:
        await becomes(lambda: serving(desk.scratch) and desk.state.code)
        served = Served(desk, port, asyncio.Event(), asyncio.ensure_future(asyncio.sleep(0)))
        phone = await served.joined(1)
        async with phone.stream() as stream:
            await stream.snapshot()
            await becomes(lambda: presence(desk.scratch).connected)
            server.terminate()
            with pytest.raises(EOFError):
                await stream.until("never")
            assert await ended(server) == 0
        await phone.client.aclose()
        await becomes(lambda: not presence(desk.scratch).connected)


@pytest.mark.parametrize("wait", [0.0, 0.2, 0.4, 0.6, 0.8])
async def test_it_ends_when_it_is_told_to_however_early(desk: Room, wait: float) -> None:
    async with started(desk, free_port()) as server:
        await asyncio.sleep(wait)
        server.terminate()
        assert await ended(server) in {0, -signal.SIGTERM}
        assert server.communicate()[1] == b""


async def test_it_ends_when_a_desk_that_leaves_asks_for_it_and_not_before(desk: Room) -> None:
    async with started(desk, free_port()) as server:
        await becomes(lambda: serving(desk.scratch))
        await desk.jot(STOP, str(server.pid))
        stage = await Room.open(desk.path, kind="stage")
        await becomes(lambda: "server" in stage.attended_elsewhere)
        assert server.poll() is None
        await desk.close()
        assert await ended(server) == 0
        await stage.close()


async def test_it_outlives_a_desk_that_died_and_goes_on_keeping_answers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.snog"
    code = (
        "import asyncio, pathlib, sys\n"
        "from snogmarry.room import Room\n"
        "from snogmarry.session.commands import Jump\n"
        "from tests.session.play import LESSONS, SCENARIO\n"
        "async def main():\n"
        "    path = pathlib.Path(sys.argv[1])\n"
        "    room = await Room.create(path, SCENARIO, LESSONS)\n"
        "    await room.do(Jump('word')); print('open', flush=True)\n"
        "    await asyncio.sleep(1e6)\n"
        "asyncio.run(main())\n"
    )
    dying = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)  # noqa: ASYNC220
    assert dying.stdout is not None
    assert dying.stdout.readline() == b"open\n"
    stage = await Room.open(tmp_path / "p.snog", read_only=True)
    port = free_port()
    async with started(stage, port) as server:
        await becomes(lambda: serving(stage.scratch) and stage.state.code)
        dying.kill()
        dying.communicate()
        await stage.close()
        async with httpx.AsyncClient(base_url=f"http://{LOCAL}:{port}") as phone:
            here = {"Origin": f"http://{LOCAL}:{port}"}
            form = {"code": stage.state.code, "group": "1"}
            assert (await phone.post("/join", data=form, headers=here)).status_code == 303
            form = {"run": "1", "key": "k", "text": "Save our pond"}
            reply = await phone.post("/answer", data=form, headers=here)
            assert "said=kept" in reply.headers["location"]
        assert server.poll() is None
    desk = await Room.open(tmp_path / "p.snog")
    assert desk.state.responses[1].latest.answer.text == "Save our pond"
    assert desk.state.run is not None
    assert not desk.state.interrupted
    await desk.close()


async def test_a_port_that_is_taken_is_said_to_the_desk_and_to_who_started_it(
    desk: Room,
) -> None:
    port = free_port()
    with listen(port):
        async with started(desk, port) as server:
            assert await ended(server) == 1
            assert f"Port {port} is taken" in server.communicate()[1].decode()
            await becomes(lambda: serving(desk.scratch))
            said = serving(desk.scratch)
            assert said is not None
            assert f"Port {port} is taken" in said.failed


async def test_a_second_server_does_not_hide_the_first(desk: Room) -> None:
    port = free_port()
    async with started(desk, port) as first:
        await becomes(lambda: serving(desk.scratch))
        async with started(desk, port) as second:
            assert await ended(second) == 1
        said = serving(desk.scratch)
        assert said is not None
        assert (said.pid, said.failed) == (first.pid, "")


async def test_it_ends_when_the_session_was_erased(tmp_path: Path) -> None:
    room = await Room.create(tmp_path / "p.snog", SCENARIO, LESSONS)
    async with started(room, free_port()) as server:
        await becomes(lambda: serving(room.scratch) and room.state.code)
        await room.close()
        for file in tmp_path.glob("p.snog*"):
            file.unlink()
        assert await ended(server) == 1
        assert "p.snog" in server.communicate()[1].decode()


async def test_a_session_file_that_is_deleted_under_desk_and_server_is_said_in_a_line(
    tmp_path: Path,
) -> None:
    room = await Room.create(tmp_path / "p.snog", SCENARIO, LESSONS)
    app = SnogmarryApp(room, doors=Doors(tmp_path, serve=Serve(port=free_port())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "z", "d")
        phones = app.phones
        assert phones is not None
        assert phones.upkeep is not None
        await comes(pilot, lambda: phones.living and bool(room.state.code))
        process, port = phones.upkeep.process, phones.served_at[0]
        assert process is not None
        served = Served(room, port, asyncio.Event(), asyncio.ensure_future(asyncio.sleep(0)))
        phone = await served.joined(1)
        await shows(pilot, "of 1 phones")
        async with phone.stream() as stream:
            await stream.snapshot()
            for file in tmp_path.glob("p.snog*"):
                file.unlink()
            with pytest.raises(EOFError):
                await stream.until("never")
        await phone.client.aclose()
        await becomes(lambda: process.poll() is not None)
        text = await shows(pilot, "NOTHING MORE IS KEPT", "0 of 1 phones")
        assert "p.snogisnotthereanymore.Look" in "".join(text.split()), "however it is folded"
        assert "Phones are served no more. They keep what is written on them." in text
        assert phones.invitation is None
    (log,) = (tmp_path / "home").rglob("snogmarry.log")
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert "p.snog is not there any more" in line
    assert str(process.pid) in line


async def test_it_ends_after_long_without_a_desk(desk: Room) -> None:
    port = free_port()
    with_desk = asyncio.ensure_future(serve(desk.path, port, asyncio.Event(), host=LOCAL, alone=0))
    await becomes(with_desk.done)
    assert with_desk.exception() is None


async def test_more_phones_than_files_are_turned_away_and_the_session_stays_whole(
    desk: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from snogmarry.web.connection import Connection

    monkeypatch.setattr(Connection, "most", 3)
    ending = asyncio.Event()
    port = free_port()
    server = asyncio.ensure_future(serve(desk.path, port, ending, host=LOCAL))
    await becomes(lambda: serving(desk.scratch))
    async with raw(port), raw(port), raw(port), raw(port) as (reader, _):
        with suppress(ConnectionError):
            assert await reader.read() == b""
    ending.set()
    await server


def test_a_session_that_is_not_there_is_said_in_a_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "snogmarry", "serve", str(tmp_path / "no.snog")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no.snog" in done.stderr
    assert "Traceback" not in done.stderr
